// What one exemption record says otherwise than an earlier one, field by field, and whether it asks for more or promises
// less: what an inspector looks at before sealing, so that nothing widens unseen (domain.md section 3, renewals and copies).
import { RISK_GRADES, type Risk } from './exemption';
import { daysBetween, type Period } from './period';

export interface ComparedRecord {
  pilotId: string;
  scopeNumber: number;
  flawKinds: readonly string[];
  risks: readonly Risk[];
  safeguards: readonly string[];
  approvals: readonly string[];
  pledges: readonly string[];
  lossCapFen: number | null;
  period: Period;
}

type CodeList = 'flawKinds' | 'safeguards' | 'approvals' | 'pledges';

interface Different {
  /** Of one pilot: the later record covers more, or promises less, than the earlier one did. */
  looser: boolean;
}
interface From<T> {
  before: T;
  after: T;
}
interface Members<T> {
  added: T[];
  removed: T[];
}
export type RecordDifference =
  | ({ field: CodeList } & Members<string> & Different)
  | ({ field: 'risks' } & Members<Risk> & Different)
  | ({ field: 'scopeNumber' } & From<number> & Different)
  | ({ field: 'lossCapFen' } & From<number | null> & Different)
  | ({ field: 'period' } & From<Period> & Different);

/** Empty when both say the same. Of records of two pilots, what only makes sense within one pilot is left out. */
export function recordDifferences(before: ComparedRecord, after: ComparedRecord): RecordDifference[] {
  const differences: RecordDifference[] = [
    ...scopeOf(before.scopeNumber, after.scopeNumber),
    ...codesOf('flawKinds', before, after),
    ...risksOf(before.risks, after.risks),
    ...codesOf('safeguards', before, after),
    ...codesOf('approvals', before, after),
    ...codesOf('pledges', before, after),
    ...capOf(before.lossCapFen, after.lossCapFen),
    ...periodOf(before.period, after.period),
  ];
  if (before.pilotId === after.pilotId) return differences;
  return differences.filter(({ field }) => !WITHIN_PILOT.includes(field)).map(one => ({ ...one, looser: false }));
}

/** Numbers and ids of one pilot, which mean nothing beside those of another. */
const WITHIN_PILOT: readonly RecordDifference['field'][] = ['scopeNumber', 'approvals', 'pledges'];

function scopeOf(before: number, after: number): RecordDifference[] {
  return before === after ? [] : [{ field: 'scopeNumber', before, after, looser: false }];
}

function codesOf(field: CodeList, before: ComparedRecord, after: ComparedRecord): RecordDifference[] {
  const members = membersOf(before[field], after[field], code => code);
  if (members === null) return [];
  const looser = field === 'flawKinds' ? members.added.length > 0 : members.removed.length > 0;
  return [{ field, ...members, looser }];
}

/** A risk left out, or graded lower than before, is looser; its words are the risk. */
function risksOf(before: readonly Risk[], after: readonly Risk[]): RecordDifference[] {
  const members = membersOf(before, after, ({ text, grade }) => JSON.stringify([text, grade]));
  if (members === null) return [];
  const looser = before.some(risk => rankIn(after, risk.text) < rankOf(risk));
  return [{ field: 'risks', ...members, looser }];
}

const rankOf = ({ grade }: Risk): number => RISK_GRADES.indexOf(grade);

const rankIn = (risks: readonly Risk[], text: string): number =>
  Math.max(-1, ...risks.filter(risk => risk.text === text).map(rankOf));

function membersOf<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): Members<T> | null {
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const added = after.filter(one => !had.has(keyOf(one)));
  const removed = before.filter(one => !has.has(keyOf(one)));
  return added.length + removed.length === 0 ? null : { added, removed };
}

function capOf(before: number | null, after: number | null): RecordDifference[] {
  if (before === after) return [];
  return [{ field: 'lossCapFen', before, after, looser: before !== null && (after === null || after > before) }];
}

/** A period that only moves is no looser; one that grows longer, or loses its end, is. */
function periodOf(before: Period, after: Period): RecordDifference[] {
  if (before.from === after.from && before.to === after.to) return [];
  return [{ field: 'period', before, after, looser: lengthOf(after) > lengthOf(before) }];
}

const lengthOf = ({ from, to }: Period): number => (to === null ? Infinity : daysBetween(from, to));

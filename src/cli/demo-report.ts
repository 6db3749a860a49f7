// What the demo prints: the county's pilots as anyone may read them through the API, one row a flaw, or one row for a
// pilot that ended without any.
import type { BookFinding, Finding } from '../domain/check/finding';
import { explain, type Explanation } from '../domain/check/wording';
import { OUTCOME_WORDS } from '../domain/check/words/names';
import { loadRulebooks } from '../platform/rulebook-files';
import { yuan } from '../domain/money';
import { table } from './table';

export interface Reader {
  address: string;
  token: string;
}

interface PilotSeen {
  id: string;
  code: string;
  title: string;
  state: string;
  outcome: string | null;
  recordedAt: string;
}

interface FlawSeen {
  id: string;
  code: string;
  pilot: { id: string };
  kind: string | null;
  actFrom: string | null;
  actTo: string | null;
  lastFinding: { id: string } | null;
}

const HEADINGS = [
  '试点 pilot',
  '瑕疵 flaw',
  '结论 outcome',
  '起决定作用的条件 deciding',
  '客观条件及数字 causes',
  '回执 receipt',
];
const WIDTHS = [22, 22, 16, 34, 44, 20];

export async function storyTable(reader: Reader): Promise<string> {
  const pilots = (await get<{ items: PilotSeen[] }>(reader, '/pilots?limit=100')).items.reverse();
  const rows: string[][] = [];
  for (const pilot of pilots) {
    const flaws = (await get<{ items: FlawSeen[] }>(reader, `/pilots/${pilot.id}/flaws`)).items;
    for (const flaw of flaws) rows.push(await flawRow(reader, pilot, flaw));
    if (flaws.length === 0) rows.push(await quietRow(reader, pilot));
  }
  return table(HEADINGS, WIDTHS, rows);
}

async function flawRow(reader: Reader, pilot: PilotSeen, flaw: FlawSeen): Promise<string[]> {
  const acted = flaw.actFrom === flaw.actTo ? flaw.actFrom : `${flaw.actFrom} 至 ${flaw.actTo}`;
  const detail = await get<FlawSeen>(reader, `/flaws/${flaw.id}`);
  if (!detail.lastFinding) return [`${pilot.code}\n${pilot.title}`, flaw.code, '尚未核对', '', '', ''];
  const { finding, receipt } = await get<{ finding: Finding; receipt: { position: number; leafHash: string } | null }>(
    reader,
    `/findings/${detail.lastFinding.id}`,
  );
  const books = booksOf(finding);
  const told = explain(finding, books, 'zh');
  const kind = books.present?.flawKinds.find(entry => entry.code === flaw.kind)?.title.zh ?? flaw.kind ?? '未定';
  const outcome = OUTCOME_WORDS[finding.outcome];
  return [
    `${pilot.code}\n${pilot.title}`,
    `${kind}\n${flaw.code}\n${acted}`,
    `${outcome.zh}\n${outcome.en}`,
    deciding(finding.applied, told).join('\n'),
    told.causes.map(cause => `· ${cause.sentence}`).join('\n') || '—',
    receipt ? `账本第 ${receipt.position} 条\n${receipt.leafHash.slice(0, 16)}…` : '—',
  ];
}

/** A pilot without a flaw: how it ended, and what was promised to it and never came. */
async function quietRow(reader: Reader, pilot: PilotSeen): Promise<string[]> {
  const pledges = await get<{ id: string; what: string }[] | { items: { id: string; what: string }[] }>(
    reader,
    `/pilots/${pilot.id}/pledges`,
  );
  const due: string[] = [];
  for (const pledge of Array.isArray(pledges) ? pledges : pledges.items) due.push(...(await shortfall(reader, pledge)));
  const ended =
    pilot.outcome === 'tested-not-adopted' ? '试了、没成\ntested, not adopted' : (pilot.outcome ?? pilot.state);
  return [`${pilot.code}\n${pilot.title}`, '无瑕疵\nno flaw', ended, '试了没成不构成瑕疵', due.join('\n') || '—', '—'];
}

async function shortfall(reader: Reader, { id, what }: { id: string; what: string }): Promise<string[]> {
  const { figures, giver, standing } = await get<{
    standing: string;
    giver: { name: string };
    figures: { measure: 'fen' | 'units'; due: number; delivered: number; shortfall: number; workdaysLate: number };
  }>(reader, `/pledges/${id}`);
  if (figures.shortfall === 0) return [];
  const shown = (amount: number) => (figures.measure === 'fen' ? `${yuan(amount)} 元` : String(amount));
  const signed = standing === 'made' ? '' : '（未会签）';
  return [
    `· ${giver.name}${signed}：${what}应兑现 ${shown(figures.due)}，已兑现 ${shown(figures.delivered)}，欠 ${shown(figures.shortfall)}，逾期 ${figures.workdaysLate} 个工作日`,
  ];
}

/** What decided: everything met, or what stood in the way; once something is unmet, what is open decides nothing. */
function deciding(book: BookFinding, told: Explanation): string[] {
  const items = new Map([...told.redLines, ...told.conditions].map(item => [item.code, item]));
  const named = (codes: readonly string[]) =>
    codes.map(code => `${code} ${items.get(code)?.title ?? ''}：${items.get(code)?.resultLabel ?? ''}`);
  const touched = book.redLines.filter(line => line.result === 'met').map(line => line.code);
  if (touched.length > 0) return named(touched);
  const unmet = inTheWay(book, result => result === 'unmet');
  if (unmet.length > 0) return named(unmet);
  const lines = book.redLines.filter(line => line.result !== 'unmet' && line.result !== 'not-applicable');
  const open = [
    ...lines.map(line => line.code),
    ...inTheWay(book, result => result === 'unknown' || result === 'for-people'),
  ];
  if (open.length > 0) return named(open);
  const met = book.conditions.filter(one => one.result === 'met').length;
  return [`全部满足（${met} 项条件；${book.redLines.length} 条红线均未触碰）`];
}

/** Codes of the conditions and groups that decide and stand so. */
function inTheWay(book: BookFinding, stands: (result: string) => boolean): string[] {
  const alone = book.conditions.filter(one => one.decides && one.group === null && stands(one.result));
  return [
    ...alone.map(one => one.code),
    ...book.groups.filter(group => stands(group.result)).flatMap(group => group.members),
  ];
}

function booksOf(finding: Finding) {
  const { code, version } = finding.applied.rulebook;
  const found = loadRulebooks().rulebooks.find(
    ({ rulebook }) => rulebook.code === code && rulebook.version === version,
  );
  return { older: null, present: found?.rulebook ?? null };
}

/** One answer of the API. @throws Error for anything but success */
export async function get<T>({ address, token }: Reader, path: string): Promise<T> {
  const response = await fetch(`${address}/api${path}`, { headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

// Which earlier records a filing is held against: the one it renews, those of the same pilot and of the same unit, and the one
// it nearly copies. In that order, each once.
import { $api, type Schemas } from '@/api/client';
import { say } from '@/words/say';

type Detail = Schemas['ExemptionDetail'];
export type Earlier = Schemas['ExemptionView'];

export interface Candidate {
  record: Earlier;
  why: string;
}

export interface EarlierRead {
  candidates: Candidate[];
  isPending: boolean;
  error: unknown;
}

const MANY = 100;

export function useEarlier(record: Detail): EarlierRead {
  const copied = copyOf(record);
  const pilot = useRecords({ pilot: record.pilotId, limit: MANY });
  const unit = useRecords({ unit: record.unitId, limit: MANY });
  // The list knows no codes; what is nearly copied is among the newest of the county.
  const county = useRecords({ limit: MANY }, copied !== undefined);
  const lists = [pilot, unit, county];
  return {
    candidates: ranked(record, {
      pilot: pilot.data?.items ?? [],
      unit: unit.data?.items ?? [],
      copied: (county.data?.items ?? []).filter(one => one.code === copied),
    }),
    isPending: pilot.isPending || unit.isPending,
    error: lists.find(list => list.error != null)?.error ?? null,
  };
}

function useRecords(query: { pilot?: string; unit?: string; limit: number }, enabled = true) {
  return $api.useQuery('get', '/api/exemptions', { params: { query } }, { enabled });
}

/** The code of the record that the warning says this one nearly copies. */
export function copyOf({ warnings }: Detail): string | undefined {
  const figure = warnings.find(one => one.code === 'near-identical')?.figures.code;
  return figure === undefined ? undefined : String(figure);
}

function ranked(record: Detail, found: { pilot: Earlier[]; unit: Earlier[]; copied: Earlier[] }): Candidate[] {
  const before = (one: Earlier): boolean =>
    one.id !== record.id && one.recordedAt < record.recordedAt && one.state !== 'draft' && one.state !== 'withdrawn';
  const all: Candidate[] = [
    ...found.pilot
      .filter(one => one.id === record.renewsId)
      .map(one => ({ record: one, why: say('本备案续备自它', 'renewed by this one') })),
    ...found.copied.map(one => ({ record: one, why: say('文字雷同', 'nearly the same text') })),
    ...found.pilot.filter(before).map(one => ({ record: one, why: say('同一试点', 'same pilot') })),
    ...found.unit.filter(before).map(one => ({ record: one, why: say('同一单位', 'same unit') })),
  ];
  const seen = new Set<string>();
  return all.filter(({ record: { id } }) => id !== record.id && !seen.has(id) && seen.add(id));
}

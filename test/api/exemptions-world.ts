// One world per spec, and the moves every spec on exemption records makes in it.
import type { Test } from 'supertest';
import { runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type Hands, type PersonKey, type World } from '../setup/world';

export let world: World;
/** For `beforeAll`: a fresh world whose clock stands at `start`. */
export const open = (start?: string) => async () => {
  world = await openWorld(start);
};
export const close = () => world.close();

export interface Now {
  id: string;
  code: string;
  version: number;
  state: string;
}

export const CONTENT = {
  opening: { alreadyHappened: 'no', inspectionOpen: 'no' },
  scopeNumber: 1,
  flawKinds: ['built-before-approval', 'report-late'],
  risks: [{ text: '用地手续办结前开工', grade: 'medium' }],
  safeguards: ['collective-decision', 'public-notice'],
  approvals: [] as string[],
  pledges: [] as string[],
  lossCapFen: 20_000_000,
  period: { from: '2026-03-02', to: '2026-12-31' },
};

export const SEEN = { warningsSeen: true, reason: '风险可控，同意封存' };
export const FOR = { stance: 'for', text: '同意备案' };

export async function drafted(pilot: { id: string }, changes: object = {}, by: Hands = world.as('sponsor')) {
  const { body } = await by.post(`/pilots/${pilot.id}/exemptions`, { ...CONTENT, ...changes }).expect(201);
  return body as Now;
}

export type Step = [PersonKey, string, object?];

/** Performs acts one after another, each on the version the one before left. */
export async function play(start: Now, steps: Step[]): Promise<Now> {
  let now = start;
  for (const [person, act, body] of steps) {
    const done = await world.as(person).post(`/exemptions/${now.id}/${act}`, body, { ifMatch: now.version });
    expect({ act, status: done.status, problem: done.body.detail }).toEqual({ act, status: 200, problem: undefined });
    now = done.body as Now;
  }
  return now;
}

export const HEARD: Step[] = [
  ['sponsor', 'file'],
  ['inspector', 'opinion', FOR],
  ['personnel', 'opinion', FOR],
];
export const SEALED: Step[] = [...HEARD, ['inspector', 'seal', SEEN]];

export const sealed = async (pilot: { id: string }, changes: object = {}) =>
  play(await drafted(pilot, changes), SEALED);
export const pilotOf = (person: PersonKey, changes: object = {}): Promise<PilotNow> =>
  runningPilot(world.as(person), changes);

export const refused = async (test: Test, status: number, code: string) => {
  const { body } = await test;
  expect({ status: body.status, code: body.code }).toEqual({ status, code });
  return body;
};

export const detailOf = async (record: { id: string }, query = '') => {
  const { body } = await world.as('inspector').get(`/exemptions/${record.id}${query}`).expect(200);
  return body;
};

export const kindsOf = async (record: Now): Promise<string[]> => {
  const sql = 'select kind from ledger_entry where subject = $1 order by position';
  return (await world.superuser.query<{ kind: string }>(sql, [record.code])).rows.map(row => row.kind);
};

// One world per describe block, and the moves every approvals spec makes in it.
import type { Test } from 'supertest';
import { openWorld, type PersonKey, type World } from '../setup/world';

export let world: World;
/** For `beforeAll`: a fresh world whose clock stands at `start`. */
export const open = (start: string) => async () => {
  world = await openWorld(start);
};
export const close = () => world.close();

export interface Now {
  id: string;
  code: string;
  version: number;
}

export const LAND = () => ({
  matter: '农村公益性公墓用地审批',
  fieldClass: 'land',
  approverId: world.organisation('land'),
  legalBasis: '土地管理法第四十四条',
  termWorkdays: 20,
  materials: ['用地申请', '村民代表会议决议'],
});

export async function opened(pilot: { id: string }, changes: object = {}): Promise<Now> {
  const { body } = await world
    .as('sponsor')
    .post(`/pilots/${pilot.id}/approvals`, { ...LAND(), ...changes })
    .expect(201);
  return body as Now;
}

/** Performs acts one after another, each on the version the one before left. */
export async function play(start: Now, steps: [PersonKey, string, object?][]): Promise<Now> {
  let now = start;
  for (const [person, act, body] of steps) {
    const done = await world.as(person).post(`/approvals/${now.id}/${act}`, body, { ifMatch: now.version });
    expect({ act, status: done.status, problem: done.body.detail }).toEqual({ act, status: 200, problem: undefined });
    now = done.body as Now;
  }
  return now;
}

export const clockOn = async (approval: Now, day?: string) => {
  const { body } = await world
    .as('leader')
    .get(`/approvals/${approval.id}${day ? `?on=${day}` : ''}`)
    .expect(200);
  return body.clock;
};
export const kindsOf = async (approval: Now) => {
  const sql = 'select kind from ledger_entry where subject = $1 order by position';
  return (await world.superuser.query<{ kind: string }>(sql, [approval.code])).rows.map(row => row.kind);
};
export const refused = async (test: Test, status: number, code: string) => {
  const { body } = await test.expect(status);
  expect(body.code).toBe(code);
  return body;
};

// A running pilot with a stored document, and hands that claim and act on its pledges.
import type { Response } from 'supertest';
import { FilesService } from '../../src/files/files.service';
import { runningPilot, type PilotNow } from '../setup/stories';
import { openWorld, type PersonKey, type World } from '../setup/world';

export interface PledgeNow {
  id: string;
  code: string;
  version: number;
  documentNumber: string | null;
  documentSha256: string | null;
}

export const TERMS = {
  what: '公墓建设补助资金',
  amountFen: 30_000_000,
  tranches: [
    { dueOn: '2026-06-30', amountFen: 20_000_000 },
    { dueOn: '2026-03-31', amountFen: 10_000_000 },
  ],
};

export const FUNDS = { kind: 'funds', ...TERMS };

export interface PledgeWorld {
  world: World;
  pilot: PilotNow;
  claimBody(changes?: object): object;
  claim(changes?: object, on?: PilotNow): Promise<PledgeNow>;
  /** Claimed and counter-signed. */
  made(changes?: object): Promise<PledgeNow>;
  /** Acts at the version in hand and moves it on, so that a story reads from top to bottom. */
  act(person: PersonKey, pledge: PledgeNow, path: string, body?: object): Promise<Response>;
  /** Status and code of an answer: '403 pledge.not-party'. */
  refusedAs(person: PersonKey, pledge: PledgeNow, step: [string, object?]): Promise<string>;
  read(pledge: PledgeNow, query?: string): Promise<any>;
}

export async function openPledgeWorld(): Promise<PledgeWorld> {
  const world = await openWorld();
  const pilot = await runningPilot(world.as('sponsor'));
  const stored = await world.app
    .get(FilesService)
    .store(world.actor('sponsor'), Buffer.from('汶民发〔2025〕12号 全文'));
  const claimBody = (changes: object = {}) => ({
    ...FUNDS,
    giverId: world.organisation('civilAffairs'),
    documentNumber: '汶民发〔2025〕12号',
    documentSha256: stored.sha256,
    ...changes,
  });
  const claim = async (changes: object = {}, on = pilot): Promise<PledgeNow> =>
    (await world.as('sponsor').post(`/pilots/${on.id}/pledges`, claimBody(changes)).expect(201)).body;
  const act: PledgeWorld['act'] = async (person, pledge, path, body = {}) => {
    const answer = await world.as(person).post(`/pledges/${pledge.id}/${path}`, body, { ifMatch: pledge.version });
    if (answer.status < 300) pledge.version = answer.body.version as number;
    return answer;
  };
  return {
    world,
    pilot,
    claimBody,
    claim,
    act,
    made: async changes => (await act('civilAffairs', await claim(changes), 'counter-sign')).body as PledgeNow,
    refusedAs: async (person, pledge, [path, body]) => {
      const answer = await act(person, pledge, path, body);
      return `${answer.status} ${answer.body.code}`;
    },
    read: async (pledge, query = '') =>
      (await world.as('sponsor').get(`/pledges/${pledge.id}${query}`).expect(200)).body,
  };
}

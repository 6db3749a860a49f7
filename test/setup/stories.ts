// Bodies that many specs need, spelt out once.
import type { Hands } from './world';

export const PILOT_BODY = {
  title: '村级公益性公墓建设',
  problem: '散埋乱葬占用耕地，群众无处安葬',
  beneficiaries: '漩口镇三个村 1,240 户',
  origin: 'assigned',
  assignedBy: '汶民发〔2025〕12号',
  field: 'civil-affairs',
  period: { from: '2026-03-01', to: '2026-12-31' },
  scope: {
    regions: ['513221106'],
    activities: ['建设公益性公墓'],
    period: { from: '2026-03-01', to: '2026-12-31' },
    units: [],
    capFen: 500_000_000,
    departures: [],
  },
};

export interface PilotNow {
  id: string;
  code: string;
  version: number;
}

export async function draftPilot(sponsor: Hands, changes: object = {}): Promise<PilotNow> {
  const { body } = await sponsor.post('/pilots', { ...PILOT_BODY, ...changes }).expect(201);
  return body as PilotNow;
}

export async function runningPilot(sponsor: Hands, changes: object = {}): Promise<PilotNow> {
  const drafted = await draftPilot(sponsor, changes);
  const registered = await sponsor.post(`/pilots/${drafted.id}/register`, {}, { ifMatch: drafted.version }).expect(200);
  const started = await sponsor
    .post(`/pilots/${drafted.id}/start`, {}, { ifMatch: registered.body.version })
    .expect(200);
  return started.body as PilotNow;
}

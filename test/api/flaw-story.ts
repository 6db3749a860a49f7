// Story S1 up to the act: a pilot with a made pledge, an application on the land bureau's desk and a sealed record.
import type { Test } from 'supertest';
import { PILOT_BODY, runningPilot, type PilotNow } from '../setup/stories';
import type { PersonKey, World } from '../setup/world';

export interface Now {
  id: string;
  code: string;
  version: number;
}

export const ACT = { actFrom: '2026-06-01', actTo: '2026-06-05' };

export const SEALABLE = {
  opening: { alreadyHappened: 'no', inspectionOpen: 'no' },
  scopeNumber: 1,
  flawKinds: ['built-before-approval'],
  risks: [{ text: '用地手续办结前开工', grade: 'medium' }],
  safeguards: ['collective-decision'],
  approvals: [],
  pledges: [],
  lossCapFen: 20_000_000,
  period: { from: '2026-03-05', to: '2026-12-31' },
};

export const REPORT = {
  ...ACT,
  kind: 'built-before-approval',
  regions: ['513221106'],
  activities: ['建设公益性公墓'],
  foundOn: '2026-06-08',
  foundBy: 'self-report',
  awareOn: '2026-06-08',
  breaches: [{ document: '土地管理法', article: '第四十四条', mark: 'procedural', departure: 'no' }],
  posts: ['村党支部书记'],
  amountFen: 30_000_000,
  lossFen: 0,
  description: '用地手续未批复即开工建设公墓管理房',
};

/** The body of an answer, or the whole problem in the failure's message. */
export async function done<T = Now>(test: Test, status: number): Promise<T> {
  const { body, status: got } = (await test) as { body: T & { code?: string }; status: number };
  expect({ status: got, problem: got === status ? null : body }).toEqual({ status, problem: null });
  return body;
}

export async function sealedRecord(world: World, pilot: PilotNow, changes: object = {}): Promise<Now> {
  const path = `/pilots/${pilot.id}/exemptions`;
  let now = await done(world.as('sponsor').post(path, { ...SEALABLE, ...changes }), 201);
  const step = async (person: PersonKey, act: string, body: object = {}) => {
    now = await done(world.as(person).post(`/exemptions/${now.id}/${act}`, body, { ifMatch: now.version }), 200);
  };
  await step('sponsor', 'file');
  await step('inspector', 'opinion', { stance: 'for', text: '同意备案' });
  await step('personnel', 'opinion', { stance: 'for', text: '同意备案' });
  await step('inspector', 'seal', { warningsSeen: true, reason: '风险可控，期限明确' });
  return now;
}

export interface Story {
  pilot: PilotNow;
  approval: Now;
  pledge: Now;
  record: Now;
}

/** Needs a world at 2026-03-02; leaves it on 2026-06-09, after the act. */
export async function storyUpToTheAct(world: World): Promise<Story> {
  const sponsor = world.as('sponsor');
  const pilot = await runningPilot(sponsor, PILOT_BODY);
  const claim = {
    giverId: world.organisation('civilAffairs'),
    kind: 'funds',
    what: '公墓建设补助资金',
    amountFen: 40_000_000,
    tranches: [{ dueOn: '2026-04-30', amountFen: 40_000_000 }],
  };
  const claimed = await done(sponsor.post(`/pilots/${pilot.id}/pledges`, claim), 201);
  const signing = world
    .as('civilAffairs')
    .post(`/pledges/${claimed.id}/counter-sign`, {}, { ifMatch: claimed.version });
  const pledge = await done(signing, 200);
  const asked = {
    matter: '农村公益性公墓用地审批',
    fieldClass: 'land',
    approverId: world.organisation('land'),
    legalBasis: '土地管理法第四十四条',
    termWorkdays: 20,
  };
  const opened = await done(sponsor.post(`/pilots/${pilot.id}/approvals`, asked), 201);
  world.clock.step('2026-03-03T01:00:00.000Z');
  const approval = await done(sponsor.post(`/approvals/${opened.id}/apply`, {}, { ifMatch: opened.version }), 200);
  world.clock.step('2026-03-04T01:00:00.000Z');
  const record = await sealedRecord(world, pilot);
  world.clock.step('2026-03-10T01:00:00.000Z');
  const meeting = { code: 'collective-decision', done: 'yes', on: '2026-03-09', reason: '有会议纪要原件' };
  await done(sponsor.post(`/exemptions/${record.id}/safeguards`, meeting), 201);
  world.clock.step('2026-06-09T01:00:00.000Z');
  return { pilot, approval, pledge, record };
}

/** Facts that decide under the county's rulebook, as an inspector finds them when nothing is wrong. */
export const CLEAN: [string, 'yes' | 'no'][] = [
  ['collective-decision', 'yes'],
  ['remedied', 'yes'],
  ['within-powers', 'yes'],
  ...[
    'public-harm',
    'private-gain',
    'forged-papers',
    'explicit-ban',
    'secret-collective-decision',
    'earmarked-money-moved',
    'illegal-debt',
    'major-accident',
    'mass-incident',
    'environmental-damage',
    'state-secret',
    'concealment',
    'repeated-refusal',
    'false-filing',
    'malicious-collusion',
    'obviously-unlawful-order',
    'inaction',
  ].map((fact): [string, 'no'] => [fact, 'no']),
];

export async function answer(
  world: World,
  person: PersonKey,
  { flaw, fact, value }: { flaw: string; fact: string; value: string },
): Promise<void> {
  await done(world.as(person).post(`/flaws/${flaw}/facts/${fact}`, { value, reason: '现场核实' }), 201);
}

export async function judge(
  world: World,
  person: PersonKey,
  { flaw, question, value }: { flaw: string; question: string; value: string },
): Promise<void> {
  await done(world.as(person).post(`/flaws/${flaw}/questions/${question}`, { value, reason: '谈话与账目核实' }), 201);
}

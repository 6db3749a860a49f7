// One world in which every page has something to show: a pilot with what was promised and asked, records in each state, a
// claim whose decision is proposed, another one served with what follows from it, and what the administrators work on.
import '../setup/plain-papers';
import type { Page } from 'playwright-core';
import { loadRulebooks } from '../../src/platform/rulebook-files';
import { claimAt } from '../api/claim-decided';
import { establishedFlaw, heldToAccount } from '../api/claim-story';
import { done, SEALABLE, type Now } from '../api/flaw-story';
import { servedClaim } from '../api/served-claim';
import { COUNTY, type PersonKey } from '../setup/world';
import type { ClaimStory } from '../api/claim-story';
import { DESKTOP, openBrowserWorld, type BrowserWorld } from './browser-world';

export interface PlayedWorld extends BrowserWorld {
  /** The one page of this person, wherever it was left. */
  pageOf(person: PersonKey): Promise<Page>;
  story: ClaimStory;
  ids: Record<
    | 'pilot'
    | 'pledge'
    | 'approval'
    | 'record'
    | 'drafted'
    | 'filed'
    | 'flaw'
    | 'openFlaw'
    | 'matter'
    | 'claim'
    | 'served'
    | 'correction'
    | 'ruleDraft',
    string
  >;
  /** On the paper of the claim's admission. */
  verification: string;
}

let opened: Promise<PlayedWorld> | undefined;

/** One for all that ask in a spec file, which closes it. */
export const playedWorld = (): Promise<PlayedWorld> => (opened ??= openPlayedWorld());

async function openPlayedWorld(): Promise<PlayedWorld> {
  const world = await openBrowserWorld();
  const story = await claimAt(world, 'proposed');
  const { pilot, pledge, approval, record, flaw, claim } = story;
  const openFlaw = await establishedFlaw(world, story, { unestablished: true });
  const matter = await heldToAccount(world, openFlaw);
  const served = await servedClaim(world, { story });
  const ids = {
    ...(await recordsOf(world, pilot.id)),
    ...(await afterwards(world, served.claim)),
    pilot: pilot.id,
    pledge: pledge.id,
    approval: approval.id,
    record: record.id,
    flaw: flaw.id,
    openFlaw: openFlaw.id,
    matter: matter.id,
    claim: claim.id,
    served: served.claim.id,
    ruleDraft: await ruleDraft(world),
  };
  await erasure(world);
  const pages = new Map<PersonKey, Promise<Page>>();
  const pageOf = async (person: PersonKey): Promise<Page> => {
    const entered = pages.get(person) ?? world.enter(person, '/me');
    pages.set(person, entered);
    await (await entered).setViewportSize(DESKTOP);
    return entered;
  };
  return { ...world, pageOf, story, ids, verification: await verificationOf(world, claim.id) };
}

/** One the sponsor is still writing, and one that waits for the reviewers. */
async function recordsOf(world: BrowserWorld, pilot: string): Promise<{ drafted: string; filed: string }> {
  const content = { ...SEALABLE, flawKinds: ['report-late'], period: { from: '2026-06-10', to: '2026-12-31' } };
  const write = () => done(world.as('sponsor').post(`/pilots/${pilot}/exemptions`, content), 201);
  const [drafted, filed] = [await write(), await write()];
  await done(world.as('sponsor').post(`/exemptions/${filed.id}/file`, {}, { ifMatch: filed.version }), 200);
  return { drafted: drafted.id, filed: filed.id };
}

async function afterwards(world: BrowserWorld, claim: Now): Promise<{ correction: string }> {
  const inspector = world.as('inspector');
  const task = { text: '补办农用地转用审批手续', workdays: 9, unitId: world.organisation('township') };
  const correction = await done(inspector.post(`/claims/${claim.id}/corrections`, task), 201);
  const clearance = {
    alleged: ['虚报公墓建设用地面积'],
    found: ['经实地测量，用地面积与批复一致'],
    scope: '全县各乡镇和县级部门',
  };
  const { version } = await done(inspector.get(`/claims/${claim.id}`), 200);
  await done(inspector.post(`/claims/${claim.id}/clear`, clearance, { ifMatch: version }), 201);
  return { correction: correction.id };
}

async function ruleDraft(world: BrowserWorld): Promise<string> {
  const { rulebook } = loadRulebooks().rulebooks.find(
    one => one.rulebook.code === `WC-${COUNTY}` && one.rulebook.version === 2,
  )!;
  const next = { ...rulebook, version: 3, inForce: { ...rulebook.inForce, from: '2026-07-01' } };
  const body = { rulebook: next, reason: '自我报告期限过短' };
  return (await done(world.as('inspector').post('/rulebooks/drafts', body), 201)).id;
}

async function erasure(world: BrowserWorld): Promise<void> {
  const order = { position: 1, legalDocument: '个人信息保护法', legalArticle: '第四十七条', reason: '本人申请删除' };
  await done(world.as('secadmin').post(`/ledger/${COUNTY}/erasures`, order), 201);
}

async function verificationOf(world: BrowserWorld, claim: string): Promise<string> {
  const papers = await done<{ verificationCode: string }[]>(
    world.as('inspector').get(`/claims/${claim}/documents`),
    200,
  );
  return papers[0]!.verificationCode;
}

// What the pictures need: the ids of things in the demo, and the four that its stories leave finished and the manuals show
// while they still wait: a record before its sealing, accountability before a claim, a claim under way, a rulebook's draft.
// Each is made once and found again when pictures are taken anew.
import { PASSWORD } from '../../bench/demo-server.mjs';

const LATE_ACCEPTANCE = '打井验收晚于约定日期二十天（演示）';
const LATE_REPORT = '窗口试运行情况晚报十天（演示）';
const DAY_MS = 86_400_000;

const today = () => new Date(Date.now() + DAY_MS / 3).toISOString().slice(0, 10); // UTC+8

async function asPerson(address, login) {
  const entered = await fetch(`${address}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const { accessToken } = await entered.json();
  const ask = async (method, path, { body, version } = {}) => {
    const answer = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} as ${login}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    get: path => ask('GET', path),
    post: (path, body, version) => ask('POST', path, { body, version }),
    all: async path => (await ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100`)).items,
  };
}

const one = (list, what, fits) => {
  const found = list.find(fits);
  if (found === undefined) throw new Error(`the demo has no ${what}`);
  return found;
};

export async function lookUp(address) {
  const [sponsor, inspector] = [await asPerson(address, 'demo-sponsor'), await asPerson(address, 'demo-inspector')];
  const pilots = await inspector.all('/pilots');
  const pilot = title => one(pilots, `pilot ${title}`, each => each.title === title);
  const known = {
    cemetery: pilot('村级公益性公墓建设'),
    village: pilot('网红村停车与接待'),
    window: pilot('零工市场窗口一次办结'),
    well: pilot('应急打井供水'),
  };
  const parties = { sponsor, inspector };
  const record = await stagedRecord(sponsor, known.window);
  const acceptance = { pilot: known.well, kind: 'acceptance-late', description: LATE_ACCEPTANCE };
  const { flaw: openFlaw, accountability } = await stagedAccountability(parties, acceptance);
  const late = { pilot: known.window, kind: 'report-late', description: LATE_REPORT };
  const { accountability: answered } = await stagedAccountability(parties, late);
  const openClaim = await stagedClaim(parties, answered);
  const draft = await stagedDraft(inspector);
  const staged = { record, openFlaw, accountability, openClaim, draft };
  return { ...known, ...staged, ...(await things(inspector, known)), ...(await people(address)) };
}

async function things(inspector, { cemetery }) {
  const [pledges, approvals, exemptions, flaws, claims, corrections] = await Promise.all(
    ['/pledges', '/approvals', '/exemptions', '/flaws', '/claims', '/corrections'].map(path => inspector.all(path)),
  );
  const of = (list, what) => one(list, `${what} of ${cemetery.title}`, each => each.pilotId === cemetery.id);
  const flaw = of(flaws, 'flaw');
  const claim = one(claims, 'claim on that flaw', each => each.flawId === flaw.id);
  const documents = await inspector.get(`/claims/${claim.id}/documents`);
  return {
    pledge: of(pledges, 'pledge'),
    claimedPledge: one(pledges, 'pledge waiting for its giver', each => each.standing === 'claimed'),
    approval: of(approvals, 'approval'),
    inquiry: one(approvals, 'approval asked about', each => each.state === 'inquiring'),
    returned: one(approvals, 'approval that came back', each => each.matter === '政策短视频内容审核'),
    sealed: of(exemptions, 'record'),
    flaw,
    claim,
    reviewed: one(claims, 'claim reviewed', each => each.stage === 're-review'),
    correction: one(corrections, 'correction', each => each.unitId === cemetery.sponsorId),
    code: one(documents, 'decision in writing', each => each.kind === 'decision').verificationCode,
    rulebook: 'WC-513221@2',
    earlierRulebook: 'WC-513221@1',
  };
}

async function people(address) {
  const keeper = await asPerson(address, 'demo-secadmin');
  const accounts = await keeper.all('/accounts');
  const account = one(accounts, 'account of demo-land', each => each.login === 'demo-land');
  return { account, organisation: { id: account.organisationId } };
}

async function stagedRecord(sponsor, pilot) {
  const there = (await sponsor.all(`/exemptions?pilot=${pilot.id}`))[0];
  if (there !== undefined) return there;
  const from = today();
  const draft = await sponsor.post(`/pilots/${pilot.id}/exemptions`, {
    opening: { alreadyHappened: 'no', inspectionOpen: 'no' },
    scopeNumber: 1,
    flawKinds: ['opinion-not-sought', 'report-late'],
    risks: [{ text: '窗口先行合并，征求意见可能来不及', grade: 'medium' }],
    safeguards: ['collective-decision', 'public-notice'],
    approvals: [],
    pledges: [],
    lossCapFen: 3_000_000,
    period: { from, to: `${Number(from.slice(0, 4)) + 1}${from.slice(4, 8)}01` },
  });
  return sponsor.post(`/exemptions/${draft.id}/file`, {}, draft.version);
}

async function stagedAccountability({ sponsor, inspector }, { pilot, kind, description }) {
  const there = (await sponsor.all(`/pilots/${pilot.id}/flaws`)).find(each => each.description === description);
  const flaw =
    there ??
    (await sponsor.post('/flaws', {
      pilotId: pilot.id,
      foundBy: 'self-report',
      description,
      kind,
      actFrom: '2026-06-01',
      actTo: '2026-06-20',
      regions: ['513221106'],
      foundOn: today(),
      awareOn: today(),
      amountFen: 8_000_000,
      lossFen: 0,
    }));
  const [begun] = await inspector.get(`/flaws/${flaw.id}/accountability`);
  const accountability =
    begun ??
    (await inspector.post(`/flaws/${flaw.id}/accountability`, {
      unitId: pilot.sponsorId,
      begunOn: today(),
      reason: description,
    }));
  return { flaw, accountability };
}

async function stagedClaim({ sponsor, inspector }, accountability) {
  const there = (await inspector.all('/claims')).find(each => each.accountabilityId === accountability.id);
  if (there !== undefined) return there;
  const filed = await sponsor.post(`/accountability/${accountability.id}/claims`, {
    statement: '窗口合并为首次试行，报告晚了十天，已当面说明并补报，未造成损失。',
    wish: 'exempt',
  });
  const admitted = await inspector.post(`/claims/${filed.id}/admit`, { reason: '符合受理条件' }, filed.version);
  return inspector.post(`/claims/${filed.id}/investigate`, { reason: '组织核实' }, admitted.version);
}

async function stagedDraft(inspector) {
  const drafts = await inspector.get('/rulebooks/drafts');
  const there = (drafts.items ?? drafts).find(each => each.state === 'draft');
  if (there !== undefined) return there;
  const { rulebook } = await inspector.get(`/rulebooks/${encodeURIComponent('WC-513221@2')}`);
  const next = structuredClone(rulebook);
  next.version = 3;
  next.inForce = { ...next.inForce, from: `${new Date().getFullYear() + 1}-01-01`, to: null };
  next.terms['claim-admission'].workdays += 2;
  return inspector.post('/rulebooks/drafts', { rulebook: next, reason: '受理审查期限过紧，适当放宽（演示）' });
}

// What has to be there before the six tasks can be done: one pilot of a township with a pledge to sign, an approval to decide
// and a flaw to look into, put on record through the API by those who would do it.
import { PASSWORD } from './demo-server.mjs';

const LOGINS = { sponsor: 'demo-sponsor3', giver: 'demo-civil', approver: 'demo-land', inspector: 'demo-inspector' };

const dayAfter = days => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** Nothing else is called that, also when the same demo is measured twice. */
const PILOT = `威州镇农贸市场改造 ${Date.now()}`;

/** @returns logins, the pilot's title and two days, for the tasks */
export async function prepare(address) {
  const logins = [LOGINS.sponsor, LOGINS.approver, LOGINS.inspector];
  const [sponsor, approver, inspector] = await Promise.all(logins.map(login => enter(address, login)));
  const [today, lastDay] = [dayAfter(0), dayAfter(300)];
  const pilot = await runningPilot(sponsor, { from: today, to: lastDay });
  const unit = async name =>
    (await sponsor.get(`/organisations?limit=100`)).items.find(one => one.name.includes(name)).id;
  await sponsor.post(`/pilots/${pilot.id}/pledges`, {
    giverId: await unit('民政局'),
    kind: 'funds',
    what: '市场改造补助资金',
    amountFen: 50_000_000,
    tranches: [{ dueOn: lastDay, amountFen: 50_000_000 }],
  });
  await approvalToDecide(sponsor, approver, { pilot, approverId: await unit('自然资源局') });
  const found = { foundBy: 'self-report', description: '改造期间临时占用道路' };
  const flaw = await sponsor.post('/flaws', { pilotId: pilot.id, ...found });
  await inspector.post(`/flaws/${flaw.id}/check`, {}); // which says what it does not know
  return { logins: LOGINS, pilot: PILOT, today, lastDay };
}

async function runningPilot(sponsor, period) {
  const scope = {
    regions: ['513221100'],
    activities: ['改造农贸市场'],
    period,
    units: [],
    capFen: 90_000_000,
    departures: [],
  };
  const told = { title: PILOT, problem: '占道经营，雨天积水', beneficiaries: '周边 2,000 户' };
  let pilot = await sponsor.post('/pilots', { ...told, origin: 'self-started', field: 'market', period, scope });
  for (const act of ['register', 'start']) pilot = await sponsor.post(`/pilots/${pilot.id}/${act}`, {}, pilot.version);
  return pilot;
}

async function approvalToDecide(sponsor, approver, { pilot, approverId }) {
  const path = { legalBasis: '土地管理法第四十四条', termWorkdays: 20, materials: ['用地申请'] };
  let approval = await sponsor.post(`/pilots/${pilot.id}/approvals`, {
    matter: '临时用地审批',
    fieldClass: 'land',
    approverId,
    ...path,
  });
  approval = await sponsor.post(`/approvals/${approval.id}/apply`, {}, approval.version);
  await approver.post(`/approvals/${approval.id}/accept`, {}, approval.version);
}

async function enter(address, login) {
  const ask = async (method, path, { body, version, token } = {}) => {
    const response = await fetch(`${address}/api${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${login}: ${method} ${path} gave ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const { accessToken: token } = await ask('POST', '/login', { body: { login, password: PASSWORD } });
  return {
    get: path => ask('GET', path, { token }),
    post: (path, body, version) => ask('POST', path, { body, version, token }),
  };
}

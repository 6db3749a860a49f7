// The steps of a story as a sponsor and the departments take them on the pages of the console.
import type { Page } from 'playwright-core';
import { act, attach, choose, fill, fillAll, follow, list, pick, press, send, tick, unfold } from './gestures';

const THING = (room: string): RegExp => new RegExp(`/${room}/[0-9a-f-]{36}`);

export interface PilotToRegister {
  title: string;
  problem: string;
  beneficiaries: string;
  assignedBy?: string;
  field: string;
  from: string;
  to: string;
  activities: string[];
}

/** From the form on `/pilots/new`; answers the pilot's id. */
export async function registerPilot(page: Page, pilot: PilotToRegister): Promise<string> {
  const { title, problem, beneficiaries, assignedBy, field, from, to, activities } = pilot;
  await fillAll(page, { 试点名称: title, 要解决什么问题: problem, 哪些群众受益: beneficiaries });
  await page.getByRole('radio', { name: assignedBy === undefined ? '自主发起' : '上级交办' }).check();
  if (assignedBy !== undefined) await fill(page, '交办文件', assignedBy);
  await choose(page, '领域', field);
  await fillAll(page, { 开始日: from, 结束日: to });
  await list(page, '做哪些事', activities);
  return send(page, '登记试点', THING('pilots'));
}

export const startPilot = (page: Page): Promise<void> => act(page, '启动');

export const tab = (page: Page, name: string): Promise<void> =>
  follow(page.getByRole('navigation', { name: '试点各部分' }), name);

export interface PledgeToClaim {
  giver: string;
  what: string;
  documentNumber?: string;
  document?: string;
  tranches: { dueOn: string; yuan: string }[];
}

/** On the pledges of a pilot. */
export async function claimPledge(page: Page, pledge: PledgeToClaim): Promise<void> {
  await press(page, '登记承诺');
  const form = page.getByRole('region', { name: '登记上级承诺' });
  await choose(form, '承诺单位', pledge.giver);
  await fill(form, '答应了什么', pledge.what);
  if (pledge.documentNumber !== undefined) await fill(form, '依据文件文号', pledge.documentNumber);
  if (pledge.document !== undefined) await attach(form, pledge.document);
  for (const [at, { dueOn, yuan }] of pledge.tranches.entries()) {
    if (at > 0) await press(form, '分期，再加一期');
    const tranche = form.getByRole('group', { name: `第 ${at + 1} 期` });
    await fillAll(tranche, { 何时到位: dueOn, 金额: yuan });
  }
  await press(form, '登记承诺');
  await form.waitFor({ state: 'hidden' });
}

export const counterSign = (page: Page): Promise<void> => act(page, '会签确认');

export interface Matter {
  matter: string;
  approver: string;
  touches: string;
}

/** On the approvals of a pilot, by a sponsor who does not know which procedure applies. */
export async function inquire(page: Page, { matter, approver, touches }: Matter, question: string): Promise<string> {
  await press(page, '不知道走哪项审批，先询问');
  await fill(page, '想办的事', matter);
  await choose(page, '问哪个单位', approver);
  await choose(page, '涉及领域', touches);
  await fill(page, '要问什么', question);
  return send(page, '提出询问', THING('approvals'));
}

/** With papers handed in, so that the clock runs at once. */
export async function openApproval(
  page: Page,
  { matter, approver, touches, basis, term }: Matter & { basis: string; term: string },
): Promise<string> {
  await press(page, '提出审批');
  await fill(page, '审批事项', matter);
  await choose(page, '审批单位', approver);
  await choose(page, '涉及领域', touches);
  await fillAll(page, { 办理依据: basis, '承诺时限（工作日）': term });
  return send(page, '提出审批', THING('approvals'));
}

export const namePath = (
  page: Page,
  path: { matter: string; basis: string; term: string; materials: string[] },
): Promise<void> =>
  act(page, '告知办理途径', async dialog => {
    await fillAll(dialog, { 应办的审批事项: path.matter, 办理依据: path.basis, '承诺时限（工作日）': path.term });
    await list(dialog, '申请材料', path.materials);
  });

export const apply = (page: Page): Promise<void> => act(page, '提出申请');
export const resubmit = (page: Page): Promise<void> => act(page, '重新提交');

export interface Remark {
  about: string;
  demand: string;
  by: string;
}

export const returnApproval = (page: Page, remarks: readonly Remark[]): Promise<void> =>
  act(page, '退回修改', async dialog => {
    for (const [at, { about, demand, by }] of remarks.entries()) {
      if (at > 0) await press(dialog, '再加一条意见');
      const remark = dialog.getByRole('group', { name: `意见 ${at + 1}` });
      await remark.getByRole('combobox', { name: '针对什么' }).fill(about);
      await choose(remark, '要求', demand);
      await fill(remark, '由谁提出（职务）', by);
    }
  });

export interface RecordToFile {
  kinds: string[];
  risk: string;
  safeguards: string[];
  leansOn: string[];
  lossCapYuan: string;
}

/** From the form of a new record; answers the record's id. */
export async function fileRecord(page: Page, record: RecordToFile): Promise<string> {
  await pick(page, '要备案的瑕疵是否已经发生？', '否');
  await pick(page, '是否已有检查、审计或者核查在进行？', '否');
  await tick(page, ...record.kinds);
  await fill(page, '风险 1', record.risk);
  await tick(page, ...record.safeguards, ...record.leansOn);
  await fill(page, '损失上限', record.lossCapYuan);
  return send(page, '提交备案', THING('exemptions'));
}

/** What was promised and is done, with a file that shows it. */
export const recordSafeguard = (page: Page, name: string, { on, file }: { on: string; file: string }): Promise<void> =>
  act(page, `登记：${name}`, async dialog => {
    await fill(dialog, '做成的日期', on);
    await attach(dialog, file);
  });

export interface FlawToReport {
  description: string;
  kind: string;
  actFrom: string;
  actTo: string;
  foundOn: string;
  awareOn: string;
  regions: string[];
  activities: string[];
  breach?: { document: string; article: string; mark: string };
  amountYuan: string;
}

/** From the form on `/flaws/new`, with the pilot chosen already; answers the flaw's id. */
export async function reportFlaw(page: Page, flaw: FlawToReport): Promise<string> {
  await fill(page, '发生了什么', flaw.description);
  await choose(page, '属于哪种瑕疵', flaw.kind);
  await fillAll(page, {
    行为从哪天起: flaw.actFrom,
    到哪天止: flaw.actTo,
    哪天发现的: flaw.foundOn,
    本单位哪天知道的: flaw.awareOn,
  });
  await choose(page, '在哪里', ...flaw.regions);
  await list(page, '涉及试点的哪些活动', flaw.activities);
  await unfold(page, '选填：违反的条款、金额、岗位、材料');
  if (flaw.breach !== undefined) {
    await press(page, '加一条');
    await fillAll(page, { 文件: flaw.breach.document, 条款: flaw.breach.article });
    await choose(page, '性质', flaw.breach.mark);
    await pick(page, '是否计划中的突破', '否');
  }
  await fillAll(page, { 涉及金额: flaw.amountYuan, 损失: '0' });
  return send(page, '报告瑕疵', THING('flaws'));
}

/** From the form of a claim, or from whatever leads to it. */
export async function fileClaim(page: Page, { statement, wish }: { statement: string; wish: string }): Promise<string> {
  await fill(page, '申请理由', statement);
  await pick(page, '请求', wish);
  return send(page, '提交申请', THING('claims'));
}

export const stateOwnSide = (page: Page, text: string): Promise<void> =>
  act(page, '陈述意见', dialog => fill(dialog, '陈述', text));

/** Of money; the amount still owed stands filled in and is replaced. */
export const enterDelivery = (page: Page, { yuan, note }: { yuan: string; note: string }): Promise<void> =>
  act(page, '填报兑现', dialog => fillAll(dialog, { 兑现数额: yuan, 说明: note }));

export const confirmDelivery = (page: Page): Promise<void> => act(page, '确认兑现');

export const closePilot = (page: Page, { outcome, reason }: { outcome: string; reason: string }): Promise<void> =>
  act(page, '结束', async dialog => {
    await dialog.getByRole('radio', { name: new RegExp(`^${outcome}`) }).check();
    await fill(dialog, '理由', reason);
  });

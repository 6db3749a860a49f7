// The steps of a story as inspectors take them: the filing view, the case view and the procedure of a claim.
import type { Page } from 'playwright-core';
import type { DecidingFact } from '../../src/domain/check/facts';
import { FACT_WORDS } from '../../src/domain/check/words/names';
import { act, choose, fill, pick, press } from './gestures';

export const opine = (page: Page, text: string): Promise<void> =>
  act(page, '出具书面意见', dialog => fill(dialog, '书面意见', text));

export const seal = (page: Page): Promise<void> => act(page, '封存');

/** Facts by their codes, chosen down the list, with one reason for all of them. */
export const establishFacts = (page: Page, facts: readonly (readonly [DecidingFact, 'yes' | 'no'])[], reason: string) =>
  answerAll(
    page,
    facts.map(([fact, answer]) => [FACT_WORDS[fact].zh, answer === 'yes' ? '是' : '否']),
    reason,
  );

/** Questions of the last check, which are never computed: by the code at the head of their title. */
export const judge = (page: Page, questions: Readonly<Record<string, string>>, reason: string): Promise<void> =>
  answerAll(
    page,
    Object.entries(questions).map(([code, answer]) => [new RegExp(`^${code} `), answer]),
    reason,
  );

async function answerAll(page: Page, answers: readonly [string | RegExp, string][], reason: string): Promise<void> {
  for (const [point, answer] of answers) await pick(page, point, answer);
  await page.getByLabel('共同理由（没有单独写理由的各项适用）').fill(reason);
  await press(page, `认定所选 ${answers.length} 项`);
  await page.getByRole('button', { name: /认定所选/ }).waitFor({ state: 'hidden', timeout: 30_000 });
}

export const check = (page: Page): Promise<void> => act(page, '核对');

export const beginAccountability = (
  page: Page,
  { unit, on, reason }: { unit: string; on: string; reason: string },
): Promise<void> =>
  act(page, '登记启动问责', async dialog => {
    await choose(dialog, '被问责单位', unit);
    await fill(dialog, '启动日期', on);
    await fill(dialog, '事由', reason);
  });

export const procedure = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name, exact: true }).click();

export const admit = (page: Page): Promise<void> => act(page, '受理');
export const investigate = (page: Page): Promise<void> => act(page, '开始调查核实');

/** The accuser's words, taken down by the inspector. */
export async function hear(
  page: Page,
  side: string,
  { text, spokenBy }: { text: string; spokenBy: string },
): Promise<void> {
  await procedure(page, '陈述');
  const form = page.getByRole('region', { name: '新的陈述' });
  await pick(form, '哪一方的陈述', side);
  await fill(form, '陈述内容（不写个人姓名）', text);
  await fill(form, '陈述人职务（代为记录时填写，不写姓名）', spokenBy);
  await press(form, '提交陈述');
  await page.getByRole('listitem').filter({ hasText: text }).waitFor();
}

/** The first of them is the chair. */
export async function formPanel(page: Page, members: readonly string[]): Promise<void> {
  await procedure(page, '评议');
  await press(page, '查看可以任命的人员');
  await act(page, '组成合议组', async dialog => {
    for (const member of members) await dialog.getByRole('checkbox', { name: new RegExp(`^${member} `) }).check();
    await dialog.getByRole('radio', { name: new RegExp(`^${members[0]} `) }).check();
    await fill(dialog, '组成的理由', '依规定组成合议组');
  });
}

export const deliberate = (page: Page): Promise<void> =>
  act(page, '提请合议', dialog => fill(dialog, '理由', '事实已查清，双方均已听取'));

const ELEMENTS = {
  动机态度意见: '出于解决群众急难',
  客观条件意见: '审批久未答复',
  程序方法意见: '经集体决策并公示',
  性质程度意见: '情节轻微',
  后果影响意见: '未造成损失',
  挽回损失意见: '已补办手续',
};

export async function vote(page: Page, kind: string, reason: string): Promise<void> {
  await procedure(page, '评议');
  const form = page.getByRole('region', { name: '我的意见与表决' });
  for (const [element, text] of Object.entries(ELEMENTS)) await fill(form, element, text);
  await pick(form, '表决', kind);
  await fill(form, '表决理由', reason);
  await press(form, '提交意见并表决');
  await form.waitFor({ state: 'hidden' });
}

/** What the majority voted, in words; the kind stands filled in. */
export async function propose(page: Page, reason: string, departure?: string): Promise<void> {
  await procedure(page, '决定');
  const form = page.getByRole('region', { name: '拟定认定' });
  await fill(form, '认定理由', reason);
  if (departure !== undefined) await fill(form, '与核对结论不一致的理由', departure);
  await press(form, '拟定认定');
  await form.waitFor({ state: 'hidden' });
}

export const issue = (page: Page): Promise<void> => act(page, '签发认定');

export const serve = (page: Page): Promise<void> =>
  act(page, '送达', dialog => fill(dialog, '送达方式', '直接送达申请单位'));

// What the six commonest tasks ask of a person: answers, clicks and seconds, counted while a practised hand does them in a
// real browser, from the start page to the words that say it is done. docs/burden.md keeps the figures and how to read them.
import { prepare } from './burden-world.mjs';
import { enterAs, openBrowser } from './demo-server.mjs';
import { Hand, KEYS_PER_HAN, KLM, requiredIn } from './keystrokes.mjs';
import { textTable } from './text-table.mjs';

const DESKTOP = { width: 1440, height: 900 };

const button = (scope, name) => scope.getByRole('button', { name, exact: true });
const dialog = page => page.getByRole('dialog');

/** The matter in the list of what waits, as somebody finds it there. */
async function openWaiting(hand, kind, pilot) {
  const row = hand.page.locator('.inbox li', { hasText: pilot }).filter({ hasText: kind });
  await hand.press(row.getByRole('link'));
}

/** An act on a page: its button, and the dialog in which it is confirmed. */
async function act(hand, name) {
  await hand.press(button(hand.page, name));
  return { form: dialog(hand.page), confirm: () => hand.press(button(dialog(hand.page), name)) };
}

/** Sends a kept form; done when the new thing's own page stands there and the draft is gone. */
async function submit(hand, name, made) {
  const { page } = hand;
  const cleared = page.waitForResponse(answer => answer.request().method() === 'DELETE');
  await hand.press(button(page, name));
  await page.waitForURL(made, { waitUntil: 'commit' });
  await cleared;
}

/**
 * Each begins on the start page of who does it. `choices` are answers that no field marked as required asks for; `form` is
 * where fields are counted, when everything is filled in; `held` what a form held when it was opened.
 */
const TASKS = {
  'register a pilot': async (hand, { today, lastDay }) => {
    const { page } = hand;
    await hand.press(page.getByRole('link', { name: '登记试点', exact: true }));
    const form = page.locator('form');
    await page.getByLabel('试点名称').waitFor();
    const { held } = await requiredIn(form);
    await hand.type(page.getByLabel('试点名称'), '村级公益性公墓建设');
    await hand.type(page.getByLabel('要解决什么问题'), '散埋乱葬占用耕地，群众无处安葬');
    await hand.type(page.getByLabel('哪些群众受益'), '三个村1240户');
    await hand.press(page.getByRole('radio', { name: '上级交办' }));
    await hand.type(page.getByLabel('交办文件'), '汶民发〔2025〕12号');
    await hand.choose(page.getByRole('combobox', { name: '领域' }), '民政');
    await hand.date(page.getByLabel('开始日').first(), today);
    await hand.date(page.getByLabel('结束日').first(), lastDay);
    await hand.enter(page.getByRole('combobox', { name: '做哪些事' }), '建设公益性公墓');
    const { marked } = await requiredIn(form);
    await submit(hand, '登记试点', /\/pilots\/[0-9a-f-]{36}/);
    return { marked, held, choices: 0 };
  },

  'file an exemption record': async (hand, { pilot }) => {
    const { page } = hand;
    await hand.press(page.getByRole('navigation').getByRole('link', { name: '容错备案', exact: true }));
    await hand.press(page.getByRole('main').getByRole('link', { name: '新建备案', exact: true }));
    await hand.press(page.getByRole('main').getByRole('link', { name: pilot }));
    const form = page.locator('form');
    const opening = asked => form.locator('.ant-form-item', { hasText: asked }).getByRole('radio', { name: '否' });
    await hand.press(opening('是否已经发生'));
    await hand.press(opening('是否已有检查'));
    await page.getByLabel('风险 1', { exact: true }).waitFor();
    const { held } = await requiredIn(form);
    await hand.press(page.getByRole('checkbox').first());
    await hand.type(page.getByLabel('风险 1', { exact: true }), '用地手续办结前须赶清明前动工');
    await hand.press(page.getByRole('checkbox', { name: /集体/ }));
    await hand.type(page.getByLabel('损失上限'), '300000');
    const { marked } = await requiredIn(form);
    await submit(hand, '提交备案', /\/exemptions\/[0-9a-f-]{36}/);
    return { marked, held: held - 2, choices: 1 }; // the two just answered open the rest
  },

  'self-report a flaw': async (hand, { pilot, today }) => {
    const { page } = hand;
    await hand.press(page.getByRole('link', { name: '自报瑕疵', exact: true }));
    const form = page.locator('form');
    await page.getByLabel('发生了什么').waitFor();
    const { held } = await requiredIn(form);
    await hand.choose(page.getByRole('combobox', { name: '哪个试点' }), pilot);
    await hand.type(page.getByLabel('发生了什么'), '用地审批未批复即开工建设公墓管理房');
    await hand.choose(page.getByRole('combobox', { name: '属于哪种瑕疵' }), '未批先建');
    await hand.date(page.getByLabel('行为从哪天起'), today);
    const { marked } = await requiredIn(form);
    await submit(hand, '报告瑕疵', /\/flaws\/[0-9a-f-]{36}/);
    return { marked, held, choices: 0 };
  },

  'counter-sign a pledge': async (hand, { pilot }) => {
    await openWaiting(hand, '承诺待会签', pilot);
    const { confirm, form } = await act(hand, '会签确认');
    const { marked, held } = await requiredIn(form);
    await confirm();
    await hand.page.getByText(/记入账本/).waitFor();
    return { marked, held, choices: 1 };
  },

  'decide an approval': async (hand, { pilot }) => {
    await openWaiting(hand, '审批待决定', pilot);
    const { confirm, form } = await act(hand, '批准');
    const { marked, held } = await requiredIn(form);
    await confirm();
    await hand.page.getByText(/记入账本/).waitFor();
    return { marked, held, choices: 1 };
  },

  'answer a deciding fact': async (hand, { pilot }) => {
    const { page } = hand;
    await openWaiting(hand, '关键事实待认定', pilot);
    await hand.press(page.getByRole('link', { name: '直接到认定事实' }));
    const line = page.getByRole('region', { name: '决定性事实' }).getByRole('listitem').first();
    const title = await line.locator('strong').first().innerText();
    await hand.press(line.getByRole('radio', { name: '否', exact: true }));
    await hand.type(line.getByRole('textbox'), '经查阅账目并走访村民，未发现');
    await hand.press(button(line, `认定${title}`));
    await page
      .getByText(/记入账本|已保存/)
      .first()
      .waitFor();
    return { marked: 0, held: 0, choices: 2 };
  },
};

const WHO = {
  'counter-sign a pledge': 'giver',
  'decide an approval': 'approver',
  'answer a deciding fact': 'inspector',
};

export async function measure({ demo }) {
  const world = await prepare(demo.address);
  const { browser, close } = await openBrowser();
  try {
    const rows = [];
    for (const [task, play] of Object.entries(TASKS)) {
      const login = world.logins[WHO[task] ?? 'sponsor'];
      rows.push({ task, ...(await played(browser, { play, login, world, address: demo.address })) });
    }
    return [{ table: tableOf(rows) }];
  } finally {
    await close();
  }
}

async function played(browser, { play, login, world, address }) {
  const context = await enterAs(browser, { address, login, viewport: DESKTOP });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${address}/`);
    await page.getByRole('heading', { level: 1, name: '待我办理' }).waitFor();
    const hand = new Hand(page);
    const { marked, held, choices } = await play(hand, world).catch(error => stuck(error, page));
    return { answers: marked + choices, held, clicks: hand.clicks, seconds: hand.seconds, counts: hand.counts };
  } finally {
    await context.close();
  }
}

/** What the page said, since the script only knows that it did not come on. */
async function stuck(error, page) {
  throw new Error(`${error.message}\n${page.url()}\n${await page.locator('body').innerText()}`);
}

function tableOf(rows) {
  const head = ['task', 'required answers', 'of them filled in already', 'clicks', 'seconds', 'operators'];
  const cells = rows.map(({ task, answers, held, clicks, seconds, counts }) => [
    task,
    String(answers),
    String(held),
    String(clicks),
    seconds.toFixed(0),
    Object.entries(counts)
      .map(([operator, times]) => `${times} ${operator}`)
      .join(' '),
  ]);
  const text = textTable([head, ...cells]);
  const constants = Object.entries(KLM)
    .map(([operator, seconds]) => `${operator} ${seconds}`)
    .join(', ');
  return [
    `burden, by the keystroke-level model (${constants}; ${KEYS_PER_HAN} keys a Chinese character)`,
    ...text,
  ].join('\n');
}

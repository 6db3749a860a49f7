// What is looked for on a page: what axe calls serious or critical, anything wider than the screen, acts out of the keyboard's reach.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { DESKTOP, PHONE } from './browser-world';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown; failureSummary: string }[];
}
type Axe = { run(context: object, options: object): Promise<{ violations: Violation[] }> };

/** What axe calls serious or critical, each as a line. @param within a selector */
async function scanned(page: Page, within: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async selector => {
    const { axe } = window as unknown as { axe: Axe };
    const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
    const found = await axe.run({ include: [selector] }, { runOnly: rules, resultTypes: ['violations'] });
    return found.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes }));
  }, within);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(' ')}`);
}

const widerThan = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.scrollingElement!.scrollWidth;
    if (wide <= innerWidth) return [];
    const culprits = Array.from(document.querySelectorAll('main *')).filter(
      one => one.getBoundingClientRect().right > innerWidth && !one.closest('.table-wrap'),
    );
    return [
      `${wide} px wide: ${culprits
        .slice(-3)
        .map(one => `${one.tagName}.${one.className}`)
        .join(' ')}`,
    ];
  });

/** On both screens. */
export async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  const faults: string[] = [];
  for (const screen of [DESKTOP, PHONE]) {
    await page.setViewportSize(screen);
    const found = [...(await scanned(page, within)), ...(await widerThan(page))];
    faults.push(...found.map(fault => `${screen.width}: ${fault}`));
  }
  return faults;
}

/** Presses Tab from the top of the main part until it stands on that button or link. */
export async function reachedByKeyboard(page: Page, name: string): Promise<string[]> {
  await page.evaluate(() => document.getElementById('main')!.focus());
  for (let at = 0; at < 80; at += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const shown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      return { name: one.innerText ?? '', shown };
    });
    if (focus.name.trim() === name) return focus.shown ? [] : [`focus is not shown on ${name}`];
  }
  return [`the keyboard does not reach ${name}`];
}

export async function dialogFaults(page: Page, name: string): Promise<string[]> {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const faults = await faultsOf(page, '.ant-modal');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return faults.map(fault => `${name}: ${fault}`);
}

export async function tabFaults(page: Page, name: string): Promise<string[]> {
  await page.getByRole('tab', { name, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name, exact: true });
  await panel.waitFor();
  await panel.locator('.loading-bar').first().waitFor({ state: 'detached' });
  return (await faultsOf(page, '[role=tabpanel]')).map(fault => `${name}: ${fault}`);
}

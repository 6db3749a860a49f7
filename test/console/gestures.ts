// What hands do on a page of the console, named as a person would name it: everything is found by its accessible name.
import type { Download, Locator, Page } from 'playwright-core';

type Place = Page | Locator;

/** Labels of what may stay empty end with this, in antd's own words. */
const named = (label: string | RegExp): RegExp =>
  label instanceof RegExp ? label : new RegExp(`^${label.replace(/[.?*+()]/g, '\\$&')}(\\s?（可选）)?$`);

export const fill = (at: Place, label: string, text: string): Promise<void> => at.getByLabel(named(label)).fill(text);

export async function fillAll(at: Place, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await fill(at, label, text);
}

const pageOf = (at: Place): Page => ('page' in at ? at.page() : at);

/** One option of a select, or several of one that takes several. */
export async function choose(at: Place, label: string, ...options: string[]): Promise<void> {
  const field = at.getByRole('combobox', { name: named(label) });
  await field.click();
  for (const option of options) {
    await pageOf(at).locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click();
  }
  if (options.length > 1) await field.press('Escape');
}

/** Short texts, each followed by Enter. */
export async function list(at: Place, label: string, texts: readonly string[]): Promise<void> {
  const field = at.getByRole('combobox', { name: named(label) });
  for (const text of texts) {
    await field.fill(text);
    await field.press('Enter');
  }
}

/** A radio of the group with this name. */
export async function pick(at: Place, group: string | RegExp, option: string): Promise<void> {
  const asked = at
    .getByRole('radiogroup', { name: named(group) })
    .or(at.locator('.ant-form-item').filter({ has: pageOf(at).locator('label', { hasText: named(group) }) }));
  await asked.getByRole('radio', { name: option, exact: true }).check();
}

export async function tick(at: Place, ...names: string[]): Promise<void> {
  for (const name of names) await at.getByRole('checkbox', { name, exact: true }).check();
}

export const press = (at: Place, name: string): Promise<void> => at.getByRole('button', { name, exact: true }).click();

export const follow = (at: Place, name: string | RegExp): Promise<void> =>
  at.getByRole('link', { name, exact: true }).first().click();

export async function unfold(at: Place, name: string): Promise<void> {
  await at.getByText(name, { exact: true }).click();
}

/** A file dropped on a field: only what is kept of it counts, so that any text will do. */
export async function attach(at: Place, text: string): Promise<void> {
  await at
    .locator('input[type=file]')
    .setInputFiles({ name: '材料.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await at.getByRole('button', { name: '移除' }).waitFor();
}

/** Presses, and waits for the page the thing then has. */
export async function send(page: Page, name: string, address: RegExp): Promise<string> {
  await press(page, name);
  await settled(page, () => page.waitForURL(address));
  return new URL(page.url()).pathname.split('/')[2]!;
}

/** An act of one thing: its button, its dialog filled in, and the same word again. */
export async function act(page: Page, name: string, filled?: (dialog: Locator) => Promise<void>): Promise<void> {
  await press(page, name);
  const dialog = page.getByRole('dialog', { name });
  await filled?.(dialog);
  await press(dialog, name);
  await settled(page, () => dialog.waitFor({ state: 'hidden' }));
}

/** What is refused is read aloud at once, instead of being waited for until the time is over. */
async function settled(page: Page, awaited: () => Promise<void>): Promise<void> {
  const refusal = page.locator('[role=alert].note-bad');
  const refused = refusal
    .first()
    .waitFor()
    .then(
      async () => `refused: ${(await refusal.allInnerTexts()).join(' ')}`,
      () => null,
    );
  const done = awaited().then(() => null);
  const said = await Promise.race([done, refused]);
  if (said !== null) throw new Error(said);
  await done;
}

/** What a person takes home. */
export async function download(at: Place, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [taken] = await Promise.all([pageOf(at).waitForEvent('download'), press(at, name)]);
  return { name: taken.suggestedFilename(), bytes: await bytesOf(taken) };
}

async function bytesOf(taken: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await taken.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Once the place says all of this. */
export async function reads(at: Place, ...texts: (string | RegExp)[]): Promise<void> {
  for (const text of texts) {
    const said = at.getByText(text).first();
    await said.waitFor().catch(async () => {
      throw new Error(`nowhere ${String(text)}, but: ${await pageOf(at).locator('main').innerText()}`);
    });
  }
}

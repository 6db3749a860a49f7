// A story's days and people: the world's clock moves from day to day, and whoever comes back another day logs in anew, each in
// a browser of his own.
import type { Page } from 'playwright-core';
import { logIn, openBrowserWorld, type BrowserWorld } from './browser-world';
import type { PersonKey } from '../setup/world';

export interface Stage {
  world: BrowserWorld;
  /** A day of the story, at ten in the morning in Wenchuan. */
  day(on: string): void;
  /** The person's page, at this address. */
  at(person: PersonKey, path?: string): Promise<Page>;
  /** The person's page after pressing the matter that waits for him: there is no other way in to know. */
  waiting(person: PersonKey, matter: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(firstDay: string): Promise<Stage> {
  const world = await openBrowserWorld(instantOf(firstDay));
  const pages = new Map<PersonKey, Page>();

  async function at(person: PersonKey, path = '/'): Promise<Page> {
    const known = pages.get(person);
    const page = known ?? (await world.visit(path));
    pages.set(person, page);
    if (known) {
      await page.context().clock.setFixedTime(world.clock.now());
      await page.goto(world.address + path);
    }
    const form = page.getByLabel('登录名');
    await page.getByRole('navigation', { name: '主菜单' }).or(form).first().waitFor({ state: 'attached' });
    if (await form.isVisible()) await logIn(page, person);
    return page;
  }

  return {
    world,
    day: on => world.clock.step(instantOf(on)),
    at,
    waiting: async (person, matter) => {
      const page = await at(person);
      const link = page.getByRole('link', { name: matter, exact: true }).first();
      await link.click().catch(async () => {
        throw new Error(`"${matter}" does not wait for ${person}, but: ${await page.locator('main').innerText()}`);
      });
      return page;
    },
    close: () => world.close(),
  };
}

const instantOf = (day: string): string => `${day}T02:00:00.000Z`;

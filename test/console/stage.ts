// A story's days and people: the world's clock moves from day to day, and whoever comes back another day has a session of that
// day, each in a browser of his own.
import type { Page } from 'playwright-core';
import { logIn, openBrowserWorld, type BrowserWorld } from './browser-world';
import type { PersonKey } from '../setup/world';

export interface Stage {
  world: BrowserWorld;
  /** A day of the story, at ten in the morning in Wenchuan. */
  day(on: string): void;
  /** By the log-in, for the first time: the person's page, at the start. */
  arrives(person: PersonKey): Promise<Page>;
  /** The person's page, at this address. */
  at(person: PersonKey, path?: string): Promise<Page>;
  /** The person's page after pressing the matter that waits for him: there is no other way in to know. */
  waiting(person: PersonKey, matter: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(firstDay: string): Promise<Stage> {
  const world = await openBrowserWorld(instantOf(firstDay));
  const pages = new Map<PersonKey, Page>();
  /** When each person's session began: it ends with the day. */
  const since = new Map<PersonKey, string>();

  function begun(person: PersonKey, page: Page): Page {
    pages.set(person, page);
    since.set(person, world.clock.now());
    return page;
  }

  async function at(person: PersonKey, path = '/'): Promise<Page> {
    const page = pages.get(person);
    if (page === undefined) return begun(person, await world.enter(person, path));
    if (since.get(person) !== world.clock.now()) {
      await world.admit(begun(person, page), person);
    }
    await page.goto(world.address + path);
    await page.getByRole('navigation', { name: '主菜单' }).waitFor({ state: 'attached' });
    return page;
  }

  return {
    world,
    day: on => world.clock.step(instantOf(on)),
    at,
    arrives: async person => {
      const page = begun(person, await world.visit('/'));
      await logIn(page, person);
      return page;
    },
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

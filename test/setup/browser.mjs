// Jest's globalSetup of the project `console`: the database server of the other floors, the built console, and one Chromium
// that every spec file connects to.
import { chromium } from 'playwright-core';
import { upToDate } from '../../build.mjs';
import { chromiumOptions } from './chromium.mjs';
import startDatabase from './global.mjs';

const KEY = Symbol.for('pilot-harbor.test-browser');

export default async function setup() {
  await startDatabase();
  upToDate('console');
  const { options, clear } = await chromiumOptions();
  const server = await chromium.launchServer(options);
  globalThis[KEY] = { server, clear };
  process.env.PILOT_HARBOR_TEST_BROWSER = server.wsEndpoint();
}

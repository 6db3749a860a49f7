// Jest's globalTeardown of the project `console`: the browser first, then the database server if nobody stopped it yet.
import stopDatabase from './teardown.mjs';

const KEY = Symbol.for('pilot-harbor.test-browser');

export default async function teardown() {
  const { server, clear } = globalThis[KEY];
  await server.close();
  clear();
  await stopDatabase();
}

// Jest's globalTeardown: lets the server go and waits until it is gone. The second project finds nothing left to do.
const KEY = Symbol.for('pilot-harbor.test-server');

export default async function teardown() {
  const running = globalThis[KEY];
  if (!running) return;
  delete globalThis[KEY];
  const { child } = await running;
  if (child.exitCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.ref();
  child.stdin.end();
  await gone;
}

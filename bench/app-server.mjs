// The whole application in a process of its own, as `npm start` runs it, on a database that is already open. It serves
// HTTP, and on request writes through the service layer or says what it used up. Log lines go where its parent
// sends them.
import { compiled } from './compiled.mjs';
import { draftBody } from './town.mjs';

const { start } = compiled('serve');
const { PilotsService } = compiled('pilots/pilots.service');

const { config } = JSON.parse(process.argv[2]);
const running = await start({ config, log: () => undefined });
const address = await running.listen();
const pilots = running.app.get(PilotsService);

/** Every writer drafts one pilot after another, until the time is over. @returns drafts per second */
async function write({ sponsors, ms }) {
  const started = performance.now();
  let done = 0;
  const writer = async sponsor => {
    const body = draftBody(sponsor.county);
    while (performance.now() - started < ms) {
      await pilots.create(sponsor, body);
      done++;
    }
  };
  await Promise.all(sponsors.map(writer));
  return (done * 1000) / (performance.now() - started);
}

/**
 * Drafts `perSecond` pilots a second, each at its time however long the one before takes.
 * @returns for each its position in the log and, in milliseconds of the epoch, when its commit was known
 */
async function pace({ sponsor, perSecond, seconds }) {
  const started = performance.now();
  const body = draftBody(sponsor.county);
  const drafts = Array.from({ length: perSecond * seconds }, async (_, at) => {
    await new Promise(resolve => setTimeout(resolve, (at * 1000) / perSecond - (performance.now() - started)));
    const { receipt } = await pilots.create(sponsor, body);
    return { position: receipt.position, at: Date.now() };
  });
  return { committed: await Promise.all(drafts) };
}

/** Resident memory in MiB, now and the most there ever was; processor time so far in seconds. */
function used() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { now: process.memoryUsage().rss / 2 ** 20, peak: maxRSS / 2 ** 10, cpu: (userCPUTime + systemCPUTime) / 1e6 };
}

async function stop() {
  await running.stop();
  process.exit(0);
}

process.on('message', async message => {
  if (message.stop) return stop();
  try {
    if (message.used) process.send(used());
    else process.send(message.perSecond ? await pace(message) : { rate: await write(message) });
  } catch (error) {
    process.send({ failed: error.stack });
  }
});
process.on('disconnect', stop);
process.send({ address });

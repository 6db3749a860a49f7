// Starts the servers under measurement in processes of their own, and asks them things.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * @param program file of this folder; it sends `{ address }` once it answers.
 * @param execArgv options of Node, such as a limit on its memory.
 * Its log goes to /dev/null: written, because that is work of the stack, but not kept.
 */
export async function launch(program, argument, execArgv = []) {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [JSON.stringify(argument)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv,
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const answer = () =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      ended.then(code => reject(new Error(`bench/${program} ended with code ${code}`)));
    });
  const { address } = await answer();
  const ask = async message => {
    const answered = answer();
    child.send(message);
    const { failed, ...rest } = await answered;
    if (failed) throw new Error(failed);
    return rest;
  };
  const stop = async () => {
    if (child.exitCode === null) child.send({ stop: true });
    await ended;
  };
  return { address, ask, stop };
}

// A process of its own that starts the embedded database, as the application would: tells its address in one line of
// JSON, stops on 'stop' or SIGINT (after one more query, like an application that drains), stops when its input ends.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { stage, umask, ...options } = JSON.parse(process.argv[2]);
if (umask !== undefined) process.umask(umask);
const require = createRequire(join(stage, 'main.js'));
const { startEmbedded } = require('./dist/platform/database/embedded.js');
const { Client } = require('pg');

const say = message => process.stdout.write(`${JSON.stringify(message)}\n`);
process.stdout.on('error', () => undefined); // nobody listens any more: stop all the same
const server = await startEmbedded({ ...options, log: line => say({ log: line }) });

async function stop() {
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  await server.stop();
  say({ stopped: true });
  process.exit(0);
}

process.once('SIGINT', stop);
createInterface(process.stdin).once('line', stop).once('close', stop);
say({ url: server.url(), port: server.port, pid: server.pid, home: server.home });

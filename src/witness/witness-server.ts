// The witness on the wire: `POST /add-checkpoint` and, for people, what it is and whom it watches.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { printVerifierKey } from '../domain/merkle/note-key';
import { addCheckpoint, type WitnessAnswer, type WitnessIdentity } from './witness';

// 63 hashes and a note of sixteen signatures are a few thousand bytes.
const MAX_BODY = 64 * 1024;

/** A server that is not listening yet. */
export function witnessServer(witness: WitnessIdentity, log: (line: string) => void): Server {
  const server = createServer((request, response) => {
    answer(witness, request).then(
      said => send(response, said),
      (error: unknown) => {
        log(error instanceof Error ? error.message : String(error));
        send(response, { status: 500, type: 'text/plain; charset=utf-8', body: 'the witness cannot answer\n' });
      },
    );
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.maxConnections = 200;
  return server;
}

type Said = Omit<WitnessAnswer, 'status'> & { status: number };

async function answer(witness: WitnessIdentity, request: IncomingMessage): Promise<Said> {
  const path = new URL(request.url ?? '/', 'http://witness').pathname;
  const plain = (status: number, body: string): Said => ({ status, type: 'text/plain; charset=utf-8', body });
  if (path === '/' && request.method === 'GET') {
    const logs = [...new Set(witness.logs.map(({ name }) => name))].map(name => `${name}\n`).join('');
    return plain(200, `${printVerifierKey(witness.key)}\n\n${logs}`);
  }
  if (path !== '/add-checkpoint') return plain(404, 'not found\n');
  if (request.method !== 'POST') return plain(405, 'POST only\n');
  const body = await bodyOf(request);
  return body === null ? plain(413, 'the request is too large\n') : addCheckpoint(witness, body);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, type, body }: Said): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

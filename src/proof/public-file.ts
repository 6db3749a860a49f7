// What anyone may fetch, and any cache may keep: a file with its tag, how long it stays true, and leave for pages of other
// origins to read it, such as a verifier.
import type { Response } from 'express';
import { sha256Hex } from '../platform/digests';

const TYPES = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  bytes: 'application/octet-stream',
};

/** Answers 304 by itself when the caller has this very content. */
export function sendPublic(
  response: Response,
  { body, type, seconds }: { body: Buffer | string; type: keyof typeof TYPES; seconds: number | 'for-ever' },
): void {
  const age = seconds === 'for-ever' ? 'max-age=31536000, immutable' : `max-age=${seconds}`;
  response.setHeader('ETag', `"${sha256Hex(body).slice(0, 32)}"`);
  response.setHeader('Cache-Control', `public, ${age}`);
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Content-Type', TYPES[type]);
  response.send(body);
}

// Serves the built console in front of the API: files as they lie, and for every address a person may open the one page,
// with a nonce of its own for the styles that Ant Design writes. Without a built console `/` says so.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';

export const CONSOLE_FOLDER = join(__dirname, '../../dist/console');

/** First parts of paths that belong to the server itself. */
const RESERVED = new Set(['api', 'docs', 'docs-json', 'docs-yaml', 'health', 'ready', 'metrics', 'log']);
/** The offline verifier of receipts, built into one file beside the console. */
const VERIFIER = 'verify.html';
const PLACEHOLDER = '__NONCE__';
const YEAR = 31_536_000;

const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');

const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const UNBUILT = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pilot Harbor 试点容错备案</title>
<p>此处尚未构建操作界面，仅提供接口：<a href="/docs">接口文档</a>。</p>
<p lang="en">The console has not been built here; there is only the API: <a href="/docs">its documentation</a>.</p>
</html>
`;

/** @param folder what the console was built into; read once, now */
export function consoleFiles(folder = CONSOLE_FOLDER): RequestHandler {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return unbuilt;
  const page = readFileSync(index, 'utf8').split(PLACEHOLDER);
  // Without `extensions` it finds exact names alone: index.html must never leave without its nonce.
  const files = sirv(folder, { brotli: true, gzip: true, etag: true, extensions: [], setHeaders: keepAsNamed });
  const verifier = join(folder, '..', VERIFIER);
  return (request, response, next) => {
    if (!mayBeOurs(request)) return next();
    if (request.path === `/${VERIFIER}`) return sendVerifier(response, verifier, next);
    if (isPage(request.path)) return sendPage(response, page);
    guardStream(request, response);
    files(request, response, () => (asksForPage(request) ? sendPage(response, page) : next()));
  };
}

function unbuilt(request: Request, response: Response, next: NextFunction): void {
  if (mayBeOurs(request) && isPage(request.path)) sendPage(response, [UNBUILT]);
  else next();
}

function mayBeOurs({ method, path }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && !RESERVED.has(path.split('/')[1]!.toLowerCase());
}

const isPage = (path: string): boolean => path === '/' || path.startsWith('/index.html');

/** Browsers name the type when a person opens an address; scripts and pictures do not, and learn what is missing. */
const asksForPage = ({ path, headers }: Request): boolean =>
  !path.startsWith('/assets/') && /\btext\/html\b/.test(headers.accept ?? '');

function sendPage(response: Response, page: readonly string[]): void {
  const nonce = randomBytes(16).toString('base64');
  response.set(PAGE_HEADERS).set('Content-Security-Policy', policyWith(nonce));
  response.type('html').send(page.join(nonce));
}

/** It says by hashes in a policy of its own which script and style it holds; a header's stricter one would shut them out. */
function sendVerifier(response: Response, path: string, next: NextFunction): void {
  response.set(PAGE_HEADERS).set('Content-Security-Policy', "frame-ancestors 'none'");
  response.sendFile(path, error => error && next());
}

/** What carries its digest in its name never changes; the rest is asked for again each time. */
function keepAsNamed(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const lasting = path.startsWith('/assets/');
  response.setHeader('Cache-Control', lasting ? `public, max-age=${YEAR}, immutable` : 'no-cache');
}

/**
 * sirv listens to no error of the stream it opens: a file replaced by a newer build would end the process. Nor does it
 * check a range, which nothing here needs.
 */
function guardStream(request: Request, response: Response): void {
  delete request.headers.range;
  response.once('pipe', stream => stream.once('error', () => response.destroy()));
}

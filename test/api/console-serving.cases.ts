// The console's files in front of the API: what a browser gets, what it must not, and an installation without them.
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { serveConsole, serveDocs, setUp } from '../../src/app.setup';
import { Public } from '../../src/platform/access.decorator';
import { Metrics } from '../../src/platform/metrics';
import { CONFIG } from '../../src/platform/platform.module';

@Controller('things')
class Things {
  @Get()
  @Public()
  read() {
    return { thing: true };
  }
}

@Controller()
class Outside {
  @Get('health')
  @Public()
  read() {
    return { status: 'ok' };
  }
}

@Module({
  controllers: [Things, Outside],
  providers: [Metrics, { provide: CONFIG, useValue: { trustedProxies: 0 } }],
})
class Small {}

const PAGE = '<!doctype html><meta name="csp-nonce" content="__NONCE__"><script nonce="__NONCE__" src="/assets/a.js">';
const SCRIPT = 'console.log("操作界面")'.repeat(50);

let outside: string;
let folder: string;
let app: NestExpressApplication;
let unbuilt: NestExpressApplication;
beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'console-'));
  folder = join(outside, 'console');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  const files: [string, string | Buffer][] = [
    ['../secret.txt', 'not for anybody'],
    ['../verify.html', '<!doctype html><script>judge()</script>'],
    ['index.html', PAGE],
    ['index.html.br', brotliCompressSync(PAGE)],
    ['favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['.hidden', 'not for anybody'],
    ['assets/a-1f2e3d.js', SCRIPT],
    ['assets/a-1f2e3d.js.br', brotliCompressSync(SCRIPT)],
    ['assets/a-1f2e3d.js.gz', gzipSync(SCRIPT)],
    ['assets/gone-1f2e3d.css', 'a{}'],
  ];
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  app = await opened(folder);
  unbuilt = await opened(join(outside, 'nothing'));
});
afterAll(async () => {
  await app.close();
  await unbuilt.close();
  rmSync(outside, { recursive: true });
});

async function opened(from: string): Promise<NestExpressApplication> {
  const made = await NestFactory.create<NestExpressApplication>(Small, { logger: false, bodyParser: false });
  setUp(made);
  serveDocs(made);
  serveConsole(made, from);
  await made.listen(0, '127.0.0.1');
  return made;
}

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const open = (path: string, of = app) => request(of.getHttpServer()).get(path).set('Accept', BROWSER);
const fetched = (path: string) => request(app.getHttpServer()).get(path).set('Accept', '*/*');

/** The policy as a table. */
function policyOf(answer: { headers: Record<string, string> }): Record<string, string[]> {
  const parts = answer.headers['content-security-policy']!.split(/;\s*/).map(part => part.split(' '));
  return Object.fromEntries(parts.map(([name, ...sources]) => [name!, sources]));
}

describe('the page', () => {
  it.each(['/', '/index.html', '/pilots', '/pilots/0190a5d2', '/board?month=2026-03', '/apian', '/logs', '//api'])(
    'is what a person finds at %s',
    async path => {
      const answer = await open(path).expect(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.text).toMatch(/^<!doctype html><meta name="csp-nonce" content="[\w+/]{22}==">/);
    },
  );

  it('allows its own scripts and the styles of this one answer, and nothing else', async () => {
    const [first, second] = [await open('/').expect(200), await open('/').expect(200)];
    const nonces = [first, second].map(({ text }) => /content="([^"]+)"/.exec(text)![1]!);
    expect(new Set(nonces).size).toBe(2);
    expect(first.text).not.toContain('__NONCE__');
    expect(policyOf(first)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", `'nonce-${nonces[0]}'`],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    });
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(first.headers.etag).toBeUndefined();
    expect(first.headers['x-powered-by']).toBeUndefined();
  });

  it('answers HEAD as GET without its text', async () => {
    const answer = await request(app.getHttpServer()).head('/pilots').set('Accept', BROWSER).expect(200);
    expect(answer.headers['content-length']).toBe((await open('/pilots')).headers['content-length']);
    expect(answer.text).toBeFalsy();
  });

  it('is no answer to a script, to another method or for a missing file', async () => {
    for (const asked of [fetched('/pilots'), request(app.getHttpServer()).post('/'), open('/assets/old-000000.js')]) {
      const answer = await asked;
      expect([answer.status, answer.body.code]).toEqual([404, 'request.route-unknown']);
    }
  });
});

describe('the files', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('with Accept-Encoding %s come as %s, for a year', async (accepted, encoding) => {
    const answer = await fetched('/assets/a-1f2e3d.js').set('Accept-Encoding', accepted).expect(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    if (encoding !== 'br') expect(answer.text).toBe(SCRIPT);
  });

  it('without a digest in their name are asked for again each time', async () => {
    const { headers } = await fetched('/favicon.svg').expect(200);
    expect(headers['cache-control']).toBe('no-cache');
    await fetched('/favicon.svg').set('If-None-Match', headers.etag!).expect(304);
  });

  it('answer HEAD, and a range in full', async () => {
    const head = await request(app.getHttpServer()).head('/assets/a-1f2e3d.js').set('Accept-Encoding', 'identity');
    expect([head.status, head.headers['content-length']]).toEqual([200, String(Buffer.byteLength(SCRIPT))]);
    for (const range of ['bytes=5-2', 'bytes=0-3', 'bytes=999999-', 'x']) {
      const answer = await fetched('/assets/a-1f2e3d.js').set({ Range: range, 'Accept-Encoding': 'identity' });
      expect([answer.status, answer.text]).toEqual([200, SCRIPT]);
    }
  });

  it('that a newer build took away fail alone', async () => {
    rmSync(join(folder, 'assets/gone-1f2e3d.css'));
    await expect(fetched('/assets/gone-1f2e3d.css')).rejects.toThrow();
    await open('/').expect(200);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/.hidden',
    '/assets/%',
    '/%00',
    '/assets/a-1f2e3d.js%00.html',
    'constructor',
  ])('outside the folder stay there: %s', async path => {
    const text = await raw(path);
    expect(text).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(text).not.toContain('not for anybody');
  });
});

/** A request line as it stands: clients would tidy the path. */
function raw(path: string): Promise<string> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    );
    socket
      .on('data', part => (text += part.toString()))
      .on('end', () => resolve(text))
      .on('error', reject);
  });
}

describe('the API behind it', () => {
  it.each(['/api/things', '/health', '/API/things'])('answers at %s', async path => {
    const answer = await open(path).expect(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it.each(['/api', '/api/', '/api/nothing', '/log/513221/nothing', '/metrics', '/ready'])(
    'says at %s, even to a browser, that there is nothing',
    async path => {
      const answer = await open(path);
      expect([answer.status, answer.body.code]).toEqual([404, 'request.route-unknown']);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    },
  );

  it('hands out the offline verifier, which brings a policy of its own', async () => {
    const answer = await open('/verify.html').expect(200);
    expect(answer.text).toContain('judge()');
    expect(policyOf(answer)).toEqual({ 'frame-ancestors': ["'none'"] });
  });

  it('keeps its documentation working under its own policy', async () => {
    const page = await open('/docs').expect(200);
    expect(page.text).toContain('swagger-ui');
    expect(policyOf(page)['script-src']).toEqual(["'self'"]);
    expect(policyOf(page)['style-src']).toContain("'unsafe-inline'");
    await fetched('/docs/swagger-ui-bundle.js').expect(200);
    await fetched('/docs/swagger-ui-init.js').expect(200);
    expect((await fetched('/docs-json').expect(200)).body.openapi).toMatch(/^3\.1/);
  });
});

describe('without a built console', () => {
  it('says so in both languages, and where to go', async () => {
    const answer = await open('/', unbuilt).expect(200);
    expect(answer.text).toContain('尚未构建');
    expect(answer.text).toContain('has not been built');
    expect(answer.text).toContain('href="/docs"');
    expect(policyOf(answer)['default-src']).toEqual(["'none'"]);
  });

  it('knows no other page', async () => {
    for (const path of ['/pilots', '/assets/a-1f2e3d.js']) {
      expect((await open(path, unbuilt).expect(404)).body.code).toBe('request.route-unknown');
    }
    await open('/api/things', unbuilt).expect(200);
  });
});

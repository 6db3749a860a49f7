import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../../src/domain/errors';
import { concatBytes } from '../../../src/domain/merkle/encoding';
import { sha256 } from '../../../src/platform/digests';
import { readTimestampResponse, timestampRequest, verifyTimestamp } from '../../../src/verifier/timestamps';
import { openAuthority, type Authority } from '../../setup/authority';

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const published = JSON.parse(readFileSync(join(__dirname, '../../data/vectors/rfc3161.json'), 'utf8')) as {
  messageImprintSha256B64: string;
  cases: {
    name: string;
    req?: string;
    resp: string;
    nonceHex: string | null;
    genTime: string;
    certs: boolean;
    ok: boolean;
  }[];
  token: { der: string; genTime: string; imprintB64: string };
};
const IMPRINT = bytes(published.messageImprintSha256B64);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing was refused';
};

/** PEM of the certificates a published token carries, signer first: pulled out of the DER by their outer header. */
function enclosed(token: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at < token.length - 8; at++) {
    const [a, b, high, low, c, d] = token.subarray(at, at + 6);
    if (a !== 0x30 || b !== 0x82 || c !== 0x30 || d !== 0x82) continue;
    const der = token.subarray(at, at + 4 + high! * 256 + low!);
    if (der.length < 900 || der.length > 1500) continue;
    const lines = Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g)!;
    found.push(`-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`);
    at += der.length - 1;
  }
  return found;
}

describe('published answers of a real authority', () => {
  const granted = published.cases.filter(one => one.ok);
  const whole = readTimestampResponse(bytes(granted[0]!.resp), { imprint: IMPRINT, nonce: null });
  const [signer, issuer] = enclosed(whole) as [string, string];

  it('are all there, with two certificates', () => {
    expect(published.cases.map(one => one.ok)).toEqual([true, true, true, false]);
    expect(enclosed(whole)).toHaveLength(2);
  });

  it.each(granted.map(one => [one.name, one] as const))('%s', async (_, { req, resp, nonceHex, genTime, certs }) => {
    const nonce = nonceHex === null ? null : new Uint8Array(Buffer.from(nonceHex, 'hex'));
    // DER writes a nonce whose first bit is set with a zero byte before it.
    const written = nonce !== null && nonce[0]! >= 0x80 ? concatBytes(Uint8Array.of(0), nonce) : nonce;
    const token = readTimestampResponse(bytes(resp), { imprint: IMPRINT, nonce: written });
    const time = genTime.replace('Z', '.000Z');
    for (const authority of [signer, issuer]) {
      const question = { token, imprint: IMPRINT, authorities: [authority] };
      const chained = await verifyTimestamp({ ...question, chains: [signer] });
      expect(chained).toEqual({ by: expect.stringContaining('GlobalSign TSA for Adobe CDS'), time, why: null });
      const alone = await verifyTimestamp({ ...question, chains: [] });
      expect(alone.why === null).toBe(certs || authority === signer);
    }
    if (nonce !== null && certs) expect(Buffer.from(timestampRequest(IMPRINT, nonce)).toString('base64')).toBe(req);
  });

  it('the token by itself', async () => {
    const { der, genTime, imprintB64 } = published.token;
    const token = bytes(der);
    const question = { token, imprint: bytes(imprintB64), chains: [], authorities: enclosed(token).slice(0, 1) };
    const answer = await verifyTimestamp(question);
    expect(answer).toMatchObject({ time: genTime.replace('Z', '.000Z'), why: null });
    expect((await verifyTimestamp({ ...question, imprint: IMPRINT })).why?.en).toContain('something else');
  });

  it('a rejection says why', () => {
    const act = () => readTimestampResponse(bytes(published.cases[3]!.resp), { imprint: IMPRINT, nonce: null });
    expect(codeOf(act)).toBe('timestamp.refused');
    expect(act).toThrow('Error during serial number generation.');
  });
});

describe.each(['EC', 'RSA'] as const)('an authority run by openssl, %s', algorithm => {
  let authority: Authority;
  let token: Uint8Array;
  const imprint = sha256(Buffer.from('three lines'));
  const nonce = Uint8Array.of(0x7a, 1, 2, 3, 4, 5, 6, 7);
  beforeAll(() => {
    authority = openAuthority(algorithm);
    token = readTimestampResponse(authority.respond(timestampRequest(imprint, nonce)), { imprint, nonce });
  });
  afterAll(() => authority.close());

  const ask = (pinned: ('root' | 'middle' | 'tsa' | 'other')[], changes = {}) =>
    verifyTimestamp({ token, imprint, chains: [], authorities: pinned.map(authority.pem), ...changes });

  it.each([[['root']], [['middle']], [['tsa']], [['other', 'root']]] as const)(
    'counts with %p pinned',
    async pinned => {
      expect(await ask([...pinned])).toMatchObject({ by: 'Test tsa', why: null });
    },
  );

  it('does not count with a stranger or nobody pinned', async () => {
    for (const pinned of [['other'], []] as const) expect((await ask([...pinned])).why?.en).toContain('no path');
  });

  it('does not count for another text, nonce or purpose', async () => {
    expect((await ask(['root'], { imprint: sha256(token) })).why?.en).toContain('something else');
    const response = authority.respond(timestampRequest(imprint, nonce));
    expect(codeOf(() => readTimestampResponse(response, { imprint: sha256(token), nonce }))).toBe('timestamp.unfit');
    expect(codeOf(() => readTimestampResponse(response, { imprint, nonce: nonce.slice(1) }))).toBe('timestamp.unfit');
    expect(() => authority.respond(timestampRequest(imprint, nonce), 'server')).toThrow('openssl ts');
  });

  it('does not count when cut, lengthened or spoiled anywhere it is signed', async () => {
    for (const bad of [token.slice(0, -1), concatBytes(token, Uint8Array.of(0)), new Uint8Array(0), sha256(token)]) {
      expect((await ask(['root'], { token: bad })).why).not.toBeNull();
    }
    const text = Buffer.from(token);
    const stamped = text.indexOf(Buffer.from(imprint));
    for (const at of [stamped, stamped + 40, token.length - 1, token.length - 40]) {
      const bad = token.slice();
      bad[at]! ^= 1;
      expect((await ask(['root'], { token: bad })).why).not.toBeNull();
    }
  });

  it('does not count when a chain or a pinned certificate cannot be read', async () => {
    const broken = authority.pem('middle').replace('MII', 'AII');
    expect((await ask(['root'], { chains: [broken] })).why?.en).toContain('PEM');
    expect((await ask([], { authorities: [broken] })).why?.en).toContain('PEM');
  });
});

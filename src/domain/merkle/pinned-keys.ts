// Whom a reader of receipts trusts, `keys.json`: the logs, the witnesses with their quorum, the time-stamp authorities.
// These come from elsewhere than the receipt; whoever lets a receipt bring its own keys verifies nothing.
import { refusals } from '../errors';
import { toHex } from './encoding';
import { KEY_TYPE, parseVerifierKey, printVerifierKey, VerifierKey } from './note-key';
import { isCertificatePem } from './receipt';
import { Hash } from './tree';

export const pinnedKeysRefusal = refusals({
  'keys.malformed': {
    kind: 'invalid',
    zh: '公钥文件不合格式：{zh}。',
    en: 'the file of pinned keys is malformed: {en}.',
  },
});

export interface PinnedKeys {
  /** type 0x01; the name is the log's origin; several of one name while keys are rotated */
  logs: readonly VerifierKey[];
  /** type 0x04; two keys of one name are one witness */
  witnesses: readonly VerifierKey[];
  /** how many different witnesses must have cosigned, at least 1 */
  quorum: number;
  /** PEM of certificates, each the authority's own or one above it */
  authorities: readonly string[];
}

const MEMBERS = ['v', 'logs', 'witnesses', 'quorum', 'authorities'];

/** Readable JSON: `v`, `logs`, `witnesses` (verifier keys), `quorum`, `authorities` (PEM). */
export function printPinnedKeys({ logs, witnesses, quorum, authorities }: PinnedKeys): string {
  const lines = { v: 1, logs: logs.map(printVerifierKey), witnesses: witnesses.map(printVerifierKey) };
  return `${JSON.stringify({ ...lines, quorum, authorities }, null, 2)}\n`;
}

/** @throws Refusal keys.malformed, note.key-malformed */
export function parsePinnedKeys(text: string, sha256: Hash): PinnedKeys {
  const value = parseObject(text);
  const stranger = Object.keys(value).find(name => !MEMBERS.includes(name));
  if (stranger !== undefined) throw malformed(`有未知成员“${stranger}”`, `it has an unknown member "${stranger}"`);
  if (value.v !== 1) throw malformed('版本 v 应为 1', 'its version v must be 1');
  const { quorum } = value;
  if (typeof quorum !== 'number' || !Number.isSafeInteger(quorum) || quorum < 1) {
    throw malformed('法定数 quorum 应为正整数', 'quorum must be a whole number of at least 1');
  }
  const logs = keysOf(value.logs, { field: 'logs', type: KEY_TYPE.ed25519, sha256 });
  const witnesses = keysOf(value.witnesses, { field: 'witnesses', type: KEY_TYPE.cosignature, sha256 });
  if (logs.length === 0) throw malformed('没有账本公钥', 'it has no key of a log');
  refuseDoubles(logs, witnesses);
  const authorities = listOf(value.authorities, 'authorities');
  if (authorities.every(isCertificatePem)) return { logs, witnesses, quorum, authorities };
  throw malformed('authorities 应为 PEM 证书', 'authorities must be PEM of certificates');
}

// One key under two names would be two witnesses, and a log that witnesses itself would be one.
function refuseDoubles(logs: readonly VerifierKey[], witnesses: readonly VerifierKey[]): void {
  const owners = new Map<string, VerifierKey>();
  for (const key of [...logs, ...witnesses]) {
    const bytes = toHex(key.publicKey);
    const other = owners.get(bytes);
    const bothLogs = other?.type === KEY_TYPE.ed25519 && key.type === KEY_TYPE.ed25519 && other.name !== key.name;
    if (other !== undefined && !bothLogs) {
      throw malformed(`${key.name} 与 ${other.name} 用同一把公钥`, `${key.name} and ${other.name} have the same key`);
    }
    owners.set(bytes, key);
  }
  const lines = [...logs, ...witnesses].map(key => `${key.name}+${key.keyId}`);
  const twice = lines.find((line, i) => lines.indexOf(line) !== i);
  if (twice !== undefined) throw malformed(`${twice} 出现两次`, `${twice} is there twice`);
}

function keysOf(value: unknown, want: { field: string; type: number; sha256: Hash }): VerifierKey[] {
  return listOf(value, want.field).map(text => {
    if (typeof text !== 'string') throw malformed(`${want.field} 应为文本`, `${want.field} must be texts`);
    const key = parseVerifierKey(text, want.sha256);
    if (key.type === want.type) return key;
    throw malformed(`${key.name} 的类型不能用于 ${want.field}`, `${key.name} has a type that is none of ${want.field}`);
  });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, with the other ways of not being an object.
  }
  throw malformed('不是 JSON 对象', 'it is not a JSON object');
}

function listOf(value: unknown, field: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(`${field} 应为数组`, `${field} must be a list`);
}

function malformed(zh: string, en: string) {
  return pinnedKeysRefusal('keys.malformed', { figures: { zh, en } });
}

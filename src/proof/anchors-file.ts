// Who outside may vouch for a log's time: witnesses with their keys and quorum, time-stamp authorities with their
// certificates. A file an operator writes; wrong content stops the start, for a witness misread is one that never counts.
import { existsSync, readFileSync } from 'node:fs';
import { Refusal } from '../domain/errors';
import { KEY_TYPE, parseVerifierKey, type VerifierKey } from '../domain/merkle/note-key';
import { isCertificatePem } from '../domain/merkle/receipt';
import { sha256 } from '../platform/digests';

export interface WitnessSetting {
  key: VerifierKey;
  /** Where it takes `POST /add-checkpoint`, without that path and without a slash at the end. */
  url: string;
}

export interface AuthoritySetting {
  name: string;
  url: string;
  /** PEM: the authority's own certificates or those above it. */
  certificates: string[];
  /** Milliseconds between two stamps asked for, at least: `interval` in the file, in seconds, 30 when left out. */
  intervalMs: number;
}

export interface AnchorSettings {
  witnesses: readonly WitnessSetting[];
  /** How many different witnesses anchor a checkpoint, at least 1. */
  quorum: number;
  authorities: readonly AuthoritySetting[];
}

export const NO_ANCHORS: AnchorSettings = { witnesses: [], quorum: 1, authorities: [] };

interface Written {
  quorum?: unknown;
  witnesses?: unknown;
  authorities?: unknown;
}

/** `NO_ANCHORS` when there is no file. @throws Error naming file and member, in both languages */
export function readAnchorsFile(file: string): AnchorSettings {
  if (!existsSync(file)) return { ...NO_ANCHORS };
  try {
    return parseAnchors(JSON.parse(readFileSync(file, 'utf8')) as Written);
  } catch (error) {
    const why = error instanceof Refusal ? `${error.words.zh} / ${error.words.en}` : (error as Error).message;
    throw new Error(`${file}: ${why}`, { cause: error });
  }
}

/** @throws Error, Refusal note.key-malformed */
export function parseAnchors(written: Written): AnchorSettings {
  const stranger = Object.keys(written).find(name => !['quorum', 'witnesses', 'authorities'].includes(name));
  if (stranger !== undefined) throw wrong(stranger, '未知成员', 'unknown member');
  const witnesses = listOf(written.witnesses, 'witnesses').map(witnessOf);
  const authorities = listOf(written.authorities, 'authorities').map(authorityOf);
  const names = new Set(witnesses.map(({ key }) => key.name)).size;
  const quorum = written.quorum ?? Math.max(1, names);
  if (typeof quorum !== 'number' || !Number.isInteger(quorum) || quorum < 1 || quorum > Math.max(1, names)) {
    throw wrong(
      'quorum',
      `应为 1 至 ${Math.max(1, names)} 的整数`,
      `must be an integer from 1 to ${Math.max(1, names)}`,
    );
  }
  for (const [member, given] of [
    ['witnesses', witnesses.map(({ key }) => key.publicKey.join())],
    ['authorities', authorities.map(({ name }) => name)],
  ] as const) {
    if (new Set<string>(given).size < given.length) throw wrong(member, '有重复', 'one is there twice');
  }
  return { witnesses, quorum, authorities };
}

function witnessOf(value: unknown, at: number): WitnessSetting {
  const member = `witnesses[${at}]`;
  const { vkey, url } = objectOf(value, member, ['vkey', 'url']);
  const key = parseVerifierKey(String(vkey), sha256);
  if (key.type !== KEY_TYPE.cosignature)
    throw wrong(member, '不是联署密钥（类型 04）', 'not a cosignature key (type 04)');
  return { key, url: addressOf(url, member) };
}

function authorityOf(value: unknown, at: number): AuthoritySetting {
  const member = `authorities[${at}]`;
  const {
    name,
    url,
    certificates,
    interval = 30,
  } = objectOf(value, member, ['name', 'url', 'certificates', 'interval']);
  if (typeof name !== 'string' || !/^[\w.\-\p{Script=Han}]{1,100}$/u.test(name)) {
    throw wrong(`${member}.name`, '应为 1 至 100 个字符', 'must be 1 to 100 letters, digits, dots or dashes');
  }
  const pems = listOf(certificates, `${member}.certificates`);
  if (pems.length === 0 || !pems.every(isCertificatePem)) {
    throw wrong(`${member}.certificates`, '应为 PEM 证书', 'must be PEM of certificates');
  }
  if (typeof interval !== 'number' || !(interval >= 1 && interval <= 86_400)) {
    throw wrong(`${member}.interval`, '应为 1 至 86400 秒', 'must be 1 to 86400 seconds');
  }
  return { name, url: addressOf(url, member), certificates: pems, intervalMs: interval * 1000 };
}

function addressOf(url: unknown, member: string): string {
  if (typeof url === 'string' && URL.canParse(url) && /^https?:\/\//.test(url)) return url.replace(/\/+$/, '');
  throw wrong(`${member}.url`, '应为 http(s) 地址', 'must be an http(s) address');
}

function objectOf(value: unknown, member: string, names: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(member, '应为对象', 'must be an object');
  const stranger = Object.keys(value).find(name => !names.includes(name));
  if (stranger !== undefined) throw wrong(`${member}.${stranger}`, '未知成员', 'unknown member');
  return value as Record<string, unknown>;
}

function listOf(value: unknown, member: string): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw wrong(member, '应为数组', 'must be a list');
}

function wrong(member: string, zh: string, en: string): Error {
  return new Error(`${member}: ${zh} / ${en}`);
}

// C2SP tlog-checkpoint: the three lines by which a log states how large it is and what its root is. No extension lines:
// a reader who knows three lines must not sign a fourth.
import { refusals } from '../errors';
import { fromBase64, toBase64 } from './encoding';
import { isKeyName } from './note';
import { HASH_BYTES, MAX_U64 } from './tree';

export const checkpointRefusal = refusals({
  'checkpoint.malformed': {
    kind: 'invalid',
    zh: '检查点不合格式：{zh}。',
    en: 'the checkpoint is malformed: {en}.',
  },
});

export interface Checkpoint {
  /** `<host>/<region code>`, also the name of the log's key */
  origin: string;
  size: bigint;
  root: Uint8Array;
}

/** The origin of a county's log on a host: `pilot-harbor.example/513221`. */
export function originOf(host: string, region: string): string {
  return `${host}/${region}`;
}

/** An unsigned 64-bit decimal without leading zeroes, or null. */
export function parseU64(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const value = BigInt(text);
  return value <= MAX_U64 ? value : null;
}

/** The note text, three lines. @throws Refusal checkpoint.malformed for what could not be read back */
export function printCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw malformed('来源应能作密钥名', 'the origin must be fit for a key name');
  if (size < 0n || size > MAX_U64) throw malformed('规模超出 64 位', 'the size does not fit 64 bits');
  if (root.length !== HASH_BYTES) throw malformed('树根应为 32 字节', 'the root must be 32 bytes');
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads a note's text. @throws Refusal checkpoint.malformed */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '') {
    throw malformed('应恰为三行', `it must be exactly three lines, got ${lines.length - 1}`);
  }
  const [origin, decimal, base64] = lines as [string, string, string, string];
  if (!isKeyName(origin)) throw malformed('来源为空，或含空格、加号', 'the origin is empty or has a space or +');
  const size = parseU64(decimal);
  if (size === null) throw malformed('规模不是十进制整数', 'the size is not a decimal without leading zeroes');
  const root = fromBase64(base64);
  if (root?.length !== HASH_BYTES) throw malformed('树根不是 32 字节的 base64', 'the root is not base64 of 32 bytes');
  return { origin, size, root };
}

function malformed(zh: string, en: string) {
  return checkpointRefusal('checkpoint.malformed', { figures: { zh, en } });
}

// The little of DER (X.690) that is needed beside the parser: where a value ends, how one is put together, and whether
// bytes are DER at all. The parser passes over inner lengths that do not fit; two verifiers would then read two things.
import { concatBytes } from '../domain/merkle/encoding';

export const SEQUENCE = 0x30;
export const SET = 0x31;
const BIT_STRING = 0x03;
const INTEGER = 0x02;
const CONSTRUCTED = 0x20;
/** Of the tag byte: all number bits set means that the number follows; below 0x40 the class is universal. */
const LONG_TAG = 0x1f;
const UNIVERSAL_TAGS = 0x40;
const MAX_DEPTH = 40;

export interface Tlv {
  tag: number;
  content: Uint8Array;
  /** tag, length and content, untouched */
  whole: Uint8Array;
  /** position behind the value */
  end: number;
}

/** The value that starts at `at`, with definite length of at most four bytes; null when there is none such. */
export function readTlv(bytes: Uint8Array, at = 0): Tlv | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return null;
  const more = first < 0x80 ? 0 : first - 0x80;
  if (first === 0x80 || more > 4 || at + 2 + more > bytes.length) return null;
  let length = more === 0 ? first : 0;
  for (const byte of bytes.subarray(at + 2, at + 2 + more)) length = length * 256 + byte;
  const start = at + 2 + more;
  const end = start + length;
  if (end > bytes.length) return null;
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end), end };
}

/** The members of a constructed value, of bytes known to be strict DER. */
export function membersOf({ content }: Tlv): Tlv[] {
  const members: Tlv[] = [];
  for (let at = 0; at < content.length; at = members.at(-1)!.end) members.push(readTlv(content, at)!);
  return members;
}

/** One value without a byte behind it, with shortest lengths and whole members at every depth. */
export function isStrictDer(bytes: Uint8Array, depth = 0): boolean {
  const value = readTlv(bytes);
  if (value === null || value.end !== bytes.length || depth > MAX_DEPTH) return false;
  const { tag, content, whole } = value;
  if (whole.length !== tlv(tag, content).length || (tag & LONG_TAG) === LONG_TAG) return false;
  const constructed = (tag & CONSTRUCTED) !== 0;
  const manifold = (tag | CONSTRUCTED) === SEQUENCE || (tag | CONSTRUCTED) === SET;
  if (tag < UNIVERSAL_TAGS && constructed !== manifold) return false;
  if (!constructed) return tag !== BIT_STRING || isBitString(content);
  for (let at = 0; at < content.length;) {
    const member = readTlv(content, at);
    if (member === null || !isStrictDer(member.whole, depth + 1)) return false;
    at = member.end;
  }
  return true;
}

/** The first byte counts the unused bits at the end, which are zero. */
function isBitString(content: Uint8Array): boolean {
  const unused = content[0];
  if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0)) return false;
  return (content.at(-1)! & ((1 << unused) - 1)) === 0 || content.length === 1;
}

/** A value with its shortest length. */
export function tlv(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = content.length < 0x80 ? [content.length] : [0x80 + length.length, ...length];
  return concatBytes(Uint8Array.of(tag, ...head), content);
}

/** The two numbers of an ECDSA signature as fixed-width bytes one after the other, as WebCrypto wants them; else null. */
export function ecdsaRaw(der: Uint8Array, width: number): Uint8Array | null {
  const whole = readTlv(der);
  if (whole?.tag !== SEQUENCE || whole.end !== der.length) return null;
  const r = readTlv(whole.content);
  const s = r && readTlv(whole.content, r.end);
  if (!r || !s || s.end !== whole.content.length) return null;
  const numbers = [r, s].map(({ tag, content }) => {
    const digits = content[0] === 0 ? content.subarray(1) : content;
    const negative = content.length === 0 || content[0]! >= 0x80;
    return tag !== INTEGER || negative || digits.length > width
      ? null
      : concatBytes(new Uint8Array(width - digits.length), digits);
  });
  return numbers[0] && numbers[1] ? concatBytes(numbers[0], numbers[1]) : null;
}

// What may be kept as evidence: documents, pictures and short recordings, told by their first bytes and not by their
// name. Anything a browser or an office program would run (HTML, SVG, macros, archives) is refused.

interface Signature {
  type: string;
  at: number;
  bytes: readonly number[];
}

const text = (word: string) => [...word].map(letter => letter.charCodeAt(0));

const SIGNATURES: readonly Signature[] = [
  { type: 'application/pdf', at: 0, bytes: text('%PDF-') },
  { type: 'image/png', at: 0, bytes: [0x89, ...text('PNG\r\n'), 0x1a, 0x0a] },
  { type: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'video/mp4', at: 4, bytes: text('ftyp') },
  { type: 'audio/mpeg', at: 0, bytes: text('ID3') },
];

export const MEDIA_TYPES: readonly string[] = [...SIGNATURES.map(signature => signature.type), 'text/plain'];
export const FILE_LIMIT_BYTES = 10 * 1024 * 1024;

/** The media type the bytes themselves show, or null when it is none of those accepted. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(({ at, bytes: mark }) => mark.every((byte, offset) => bytes[at + offset] === byte));
  return found?.type ?? (isPlainText(bytes) ? 'text/plain' : null);
}

/** UTF-8 without control characters but tab and line ends; a page of markup is no plain text. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return content.length > 0 && !hasControls(content) && !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(content);
  } catch {
    return false;
  }
}

function hasControls(content: string): boolean {
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

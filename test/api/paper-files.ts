// Reads what the two writers wrote, by the formats' own rules: the entries of a zip file, the pages and text of a PDF.
import { inflateRawSync, inflateSync } from 'node:zlib';

/** The files of a zip, by path; `stamp` is the DOS time and date of each entry. */
export function unzip(zip: Buffer): Map<string, { text: string; stamp: number }> {
  const files = new Map<string, { text: string; stamp: number }>();
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map(offset => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const bytes = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    const stamp = zip.readUInt32LE(local + 10);
    files.set(zip.toString('utf8', at + 46, at + 46 + nameLength), { text: bytes.toString('utf8'), stamp });
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** The text of Word's markup, one line a paragraph. */
export function wordText(xml: string): string {
  const paragraphs = xml.split('</w:p>').map(one => [...one.matchAll(/<w:t[ >][^<]*|<w:t>[^<]*/g)]);
  const texts = paragraphs.map(runs => runs.map(([run]) => run.replace(/^[^>]*>/, '')).join(''));
  return texts.join('\n').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

interface Pdf {
  pages: number;
  boxes: string[];
  fonts: string[];
  embedded: number;
  info: string;
  /** All pages, a line for each piece of text that was placed; characters without a glyph are '\0'. */
  text: string;
}

/** Enough of a reader for what pdfkit writes: objects in the clear, streams deflated, two-byte glyph numbers. */
export function readPdf(file: Buffer): Pdf {
  const raw = file.toString('latin1');
  const objects = new Map([...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(one => [one[1]!, one[2]!]));
  const all = [...objects.values()];
  const pages = all.filter(one => /\/Type \/Page\b/.test(one));
  const alphabets = fontAlphabets(objects);
  const text = pages.map(page => pageText(streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!), alphabets));
  return {
    pages: pages.length,
    boxes: [...new Set(pages.map(page => /\/MediaBox \[([^\]]*)\]/.exec(page)![1]!))],
    fonts: [
      ...new Set(
        all.flatMap(one =>
          /\/FontDescriptor|\/FontName/.test(one) ? [/\/(?:BaseFont|FontName) \/(\S+)/.exec(one)?.[1] ?? ''] : [],
        ),
      ),
    ].sort(),
    embedded: all.filter(one => /\/FontFile2 \d+ 0 R/.test(one)).length,
    info: all.find(one => /\/Producer/.test(one)) ?? '',
    text: text.join('\n'),
  };
}

function streamOf(object: string): string {
  const start = object.indexOf('stream\n') + 7;
  return inflateSync(Buffer.from(object.slice(start, object.lastIndexOf('\nendstream')), 'latin1')).toString('latin1');
}

/** What each glyph number stands for, by the name under which pages call the font. */
function fontAlphabets(objects: Map<string, string>): Map<string, string[]> {
  const alphabets = new Map<string, string[]>();
  for (const object of objects.values()) {
    for (const [, name, id] of object.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)!)![1]!)!);
      const codes = [...cmap.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list]) => list!.match(/<[0-9a-f ]*>/gi) ?? []);
      alphabets.set(
        name!,
        codes.map(code => Buffer.from(code.replace(/[<> ]/g, ''), 'hex').swap16().toString('utf16le')),
      );
    }
  }
  return alphabets;
}

function pageText(content: string, alphabets: Map<string, string[]>): string {
  let alphabet: string[] = [];
  const pieces: string[] = [];
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) alphabet = alphabets.get(font)!;
    else {
      const glyphs = (shown!.match(/<[0-9a-f]*>/g) ?? []).join('').replace(/[<>]/g, '').match(/.{4}/g) ?? [];
      pieces.push(glyphs.map(glyph => (glyph === '0000' ? '\0' : (alphabet[parseInt(glyph, 16)] ?? '\0'))).join(''));
    }
  }
  return pieces.join('');
}

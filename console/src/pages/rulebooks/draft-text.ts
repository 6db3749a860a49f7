// The text of a draft while it is written: YAML, as docs/rulebooks.md tells rulebooks, and so JSON too. It is held to the very
// rules the server will hold it to, so that its author sees every fault with its line before anything is sent.
import { Document, isCollection, isNode, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import { readRulebook } from '@domain/check/reading';
import type { Rulebook } from '@domain/check/rulebook';
import type { Day } from '@domain/period';
import type { FieldFault } from '@/api/problem';
import { say } from '@/words/say';
import { yamlFault } from './yaml-faults';

/** `line` counts from 1. */
export interface PlacedFault extends FieldFault {
  line: number;
}

/** `rulebook` is null where the text cannot be read at all, and then there is a fault that says why. */
export interface TextRead {
  rulebook: Record<string, unknown> | null;
  faults: PlacedFault[];
}

const WIDTH = 110;

/** The order in which docs/rulebooks.md tells a rulebook: the registry keeps its text in the order of the alphabet. */
const ORDER =
  'code version region level kind title zh en source document article adopted setting inForce from to matter fields effect params conditions redLines test flawKinds safeguards terms workdays caps lossFen filing offices opinions panelSize anchoring deemedGranted higherLevel protects notes bases anyOf basis'.split(
    ' ',
  );

const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

/** Within the rulebook's own source an article is told by its number alone; what is empty by default is not told at all. */
function shortened(key: string, value: unknown, source: unknown): unknown {
  if (key === 'params' && JSON.stringify(value) === '{}') return undefined;
  if (key !== 'basis' || typeof value !== 'object' || value === null) return value;
  const { document, article, ...more } = value as Record<string, unknown>;
  const numbered = typeof article === 'string' && String(Number.parseInt(article, 10)) === article;
  return document === source && numbered && Object.keys(more).length === 0 ? Number(article) : value;
}

function told(value: unknown, source: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => told(item, source));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, shortened(key, item, source)] as const)
      .filter(entry => entry[1] !== undefined)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, item]) => [key, told(item, source)]),
  );
}

/** As a person edits it: in the order of reading, what is short on one line. */
export function textOf(book: Rulebook | Record<string, unknown>): string {
  const { document: source } = (book.source ?? {}) as Partial<Rulebook['source']>;
  const document = new Document(told(book, source), { schema: 'core', version: '1.2' });
  visit(document, {
    Collection: (_, node, path) => {
      const room = WIDTH - path.length * 2;
      if (path.length <= 1 || JSON.stringify(node.toJSON()).length > room) return undefined;
      node.flow = true;
      return visit.SKIP;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** The first day of the month after the next: time to have it released, and for people to learn of it. */
function soon(day: Day): Day {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const months = year * 12 + month + 1;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** What a new version starts from: the text on record under the next number, in force some weeks from now. */
export const nextVersion = (book: Rulebook, day: Day): Rulebook => ({
  ...book,
  version: book.version + 1,
  inForce: { ...book.inForce, from: soon(day), to: null },
});

const unreadable = (text: string, line = 1): TextRead => ({ rulebook: null, faults: [{ line, field: '', text }] });

export function readText(text: string): TextRead {
  if (text.trim() === '') return unreadable(say('还没有内容。', 'There is nothing yet.'));
  try {
    return read(text);
  } catch (error) {
    // The parser goes down into what is nested; an alias may stand for too much.
    if (error instanceof RangeError) return unreadable(say('嵌套过深。', 'It is nested too deeply.'));
    if (error instanceof ReferenceError) return unreadable(say('引用（*）过多。', 'Too many aliases (*).'));
    throw error;
  }
}

function read(text: string): TextRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', version: '1.2', lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const wrong: YAMLError[] = [...document.errors, ...document.warnings];
  if (wrong.length > 0) {
    const said = wrong.map(error => ({ line: lineOf(error.pos[0]), ...yamlFault(error, text) }));
    return { rulebook: null, faults: said };
  }
  const raw: unknown = document.toJS();
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return unreadable(say('清单应逐项写成“名称: 内容”。', 'A rulebook is written as `name: content`, entry by entry.'));
  }
  const place = placing(document, lineOf);
  const reading = readRulebook(raw);
  const faults = 'faults' in reading ? reading.faults : [];
  return {
    rulebook: raw as Record<string, unknown>,
    faults: faults.map(({ field = '', zh, en }) => place({ field, text: say(zh, en) })).sort((a, b) => a.line - b.line),
  };
}

type Placing = (fault: FieldFault) => PlacedFault;

/** Gives a fault its line; a field that is absent, that of what it is missing from. */
function placing(document: ReturnType<typeof parseDocument>, lineOf: (offset: number) => number): Placing {
  return fault => {
    const path = fault.field.split(/[.[\]]+/).filter(Boolean);
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const steps = path.slice(0, depth).map(step => (/^\d+$/.test(step) ? Number(step) : step));
      const node: unknown = depth === 0 ? document.contents : document.getIn(steps, true);
      if (isNode(node) && node.range) return { ...fault, line: lineOf(startOf(document, node.range[0], steps)) };
    }
    return { ...fault, line: 1 };
  };
}

/** Of a member, where its name stands: what is written beneath it may begin a line later. */
function startOf(document: ReturnType<typeof parseDocument>, offset: number, steps: (string | number)[]): number {
  const last = steps.at(-1);
  const around: unknown = steps.length > 1 ? document.getIn(steps.slice(0, -1), true) : document.contents;
  if (typeof last !== 'string' || !isCollection(around)) return offset;
  const pair = around.items.find(item => 'key' in Object(item) && String((item as { key: unknown }).key) === last);
  const key = (pair as { key?: { range?: [number] } } | undefined)?.key;
  return key?.range?.[0] ?? offset;
}

/** The server names its fields beneath the body's `rulebook`. */
export function placed(text: string, faults: readonly FieldFault[]): PlacedFault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', version: '1.2', lineCounter: lines });
  const place = placing(document, offset => Math.max(1, lines.linePos(offset).line));
  return faults.map(({ field, text: said }) => place({ field: field.replace(/^rulebook\.?/, ''), text: said }));
}

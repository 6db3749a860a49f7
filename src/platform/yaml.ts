// YAML and JSON texts as plain JSON values that still know their lines. Only what JSON can hold comes through: days
// stay text, a repeated key, a tag, an infinity or an alias bomb is refused with its place.

import { LineCounter, isCollection, isMap, isNode, isPair, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { FieldFault, Words } from '../domain/errors';

/** Line and column count from 1. `field` is empty where the text itself could not be read. */
export interface LocatedFault extends FieldFault {
  file: string;
  line: number;
  column: number;
}

export interface TextDocument {
  value: unknown;
  /** Gives faults of the value their lines; a field that is absent gets the line of the map it is missing from. */
  locate(faults: readonly FieldFault[]): LocatedFault[];
}

export type Parsed = { ok: true; documents: TextDocument[] } | { ok: false; faults: LocatedFault[] };

interface Source {
  file: string;
  lines: LineCounter;
}

/** Aliases may repeat a value this often in one document; more is an attack (a "billion laughs"). */
const MAX_ALIASES = 100;

/**
 * Reads every document of a YAML 1.2 text (core schema) or a JSON text; an empty text has none.
 * @returns the documents, or every syntax fault with line and column.
 */
export function parseText(text: string, file: string): Parsed {
  const source = { file, lines: new LineCounter() };
  try {
    return readDocuments(text, source);
  } catch (error) {
    // The parser and the walk recurse; a text made to exhaust the stack is bad input like any other.
    if ((error as Error).name !== 'RangeError') throw error;
    const words = { zh: '嵌套过深', en: 'nested too deeply' };
    return { ok: false, faults: [at(source, 0, { field: '', ...words })] };
  }
}

function readDocuments(text: string, source: Source): Parsed {
  const { lines } = source;
  const options = {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    lineCounter: lines,
    prettyErrors: false,
  } as const;
  const parsed = parseAllDocuments(text, options);
  const documents = Array.isArray(parsed) ? parsed.filter(document => document.contents !== null) : [];
  const faults = documents.flatMap(document => faultsOf(document, source));
  if (faults.length > 0) return { ok: false, faults: inOrder(faults) };
  const read: TextDocument[] = [];
  for (const document of documents) {
    try {
      const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
      read.push({ value, locate: found => inOrder(found.map(fault => place(document, source, fault))) });
    } catch (error) {
      if ((error as Error).name !== 'ReferenceError') throw error;
      return { ok: false, faults: [at(source, 0, { field: '', ...tooManyAliases })] };
    }
  }
  return { ok: true, documents: read };
}

const tooManyAliases = {
  zh: `别名引用超过 ${MAX_ALIASES} 次`,
  en: `aliases repeat a value more than ${MAX_ALIASES} times`,
};

function faultsOf(document: Document.Parsed, source: Source): LocatedFault[] {
  const errors = [...document.errors, ...document.warnings];
  const faults = errors.map(error =>
    at(source, error.pos[0], { field: '', zh: `语法错误：${error.message}`, en: error.message }),
  );
  if (errors.length > 0) return faults;
  let aliases = 0;
  const refuse = (node: Node, words: Words) => faults.push(at(source, node.range?.[0] ?? 0, { field: '', ...words }));
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && ['string', 'number'].includes(typeof pair.key.value) && pair.key.value !== '__proto__')
        return;
      const node = isNode(pair.key) ? pair.key : isNode(pair.value) ? pair.value : document.contents;
      if (node !== null) refuse(node, { zh: '键只能是文字', en: 'a key must be plain text' });
    },
    Alias: (_, node) => {
      if (++aliases > MAX_ALIASES) {
        refuse(node, tooManyAliases);
        return visit.BREAK;
      }
      if (node.resolve(document) === undefined)
        refuse(node, { zh: `没有锚点 ${node.source}`, en: `there is no anchor ${node.source}` });
      return undefined;
    },
    Scalar: (_, node) => {
      const words = unfit(node.value);
      if (words !== null) refuse(node, words);
    },
    Node: (_, node) => {
      const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : null;
      if (tag !== null && !/^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/.test(tag)) {
        refuse(node, { zh: `不支持的标签 ${tag}`, en: `unsupported tag ${tag}` });
      }
    },
  });
  return faults;
}

function unfit(value: unknown): Words | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value !== 'number') return { zh: '不是 JSON 能表示的值', en: 'not a value that JSON can hold' };
  if (!Number.isFinite(value)) return { zh: '数值必须有限', en: 'a number must be finite' };
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { zh: '整数过大，请加引号写成文字', en: 'the whole number is too large; quote it to make it text' };
  }
  return null;
}

function place(document: Document.Parsed, source: Source, fault: FieldFault): LocatedFault {
  const steps = fault.field.split(/[.[\]]+/).filter(Boolean);
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of steps) {
    const next = stepInto(resolve(document, node), step);
    if (next === null) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return at(source, offset, fault);
}

const resolve = (document: Document.Parsed, node: unknown): unknown =>
  isNode(node) && 'source' in node && !isScalar(node) && !isCollection(node) ? node.resolve(document) : node;

function stepInto(node: unknown, step: string): { node: unknown; offset: number | undefined } | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { node: item, offset: item.range?.[0] } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === step);
  if (pair === undefined || !isScalar(pair.key)) return null;
  return { node: pair.value, offset: pair.key.range?.[0] };
}

function at(source: Source, offset: number, fault: FieldFault): LocatedFault {
  const { line, col } = source.lines.linePos(offset);
  return { file: source.file, line: Math.max(1, line), column: Math.max(1, col), ...fault };
}

const inOrder = (faults: LocatedFault[]): LocatedFault[] =>
  faults.sort((a, b) => a.line - b.line || a.column - b.column || (a.field < b.field ? -1 : 1));

/** `rulebooks/x.yaml:12:5 conditions[3].code: 没有… / unknown …` */
export function printFault(fault: LocatedFault): string {
  const field = fault.field === '' ? '' : ` ${fault.field}`;
  return `${fault.file}:${fault.line}:${fault.column}${field}: ${fault.zh} / ${fault.en}`;
}

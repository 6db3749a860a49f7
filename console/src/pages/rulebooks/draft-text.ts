// The text of a draft while it is written: read as JSON, then held to the very rules the server will hold it to, so that its
// author sees every fault with its place before anything is sent.
import { readRulebook } from '@domain/check/reading';
import type { Rulebook } from '@domain/check/rulebook';
import type { Day } from '@domain/period';
import type { FieldFault } from '@/api/problem';
import { say } from '@/words/say';

export type TextRead = { rulebook: Record<string, unknown>; faults: FieldFault[] } | { unreadable: string };

const WIDTH = 110;

/** The order in which docs/rulebooks.md tells a rulebook: the registry keeps its text in the order of the alphabet. */
const ORDER =
  'code version region level kind title zh en source document article adopted setting inForce from to matter fields effect params conditions redLines test flawKinds safeguards terms workdays caps lossFen filing offices opinions panelSize anchoring deemedGranted higherLevel protects notes bases anyOf basis'.split(
    ' ',
  );

const place = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);

/** As a person edits it: in the order of reading, what is short on one line. */
export const textOf = (book: Rulebook | Record<string, unknown>): string => printed(book, '', true);

function printed(value: unknown, indent: string, open = false): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const deeper = `${indent}  `;
  const members = list
    ? value.map(item => printed(item, deeper))
    : Object.entries(value)
        .filter(entry => entry[1] !== undefined)
        .sort(([a], [b]) => place(a) - place(b))
        .map(([key, item]) => `${JSON.stringify(key)}: ${printed(item, deeper)}`);
  const [start, end] = list ? '[]' : '{}';
  const short = `${start}${members.join(', ')}${end}`;
  if (!open && !short.includes('\n') && indent.length + short.length <= WIDTH) return short;
  return `${start}\n${members.map(member => deeper + member).join(',\n')}\n${indent}${end}`;
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

export function readText(text: string): TextRead {
  if (text.trim() === '') return { unreadable: say('还没有内容。', 'There is nothing yet.') };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { unreadable: unreadable(text, error) };
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { unreadable: say('清单应为一个 { … } 对象。', 'A rulebook is one { … } object.') };
  }
  const reading = readRulebook(raw);
  const faults = 'faults' in reading ? reading.faults : [];
  return {
    rulebook: raw as Record<string, unknown>,
    faults: faults.map(({ field = '', zh, en }) => ({ field, text: say(zh, en) })),
  };
}

/** Browsers name the place by its offset, or by line and column; people look for a line. */
function unreadable(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const offset = /position (\d+)/.exec(message)?.[1];
  const line =
    offset === undefined ? /line (\d+)/.exec(message)?.[1] : String(text.slice(0, Number(offset)).split('\n').length);
  const yaml = /^\s*[a-zA-Z]+:/m.test(text) && !text.trimStart().startsWith('{');
  if (yaml) {
    return say(
      '这是 YAML 文件。此处须用 JSON：请先转换格式，或者打开现行清单、在其原文上修改。',
      'This is YAML. JSON is needed here: start from a rulebook on record, or convert the file first.',
    );
  }
  return line === undefined
    ? say('内容不完整，不是有效的 JSON。', 'The text ends too early; it is no valid JSON.')
    : say(
        `第 ${line} 行不是有效的 JSON，请检查逗号、引号和括号。`,
        `Line ${line} is no valid JSON: look at commas, quotes and brackets.`,
      );
}

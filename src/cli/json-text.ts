// JSON from a file, with the line and column of the first fault. JSON.parse alone will not do: whether its message holds
// a position depends on the fault and on the version of Node.

export interface JsonFault {
  /** from 1 */
  line: number;
  /** from 1, in UTF-16 code units */
  column: number;
}

/** The value of a JSON text, or where it stops being JSON. */
export function parseJson(text: string): { value: unknown } | { fault: JsonFault } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const before = text.slice(0, faultOffset(text)).split('\n');
    return { fault: { line: before.length, column: before[before.length - 1]!.length + 1 } };
  }
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type State = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'after member' | 'after item' | 'end';
type Step = State | 'open' | 'close' | 'ended value';

const VALUE = { text: 'ended value', scalar: 'ended value', '{': 'open', '[': 'open' } as const;
const STEPS: Record<State, Partial<Record<string, Step>>> = {
  value: VALUE,
  'value or ]': { ...VALUE, ']': 'close' },
  name: { text: 'colon' },
  'name or }': { text: 'colon', '}': 'close' },
  colon: { ':': 'value' },
  'after member': { ',': 'name', '}': 'close' },
  'after item': { ',': 'value', ']': 'close' },
  end: {},
};

// A walk over tokens with a stack of open brackets; it stops at the first token that cannot stand where it stands.
function faultOffset(text: string): number {
  const open: string[] = [];
  let state: State = 'value';
  let at = skip(SPACE, text, 0);
  while (at < text.length) {
    const end = skip(SCALAR, text, at);
    const mark = text.charAt(at);
    const step: Step | undefined = STEPS[state][end === at ? mark : mark === '"' ? 'text' : 'scalar'];
    if (step === undefined) return at;
    if (step === 'open') open.push(mark);
    if (step === 'close') open.pop();
    state = step === 'open' ? (mark === '{' ? 'name or }' : 'value or ]') : settle(step, open[open.length - 1]);
    at = skip(SPACE, text, Math.max(end, at + 1));
  }
  return at;
}

function settle(step: Exclude<Step, 'open'>, inside: string | undefined): State {
  if (step !== 'close' && step !== 'ended value') return step;
  if (inside === undefined) return 'end';
  return inside === '{' ? 'after member' : 'after item';
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

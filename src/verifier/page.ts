// The verifier as one page that works from a file, without a network: two files in, one verdict out. It shares every
// judgement with `cli receipt verify`; only the arithmetic of the signatures is the browser's own.
import { browserPrimitives } from './browser-primitives';
import { judge } from './judge';

// As much of the browser as is used here; the server is compiled without its library.
interface Chosen {
  name: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}
interface Happening {
  preventDefault(): void;
  target: Node;
  dataTransfer?: { files: Iterable<Chosen> };
}
interface Node {
  textContent: string;
  className: string;
  files: Iterable<Chosen>;
  classList: { toggle(name: string, on: boolean): void };
  replaceChildren(...children: Node[]): void;
  addEventListener(name: string, listener: (event: Happening) => void): void;
}
declare const document: {
  body: Node;
  getElementById(id: string): Node;
  createElement(name: string): Node;
  addEventListener(name: string, listener: (event: Happening) => void): void;
};

type Slot = 'receipt' | 'keys';
const given: Partial<Record<Slot, Uint8Array>> = {};
const STYLES = { 'PROVEN BEFORE': 'proven', 'ORDER ONLY': 'order', INVALID: 'invalid' } as const;
const byId = (id: string): Node => document.getElementById(id);

async function take(file: Chosen, slot?: Slot): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const into = slot ?? slotOf(bytes);
  given[into] = bytes;
  byId(`${into}-name`).textContent = file.name;
  await show();
}

/** A dropped file is told by its content: only a file of keys has a list of logs. */
function slotOf(bytes: Uint8Array): Slot {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes)) as { logs?: unknown };
    return Array.isArray(value.logs) ? 'keys' : 'receipt';
  } catch {
    return 'receipt';
  }
}

async function show(): Promise<void> {
  const { receipt, keys } = given;
  if (receipt === undefined || keys === undefined) return;
  const { verdict, report } = await judge({ receipt, keys }, browserPrimitives);
  if (given.receipt !== receipt || given.keys !== keys) return;
  byId('zh').replaceChildren(...report.zh.map(listItem));
  byId('en').replaceChildren(...report.en.map(listItem));
  byId('verdict').className = verdict === null ? 'invalid' : STYLES[verdict];
  byId('verdict').textContent = report.line;
}

function listItem(text: string): Node {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}

async function takeAll(files: Iterable<Chosen>, slot?: Slot): Promise<void> {
  for (const file of files) await take(file, slot);
}

for (const slot of ['receipt', 'keys'] as const) {
  byId(slot).addEventListener('change', event => void takeAll(event.target.files, slot));
}
for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, event => {
    event.preventDefault();
    document.body.classList.toggle('over', name === 'dragover');
    if (name === 'drop' && event.dataTransfer) void takeAll([...event.dataTransfer.files]);
  });
}

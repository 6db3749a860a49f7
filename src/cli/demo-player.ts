// Plays the stories of demo/stories through the HTTP API, as the people in them would: each step says when, who, what.
// Values of earlier answers are named `${pilot.id}`; a step `on` a thing sends its version and remembers the new one.
import type { SteppedClock } from '../platform/clock';
import { caseSteps, type CaseScript } from './demo-case';
import { claimSteps, type ClaimScript } from './demo-claim';
import type { Step } from './demo-step';
import { demoInstant } from './demo-county';

export interface Story {
  id: string;
  title: { zh: string; en: string };
  tells: { zh: string; en: string };
  steps?: Step[];
  /** A published case: its steps follow from this. */
  case?: CaseScript;
  /** The claim on the story's flaw. */
  claim?: ClaimScript;
}

const stepsOf = ({ steps = [], case: told, claim }: Story): Step[] => [
  ...steps,
  ...(told ? caseSteps(told) : []),
  ...(claim ? claimSteps(claim) : []),
];

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A step that did not go as told. */
export class StoryBroken extends Error {}

export interface Stage {
  address: string;
  clock: SteppedClock;
  /** Ids of organisations and accounts, under `org` and `who`. */
  known: Record<string, unknown>;
  /** A fresh access token of a person. */
  token(person: string): Promise<string>;
}

/** Plays all stories together in the order of their times, since the ledger knows one clock; returns what each saved. */
export async function playStories(
  stories: readonly Story[],
  stage: Stage,
): Promise<Record<string, Record<string, unknown>>> {
  const saved = Object.fromEntries(stories.map(story => [story.id, { ...stage.known }]));
  const steps = stories
    .flatMap(story =>
      stepsOf(story).map((step, number) => ({ story, step, number: number + 1, at: demoInstant(step.at) })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const { story, step, number, at } of steps) {
    stage.clock.step(at);
    try {
      await playEach(step, saved[story.id]!, stage);
    } catch (error) {
      throw new StoryBroken(
        `${story.id} step ${number} (${step.as} ${step.post ?? step.put ?? step.get ?? 'file'}): ${(error as Error).message}`,
      );
    }
  }
  return saved;
}

async function playEach(step: Step, values: Record<string, unknown>, stage: Stage): Promise<void> {
  if (step.each === undefined) return play(step, values, stage);
  for (const each of step.each) {
    values.each = each;
    values.verdict = step.values?.[each];
    await play(step, values, stage);
  }
}

async function play(step: Step, values: Record<string, unknown>, stage: Stage): Promise<void> {
  const answer = await send(step, values, stage);
  if (step.refused !== undefined) {
    if (answer.body.code !== step.refused)
      throw new Error(`expected ${step.refused}, got ${JSON.stringify(answer.body)}`);
    return;
  }
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  if (step.on !== undefined && typeof answer.body.version === 'number') {
    Object.assign(values[step.on] as object, { version: answer.body.version });
  }
  if (step.save !== undefined) values[step.save] = answer.body;
}

async function send(step: Step, values: Record<string, unknown>, stage: Stage): Promise<Answer> {
  const [method, path] = act(step);
  const headers: Record<string, string> = { Authorization: `Bearer ${await stage.token(step.as)}` };
  if (step.on !== undefined) headers['If-Match'] = `"${String(read(values, `${step.on}.version`))}"`;
  let body: FormData | string | undefined;
  if (step.file !== undefined) {
    const form = new FormData();
    form.append('file', new Blob([step.file], { type: 'text/plain' }), 'evidence.txt');
    body = form;
  } else if (method !== 'GET') {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(filled(step.body ?? {}, values));
  }
  const response = await fetch(`${stage.address}/api${String(filled(path, values))}`, { method, headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function act(step: Step): [method: string, path: string] {
  if (step.file !== undefined) return ['POST', '/files'];
  if (step.post !== undefined) return ['POST', step.post];
  if (step.put !== undefined) return ['PUT', step.put];
  if (step.get !== undefined) return ['GET', step.get];
  throw new Error('a step says post, put, get or file');
}

/** `${a.b}` alone becomes the value itself, inside a longer text its words. */
function filled(value: unknown, values: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map(item => filled(item, values));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]));
  }
  if (typeof value !== 'string') return value;
  const whole = /^\$\{([\w.-]+)\}$/.exec(value);
  if (whole) return read(values, whole[1]!);
  return value.replace(/\$\{([\w.-]+)\}/g, (_, path: string) => String(read(values, path)));
}

function read(values: Record<string, unknown>, path: string): unknown {
  let at: unknown = values;
  for (const name of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[name];
  if (at === undefined) throw new Error(`nothing is known as ${path}`);
  return at;
}

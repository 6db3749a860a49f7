// Drafts on their way to the server, which keeps them for their author alone: they survive a crash, another machine and an
// expired login. Until they are there they wait in this tab's session storage, which ends with the session.
import { say } from '@/words/say';
import { heard } from './answer';
import { isMissing, isOffline, isProblem, tell } from './problem';
import { fetched, type Schemas } from './client';
import { PARKED } from './session';

export type FormName = Schemas['FormDraftView']['form'];

export interface DraftSlot {
  accountId: string;
  form: FormName;
  /** What the form is about: an id, or `new`. */
  subject: string;
}

export interface Kept {
  values: Record<string, unknown>;
  /** The Idempotency-Key under which it is sent: kept along, so that after a crash nothing is sent a second time. */
  attempt: string;
  /** That of the server's draft it is based on. */
  revision: number;
  /** Null: not yet on the server. */
  savedAt: string | null;
}

/** Another window kept something newer; it comes with the refusal, so that neither is lost. */
export class NewerDraft extends Error {
  constructor(readonly newer: Kept) {
    super('a newer draft is kept');
  }
}

/** Browsers let no more than this go out of a page that is being closed. */
const LAST_WORDS = 60_000;

const address = ({ form, subject }: DraftSlot): string => `${location.origin}/api/form-drafts/${form}/${subject}`;
export const placeOf = ({ accountId, form, subject }: DraftSlot): string => `${PARKED}${accountId}:${form}:${subject}`;

/** How each form that stands saves at once, by its place. */
export const openForms = new Map<string, () => Promise<unknown>>();

type Answer = Pick<Schemas['FormDraftView'], 'content' | 'revision' | 'savedAt'>;
type Content = Pick<Kept, 'values' | 'attempt'>;

const keptOf = ({ content, revision, savedAt }: Answer): Kept => ({ ...(content as Content), revision, savedAt });

async function call(method: string, slot: DraftSlot, body?: object): Promise<Response> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    const text = JSON.stringify(body);
    init.body = text;
    init.headers = { 'Content-Type': 'application/json' };
    init.keepalive = new Blob([text]).size < LAST_WORDS;
  }
  return fetched(address(slot), init);
}

/** In this tab, at every keystroke. */
export const park = (slot: DraftSlot, draft: Kept): void =>
  sessionStorage.setItem(placeOf(slot), JSON.stringify(draft));
export const unpark = (slot: DraftSlot): void => sessionStorage.removeItem(placeOf(slot));

/** What waits in this tab for the server. */
export const parkedOf = (accountId: string): DraftSlot[] =>
  Object.keys(sessionStorage)
    .filter(name => name.startsWith(`${PARKED}${accountId}:`))
    .map(name => {
      const [form, subject] = name.slice(PARKED.length + accountId.length + 1).split(':');
      return { accountId, form: form as FormName, subject: subject! };
    });

/** For a form that stands no more; one that does saves by itself. @throws NewerDraft, and what else keeps it from being saved */
export async function sendParked(slot: DraftSlot): Promise<void> {
  const parked = sessionStorage.getItem(placeOf(slot));
  if (parked === null) return;
  await writeDraft(slot, JSON.parse(parked) as Kept);
  unpark(slot);
}

/** What was kept: this tab's unsent words before the server's. Null when there is nothing. */
export async function readDraft(slot: DraftSlot): Promise<Kept | null> {
  const parked = sessionStorage.getItem(placeOf(slot));
  if (parked !== null) return JSON.parse(parked) as Kept;
  try {
    return keptOf((await heard((await call('GET', slot)).json())) as Answer);
  } catch (error) {
    if (isMissing(error) || isOffline(error)) return null;
    throw error;
  }
}

/** @throws NewerDraft, and what else keeps it from being saved */
export async function writeDraft(slot: DraftSlot, { values, attempt, revision }: Kept): Promise<Kept> {
  try {
    const body = { content: { values, attempt }, revision };
    return keptOf((await heard((await call('PUT', slot, body)).json())) as Answer);
  } catch (error) {
    if (isProblem(error) && error.code === 'form-draft.newer') {
      throw new NewerDraft(keptOf((error as unknown as { newer: Answer }).newer));
    }
    throw error;
  }
}

export async function dropDraft(slot: DraftSlot): Promise<void> {
  await call('DELETE', slot).catch(() => undefined);
}

export function keptWords(kept: Kept | null, trouble: unknown): string {
  if (isOffline(trouble)) return say('连接中断，已暂存在本页', 'offline; kept in this tab');
  if (trouble !== null) return say(`还没有存到服务器：${tell(trouble)}`, `not on the server yet: ${tell(trouble)}`);
  return kept === null ? say('填写时自动保存', 'saved by itself as you type') : say('草稿已保存', 'draft saved');
}

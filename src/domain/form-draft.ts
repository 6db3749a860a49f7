// A form draft (草稿): what one account has typed into a form and not sent yet. It is nobody else's, no content of the
// registry, and may be lost after ninety days; two tabs that save the same form never overwrite each other unawares.
import { refusals } from './errors';

export const DRAFT_FORMS = [
  'pilot',
  'amendment',
  'pledge',
  'approval',
  'exemption',
  'flaw',
  'claim',
  'statement',
  'fact',
  'opinion',
  'decision',
  'correction',
  'rulebook',
] as const;
export type DraftForm = (typeof DRAFT_FORMS)[number];

/** Bytes of JSON in one draft, drafts of one account, and days that one is kept after it was last saved. */
export const DRAFT_LIMITS = { bytes: 65_536, each: 50, days: 90 };

/** Which form about which thing: its id, or `new`. */
export interface DraftSlot {
  form: DraftForm;
  key: string;
}

export const formDraftRefusal = refusals({
  'form-draft.not-found': { kind: 'not-found', zh: '没有这份草稿', en: 'there is no such draft' },
  'form-draft.form-unknown': { kind: 'not-found', zh: '没有名为“{form}”的表单', en: 'there is no form "{form}"' },
  'form-draft.key-invalid': {
    kind: 'invalid',
    zh: '草稿的对象“{key}”应为编号（UUID）或 new',
    en: '"{key}" is not what a draft can be about: an id (UUID) or new',
  },
  'form-draft.too-large': {
    kind: 'too-large',
    zh: '草稿为 {bytes} 字节，超过上限 {limit} 字节',
    en: 'the draft has {bytes} bytes; the limit is {limit}',
  },
  'form-draft.too-many': {
    kind: 'conflict',
    zh: '已有 {limit} 份草稿，请先提交或删除不再需要的',
    en: 'there are {limit} drafts already; send or delete what is no longer needed',
  },
  'form-draft.newer': {
    kind: 'conflict',
    zh: '草稿已在别处保存为第 {now} 次，您依据的是第 {sent} 次；较新的内容见 newer',
    en: 'the draft was saved elsewhere as revision {now}, yours is based on {sent}; the newer content is in `newer`',
  },
});

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Refusal form-draft.form-unknown, form-draft.key-invalid */
export function parseDraftSlot(form: string, key: string): DraftSlot {
  const known = DRAFT_FORMS.find(one => one === form);
  if (known === undefined) throw formDraftRefusal('form-draft.form-unknown', { figures: { form } });
  const about = key.toLowerCase();
  if (about !== 'new' && !ID.test(about)) throw formDraftRefusal('form-draft.key-invalid', { figures: { key } });
  return { form: known, key: about };
}

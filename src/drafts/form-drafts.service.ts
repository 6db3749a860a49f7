// Drafts of forms. They are kept by the side door: what was typed and not sent is no content of the registry, and no
// entry of the log may tell of it.
import { Injectable } from '@nestjs/common';
import { DRAFT_LIMITS, formDraftRefusal, parseDraftSlot, type DraftSlot } from '../domain/form-draft';
import type { Actor } from '../domain/permission';
import type { Instant } from '../domain/period';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { Clock } from '../platform/clock';
import {
  formDraftSummary,
  formDraftView,
  type FormDraftBody,
  type FormDraftSummary,
  type FormDraftView,
} from './form-drafts.dto';
import { FormDraftsRepository, type KeptDraft } from './form-drafts.repository';

@Injectable()
export class FormDraftsService {
  constructor(
    private readonly journal: Journal,
    private readonly drafts: FormDraftsRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<FormDraftSummary[]> {
    const rows = await this.journal.read(actor, q => this.drafts.list(q, actor, oldestKept(this.clock.now())));
    return rows.map(formDraftSummary);
  }

  /** @throws Refusal form-draft.not-found, form-draft.form-unknown, form-draft.key-invalid */
  async read(actor: Actor, form: string, key: string): Promise<FormDraftView> {
    const slot = parseDraftSlot(form, key);
    const row = await this.journal.read(actor, q => this.drafts.find(q, actor, slot));
    if (!row || row.saved_at < oldestKept(this.clock.now())) throw formDraftRefusal('form-draft.not-found');
    return formDraftView(row);
  }

  /**
   * Saves over the revision it is based on. A draft that is gone begins again.
   * @throws Refusal form-draft.newer, form-draft.too-large, form-draft.too-many
   */
  async put(actor: Actor, { form, key }: { form: string; key: string }, body: FormDraftBody): Promise<FormDraftView> {
    const slot = parseDraftSlot(form, key);
    const content = JSON.stringify(body.content);
    const bytes = Buffer.byteLength(content);
    const { bytes: limit } = DRAFT_LIMITS;
    if (bytes > limit) throw formDraftRefusal('form-draft.too-large', { figures: { bytes, limit } });
    const wish = { ...slot, content, revision: body.revision };
    return formDraftView(await this.journal.keep(actor, tx => this.keep(tx, actor, wish)));
  }

  /** What is not there is gone already. */
  async remove(actor: Actor, form: string, key: string): Promise<void> {
    const slot = parseDraftSlot(form, key);
    await this.journal.keep(actor, tx => this.drafts.remove(tx, actor, slot));
  }

  private async keep(
    tx: Writer,
    actor: Actor,
    wish: DraftSlot & { content: string; revision: number },
  ): Promise<KeptDraft> {
    await this.drafts.lockOwner(tx, actor);
    await this.drafts.clear(tx, oldestKept(tx.now));
    const kept = await this.drafts.find(tx, actor, wish);
    if (kept === null) await this.refuseTooMany(tx, actor);
    // A browser that never saw the answer sends the same again.
    if (kept?.content === wish.content) return kept;
    if (kept !== null && kept.revision !== wish.revision) {
      const figures = { now: kept.revision, sent: wish.revision };
      throw formDraftRefusal('form-draft.newer', { figures, members: { newer: formDraftView(kept) } });
    }
    return this.drafts.put(tx, actor, { ...wish, revision: wish.revision + 1 });
  }

  private async refuseTooMany(tx: Writer, actor: Actor): Promise<void> {
    const { each: limit } = DRAFT_LIMITS;
    if ((await this.drafts.count(tx, actor)) < limit) return;
    throw formDraftRefusal('form-draft.too-many', { figures: { limit } });
  }
}

const oldestKept = (now: Instant): Instant => new Date(Date.parse(now) - DRAFT_LIMITS.days * 86_400_000).toISOString();

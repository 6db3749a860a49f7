import { Injectable } from '@nestjs/common';
import type { Rulebook } from '../domain/check/rulebook';
import { canonicalJson } from '../domain/canonical';
import { follow } from '../domain/lifecycle';
import type { Actor } from '../domain/permission';
import type { Reader, Writer } from '../ledger/door';
import { Journal, type Written } from '../ledger/journal';
import { valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { DRAFT_LIFECYCLE, draftRefusal, readDraft, refuseUnfit } from './draft-rules';
import { RulebookDraft } from './draft.entity';
import {
  draftSummary,
  draftView,
  type DraftBody,
  type DraftsQuery,
  type DraftSummary,
  type DraftView,
  type DraftWritten,
} from './drafts.dto';
import { idOf, RulebooksService } from './rulebooks.service';

const LISTED = 200;

export interface DraftOn {
  id: string;
  version: number;
}

/** Drafts of rulebooks: one person writes, another releases. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly journal: Journal,
    private readonly rulebooks: RulebooksService,
  ) {}

  /** @throws Refusal rulebook.draft-invalid, rulebook.draft-unfit, each naming the fields */
  async create(actor: Actor, body: DraftBody): Promise<DraftWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row: RulebookDraft = {
        county: tx.county,
        id: newId(),
        version: 1,
        code: await tx.code('QD'),
        state: 'draft',
        ...(await this.content(tx, body)),
        drafted_by: actor.accountId,
        drafted_person: actor.personId,
        released_by: null,
        released_person: null,
        released_at: null,
        recorded_at: tx.now,
      };
      await tx.insert(RulebookDraft, row);
      recordDraft(tx, 'rulebook.drafted', row);
      return row;
    });
    return withReceipt(written);
  }

  /** @throws Refusal rulebook.draft-not-found, rulebook.draft-not-author, version.stale and what `create` refuses */
  async edit(actor: Actor, on: DraftOn, body: DraftBody): Promise<DraftWritten> {
    return this.act(actor, on, async (tx, row) => {
      refuseForeign(row, actor);
      follow(DRAFT_LIFECYCLE, row.state, 'edit');
      const changed = await tx.change(RulebookDraft, row, await this.content(tx, body));
      recordDraft(tx, 'rulebook.draft-edited', changed);
      return changed;
    });
  }

  /** @throws Refusal rulebook.draft-not-found, rulebook.draft-not-author, version.stale */
  async withdraw(actor: Actor, on: DraftOn): Promise<DraftWritten> {
    return this.act(actor, on, async (tx, row) => {
      refuseForeign(row, actor);
      const state = follow(DRAFT_LIFECYCLE, row.state, 'withdraw');
      const changed = await tx.change(RulebookDraft, row, { state });
      recordDraft(tx, 'rulebook.draft-withdrawn', changed);
      return changed;
    });
  }

  /**
   * Puts the draft on record as a rulebook, by the hand of a second natural person, whatever accounts either has.
   * @throws Refusal rulebook.draft-same-person, rulebook.draft-unfit, rulebook.on-record, version.stale
   */
  async release(actor: Actor, on: DraftOn): Promise<DraftWritten> {
    return this.act(actor, on, async (tx, row) => {
      if (row.drafted_person === actor.personId) throw draftRefusal('rulebook.draft-same-person');
      const state = follow(DRAFT_LIFECYCLE, row.state, 'release');
      const rulebook = JSON.parse(row.document) as Rulebook;
      await this.refuseUnfit(tx, rulebook, tx.today);
      await this.rulebooks.enter(tx, rulebook, row.sha256);
      const changed = await tx.change(RulebookDraft, row, {
        state,
        released_by: actor.accountId,
        released_person: actor.personId,
        released_at: tx.now,
      });
      const { code, version } = rulebook;
      const payload = { draft: row.id, draftCode: row.code, code, version, sha256: row.sha256 };
      tx.record('rulebook.released', idOf(rulebook), payload);
      return changed;
    });
  }

  /** Newest first, at most 200. */
  async list(actor: Actor, { state }: DraftsQuery): Promise<DraftSummary[]> {
    const options = { order: { recorded_at: 'DESC', id: 'DESC' }, take: LISTED } as const;
    const rows = await this.journal.read(actor, q => q.find(RulebookDraft, state ? { state } : {}, options));
    return rows.map(draftSummary);
  }

  /** @throws Refusal rulebook.draft-not-found */
  async detail(actor: Actor, id: string): Promise<DraftView> {
    return this.journal.read(actor, async q => draftView(await this.found(q, id)));
  }

  /** @throws Refusal rulebook.draft-not-found */
  async found(q: Reader, id: string): Promise<RulebookDraft> {
    const row = await q.one(RulebookDraft, { id });
    if (!row) throw draftRefusal('rulebook.draft-not-found');
    return row;
  }

  /**
   * What a draft proposes, and the rulebooks on record it would stand among. Once released it is the one on record.
   * @throws Refusal rulebook.draft-not-found, rulebook.draft-overtaken when its version went to another text
   */
  async proposed(q: Reader, id: string): Promise<{ draft: Rulebook; books: Rulebook[] }> {
    const row = await this.found(q, id);
    const kept = await this.rulebooks.all(q);
    const books = kept.map(one => one.rulebook);
    const taken = kept.find(
      ({ rulebook: { code, version } }) => code === row.rulebook_code && version === row.rulebook_version,
    );
    if (taken === undefined) return { draft: JSON.parse(row.document) as Rulebook, books };
    if (taken.sha256 === row.sha256) return { draft: taken.rulebook, books };
    throw draftRefusal('rulebook.draft-overtaken', { figures: { id: idOf(taken.rulebook) } });
  }

  private async act(
    actor: Actor,
    { id, version }: DraftOn,
    work: (tx: Writer, row: RulebookDraft) => Promise<RulebookDraft>,
  ): Promise<DraftWritten> {
    const written = await this.journal.write(actor, async tx => {
      const row = await tx.lock(RulebookDraft, id);
      if (!row) throw draftRefusal('rulebook.draft-not-found');
      tx.expect(row, version);
      return work(tx, row);
    });
    return withReceipt(written);
  }

  private async content(tx: Writer, { rulebook: raw, reason }: DraftBody) {
    const rulebook = readDraft(raw, tx.county);
    await this.refuseUnfit(tx, rulebook, null);
    return {
      rulebook_code: rulebook.code,
      rulebook_version: rulebook.version,
      title_zh: rulebook.title.zh,
      title_en: rulebook.title.en,
      document: canonicalJson(rulebook),
      sha256: valueSha256(rulebook),
      reason,
    };
  }

  private async refuseUnfit(tx: Writer, rulebook: Rulebook, releasedOn: string | null): Promise<void> {
    const kept = await this.rulebooks.all(tx);
    const onRecord = kept.map(one => one.rulebook);
    refuseUnfit(rulebook, onRecord, { county: tx.county, releasedOn });
  }
}

/** By person: the author's second account is the author. */
function refuseForeign(row: RulebookDraft, actor: Actor): void {
  if (row.drafted_person !== actor.personId) throw draftRefusal('rulebook.draft-not-author');
}

function recordDraft(tx: Writer, kind: string, row: RulebookDraft): void {
  const { id, rulebook_code: code, rulebook_version: version, sha256 } = row;
  tx.record(kind, row.code, { draft: id, code, version, sha256 });
}

const withReceipt = ({ value, receipts }: Written<RulebookDraft>): DraftWritten => ({
  ...draftView(value),
  receipt: receipts[0]!,
});

import { Injectable } from '@nestjs/common';
import type { ClaimStep } from '../../domain/claim/claim';
import { appealThrough, claimClock } from '../../domain/claim/clock';
import { procedureRefusal } from '../../domain/claim/procedure';
import type { Actor } from '../../domain/permission';
import type { Writer } from '../../ledger/door';
import { idOf } from '../../rulebooks/rulebooks.service';
import { sha256Hex } from '../../platform/digests';
import { ActingService, type Done, type Left } from '../acting.service';
import type { ActOn } from '../acts';
import {
  claimView,
  type ClaimWritten,
  type ClaimNoteBody,
  type ClaimReasonBody,
  type SuspendClaimBody,
} from './claims.dto';
import type { Claim } from '../claim.entity';
import { ClaimsRepository } from './claims.repository';
import { FollowingService } from '../after/following.service';
import { TermsService } from './terms.service';

/** The acts that move a claim without deciding it: admission, fact-finding and its rests, withdrawal, closing. */
@Injectable()
export class ProcedureService {
  constructor(
    private readonly acting: ActingService,
    private readonly terms: TermsService,
    private readonly following: FollowingService,
    private readonly rows: ClaimsRepository,
  ) {}

  /** Admits, begins fact-finding, resumes or withdraws, with the note given; the state table says what that means. */
  async step(actor: Actor, on: ActOn & { act: PlainStep }, { reason }: ClaimNoteBody): Promise<ClaimWritten> {
    return written(await this.acting.act(actor, { ...on, text: reason }, async () => noted(reason)));
  }

  /** Before the term has run out: a late one would only hide the delay. @throws Refusal claim.extension-unprovided,
   * claim.extension-late, claim.extended-already */
  async extend(actor: Actor, on: ActOn, { reason }: ClaimReasonBody): Promise<ClaimWritten> {
    const done = await this.acting.act(actor, { ...on, act: 'extend', text: reason }, async (tx, claim) => {
      const book = await this.terms.bookOf(tx, claim);
      const workdays = book.terms['fact-finding-extension']?.workdays;
      if (workdays === undefined) {
        throw procedureRefusal('claim.extension-unprovided', { figures: { rulebook: idOf(book) } });
      }
      await this.refuseRunOut(tx, claim);
      return noted(reason, { workdays });
    });
    return written(done);
  }

  /** Stops the clock of fact-finding on one of the grounds of the closed list. */
  async suspend(actor: Actor, on: ActOn, { ground, reason }: SuspendClaimBody): Promise<ClaimWritten> {
    const step = { ...on, act: 'suspend', text: reason } as const;
    return written(await this.acting.act(actor, step, async () => noted(reason, { ground })));
  }

  /** Once nobody can ask for a review any more. @throws Refusal claim.appeal-open, claim.corrections-open */
  async close(actor: Actor, on: ActOn, { reason }: ClaimReasonBody): Promise<ClaimWritten> {
    const done = await this.acting.act(actor, { ...on, act: 'close', text: reason }, async (tx, claim) => {
      await this.refuseAppealOpen(tx, claim);
      await this.following.refuseUnfinished(tx, claim);
      return noted(reason);
    });
    return written(done);
  }

  private async refuseRunOut(tx: Writer, claim: Claim): Promise<void> {
    const acts = (await this.rows.actsOf(tx, [claim.id])).get(claim.id)!;
    const { terms, calendar } = (await this.terms.measures(tx, [claim])).get(claim.id)!;
    const { present } = claimClock({ acts, terms }, tx.today, calendar);
    // A second one is refused as such.
    if (!present?.overdueBy || present.extension > 0) return;
    throw procedureRefusal('claim.extension-late', { figures: { due: present.due } });
  }

  private async refuseAppealOpen(tx: Writer, { stage, served_on, county }: Claim): Promise<void> {
    if (stage === 'upper-review' || served_on === null) return;
    const through = appealThrough(served_on, await this.terms.calendarOf(tx, county));
    if (tx.today <= through) throw procedureRefusal('claim.appeal-open', { figures: { through } });
  }
}

type PlainStep = Extract<ClaimStep, 'admit' | 'refuse-admission' | 'investigate' | 'resume' | 'withdraw'>;

/** The act's row keeps the words, the log their digest; `fixed` goes into both. */
function noted(reason: string | undefined, fixed: Record<string, unknown> = {}): Left<null> {
  const reasonSha256 = reason === undefined ? null : sha256Hex(reason);
  return { detail: fixed, payload: { ...fixed, reasonSha256 }, value: null };
}

export const written = ({ claim, receipt }: Done<unknown>): ClaimWritten => ({ ...claimView(claim), receipt });

import { Injectable } from '@nestjs/common';
import { CLAIM_LIFECYCLE, type ClaimStep } from '../domain/claim/claim';
import { follow } from '../domain/lifecycle';
import type { Actor } from '../domain/permission';
import type { Receipt } from '../ledger/append';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { enterAct, foundClaim, inCounty, LEDGER_KINDS, lockedClaim, type ActOn } from './acts';
import { Claim } from './claim.entity';
import { HandsService } from './hands.service';
import { refuseInvisible } from './visibility';

export interface Step extends ActOn {
  act: ClaimStep;
  /** The reason or note, kept with the act; it goes into the log by its digest alone. */
  text?: string | null;
}

/** What the work of an act leaves behind: columns of the claim, what the act's row keeps, what the log says. */
export interface Left<T> {
  patch?: Partial<Claim>;
  detail?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  value: T;
}

export interface Done<T> {
  claim: Claim;
  value: T;
  receipt: Receipt;
}

/**
 * Every act on a claim goes this way: found within reach, written in its county, open in its state, in the right hands, by
 * nobody recused; then the work, the new version, the numbered act and the entry in the log.
 */
@Injectable()
export class ActingService {
  constructor(
    private readonly journal: Journal,
    private readonly hands: HandsService,
  ) {}

  /** @throws Refusal claim.not-found, version.stale, state.act-not-open, claim.not-handling and its like, claim.recused */
  async act<T>(
    actor: Actor,
    step: Step,
    work: (tx: Writer, claim: Claim, writer: Actor) => Promise<Left<T>>,
  ): Promise<Done<T>> {
    const { county, seat } = await this.journal.read(actor, async q => {
      const claim = await foundClaim(q, step.id);
      refuseInvisible(claim, actor);
      return { county: claim.county, seat: await this.hands.seatOf(q, actor) };
    });
    const writer = inCounty(actor, county);
    const { value, receipts } = await this.journal.write(writer, async tx => {
      const claim = await lockedClaim(tx, step);
      const state = follow(CLAIM_LIFECYCLE, claim.state, step.act);
      await this.hands.refuseWrong(tx, { actor, seat, claim, act: step.act });
      const { patch, detail, payload, value } = await work(tx, claim, writer);
      const changed: Claim = { ...(await tx.change(Claim, claim, { state, ...patch })) };
      await enterAct(tx, changed, { actor: writer, act: step.act, text: step.text, detail });
      tx.record(LEDGER_KINDS[step.act], claim.code, { claim: claim.id, state: changed.state, ...payload });
      return { claim: changed, value };
    });
    return { ...value, receipt: receipts.at(-1)! };
  }
}

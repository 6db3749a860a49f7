import { Injectable } from '@nestjs/common';
import { claimRecusalRefusal, deciderOf, deciderWords, type Decider } from '../../domain/claim/recusal';
import { higherBody, refuseOutsideBody, refuseOutsideHigherBody, type Seat } from '../../domain/claim/routing';
import { allowedBy } from '../../domain/errors';
import type { Actor } from '../../domain/permission';
import { Account } from '../../identity/account.entity';
import type { Reader } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { enterAct, foundClaim, inCounty, type ActOn } from '../acts';
import { Claim, ClaimMember, ClaimRecusal } from '../claim.entity';
import { HandsService } from '../hands.service';
import type { DecideRecusalBody, RecusalWritten } from './recusals.dto';
import { recusalView } from './recusals.dto';
import { RecusalsService } from './recusals.service';
import { leaveRecused, type Left } from './recused-leaving';
import { onRecord, refuseOver } from './recusing.service';
import { refuseInvisible } from '../visibility';

interface Asked {
  actor: Actor;
  seat: Seat;
  row: ClaimRecusal;
  /** The person works in the body above the one that handles the claim. */
  ofHigher: boolean;
}

const NOTHING_LEFT: Left = { sat: false, dropped: null, patch: {} };

/** Who decides a recusal, and what follows when it is upheld: the person leaves the panel in the same transaction. */
@Injectable()
export class RecusalDecidingService {
  constructor(
    private readonly journal: Journal,
    private readonly recusals: RecusalsService,
    private readonly hands: HandsService,
  ) {}

  /**
   * @throws Refusal recusal.not-found, version.stale, recusal.decided-already, recusal.wrong-decider, recusal.claim-over,
   *   claim.recused
   */
  async decide(actor: Actor, on: ActOn, { upheld, reason }: DecideRecusalBody): Promise<RecusalWritten> {
    const { claimId, county, asked } = await this.journal.read(actor, q => this.asked(q, actor, on.id));
    const writer = inCounty(actor, county);
    const { value, receipts } = await this.journal.write(writer, async tx => {
      // The claim's row first, as every act on a claim does it: whoever acts at the same time meets another version.
      const claim = (await tx.lock(Claim, claimId))!;
      const row = (await tx.lock(ClaimRecusal, on.id))!;
      tx.expect(row, on.version);
      if (row.state !== 'pending') throw claimRecusalRefusal('recusal.decided-already');
      refuseOver(claim);
      await this.refuseWrongDecider(tx, claim, { ...asked, row });
      const decided = await tx.change(ClaimRecusal, row, {
        state: upheld ? 'upheld' : 'refused',
        decided_by: actor.accountId,
        decided_person: actor.personId,
        decided_at: tx.now,
        decision_reason: reason,
      });
      const { sat, dropped, patch } = upheld ? await leaveRecused(tx, claim, row.person_id) : NOTHING_LEFT;
      const changed = await tx.change(Claim, claim, patch);
      await enterAct(tx, changed, { actor: writer, act: 'recuse', detail: { ...onRecord(decided), dropped } });
      if (sat) await enterAct(tx, changed, { actor: writer, act: 'leave', detail: { account: row.account_id } });
      const payload = { claim: claim.id, ...onRecord(decided), dropped, reasonSha256: sha256Hex(reason) };
      tx.record('recusal.decided', claim.code, payload);
      return { row: decided, claimVersion: changed.version };
    });
    return { ...recusalView(value.row), claimVersion: value.claimVersion, receipt: receipts[0]! };
  }

  /** All that is read within the decider's own reach: his seat, and whether he sees the person as one of a body below. */
  private async asked(q: Reader, actor: Actor, id: string) {
    const row = await q.one(ClaimRecusal, { id });
    if (!row) throw claimRecusalRefusal('recusal.not-found');
    const claim = await foundClaim(q, row.claim_id);
    refuseInvisible(claim, actor);
    const known = await q.one(Account, { id: row.account_id });
    // Who is invisible from the claim's county and from the handling body's seat can only be of the body above.
    const ofHigher = (known?.county ?? higherBody(claim.handling)) === higherBody(claim.handling);
    return {
      claimId: claim.id,
      county: claim.county,
      asked: { actor, seat: await this.hands.seatOf(q, actor), ofHigher },
    };
  }

  /** @throws Refusal recusal.wrong-decider, claim.recused */
  private async refuseWrongDecider(q: Reader, claim: Claim, { actor, seat, row, ofHigher }: Asked): Promise<void> {
    const [person, raisedBy] = [row.person_id, row.raised_person];
    const chair = await this.freeChair(q, claim);
    const decider = deciderOf({ ofHigher, person, raisedBy, chair });
    const own = actor.personId === person || actor.personId === raisedBy;
    const right = decider === 'chair' ? actor.personId === chair : isOfBody(decider, seat, claim);
    if (own || !right) {
      const { zh, en } = deciderWords(decider);
      throw claimRecusalRefusal('recusal.wrong-decider', { figures: { who: zh, who_en: en } });
    }
    await this.recusals.refuseRecused(q, { actor, claim, capacity: 'deciding' });
  }

  private async freeChair(q: Reader, claim: Claim): Promise<string | null> {
    const seats = await q.find(ClaimMember, { claim_id: claim.id, stage: claim.stage, chair: true });
    const chair = seats.find(({ left_at }) => left_at === null);
    if (chair === undefined) return null;
    const { account_id: accountId, person_id: personId, unit_id: organisationId } = chair;
    const grounds = await this.recusals.groundsOf(q, claim, { accountId, personId, organisationId });
    return grounds.length === 0 ? personId : null;
  }
}

const isOfBody = (decider: Decider, seat: Seat, claim: Claim): boolean =>
  allowedBy(() => (decider === 'higher' ? refuseOutsideHigherBody(seat, claim) : refuseOutsideBody(seat, claim)));

import { Injectable } from '@nestjs/common';
import { CLAIM_SIDES, type ClaimSide } from '../../domain/claim/claim';
import { claimRecusalRefusal, type RecusalGround } from '../../domain/claim/recusal';
import type { Actor } from '../../domain/permission';
import type { Reader, Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { enterAct, foundClaim, inCounty, lockedClaim, type ActOn } from '../acts';
import { Claim, ClaimRecusal } from '../claim.entity';
import { isAccuser, isClaimant } from '../hands.service';
import { groundView, recusalView, type RaiseRecusalBody, type RecusalList, type RecusalWritten } from './recusals.dto';
import { RecusalsRepository, type Found } from './recusals.repository';
import { RecusalsService } from './recusals.service';
import { leaveRecused } from './recused-leaving';
import { refuseInvisible, refuseUnread } from '../visibility';

interface Raised {
  actor: Actor;
  body: RaiseRecusalBody;
  person: Found;
}

/** Recusals declared for oneself or demanded by a side, and the list of them. */
@Injectable()
export class RecusingService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: RecusalsRepository,
    private readonly recusals: RecusalsService,
  ) {}

  /**
   * A ground that the registry sees itself settles the matter at once. A declared recusal holds until it is decided, a
   * demanded one from when it is upheld.
   * @throws Refusal claim.not-found, version.stale, recusal.not-involved, recusal.not-a-side, recusal.open-already,
   *   recusal.claim-over
   */
  async raise(actor: Actor, on: ActOn, body: RaiseRecusalBody): Promise<RecusalWritten> {
    const { county, person } = await this.journal.read(actor, async q => {
      const claim = await this.visible(q, actor, on.id);
      return { county: claim.county, person: await this.involved(q, claim, body.accountId) };
    });
    const writer = inCounty(actor, county);
    const { value, receipts } = await this.journal.write(writer, async tx => {
      const claim = await lockedClaim(tx, on);
      refuseOver(claim);
      const row = await this.rowOf(tx, claim, { actor, body, person });
      await tx.insert(ClaimRecusal, row);
      const settled = row.state === 'upheld';
      const left = settled ? await leaveRecused(tx, claim, row.person_id) : null;
      const changed = await tx.change(Claim, claim, left?.patch ?? {});
      await enterAct(tx, changed, { actor: writer, act: 'recuse', detail: onRecord(row) });
      if (left?.sat) await enterAct(tx, changed, { actor: writer, act: 'leave', detail: { account: row.account_id } });
      const kind = person.personId === actor.personId ? 'recusal.declared' : 'recusal.demanded';
      const payload = { claim: claim.id, ...onRecord(row), reasonSha256: sha256Hex(row.reason) };
      tx.record(kind, claim.code, payload);
      if (left) tx.record('recusal.decided', claim.code, { ...payload, dropped: left.dropped });
      return { row, claimVersion: changed.version };
    });
    return { ...recusalView(value.row), claimVersion: value.claimVersion, receipt: receipts.at(-1)! };
  }

  /** With `account` also what the registry sees by itself about somebody who handles the claim or may. */
  async list(actor: Actor, claimId: string, account?: string): Promise<RecusalList> {
    return this.journal.read(actor, async q => {
      const claim = await foundClaim(q, claimId);
      await refuseUnread(q, claim, actor);
      const rows = await q.find(ClaimRecusal, { claim_id: claimId }, { order: { recorded_at: 'ASC', id: 'ASC' } });
      const recusals = rows.map(recusalView);
      if (account === undefined) return { recusals, candidate: null };
      const person = await this.involved(q, claim, account);
      const asked = [{ ...person, capacity: 'handling' } as const, person];
      const [handling, deciding] = await this.recusals.groundsOfAll(q, claim, asked);
      const candidate = {
        accountId: account,
        handling: handling!.map(groundView),
        deciding: deciding!.map(groundView),
      };
      return { recusals, candidate };
    });
  }

  private async visible(q: Reader, actor: Actor, id: string): Promise<Claim> {
    const claim = await foundClaim(q, id);
    refuseInvisible(claim, actor);
    return claim;
  }

  private async involved(q: Reader, claim: Claim, accountId: string): Promise<Found> {
    const person = await this.rows.involved(q, claim, accountId);
    if (person !== null) return person;
    const fault = {
      field: 'accountId',
      zh: '不办理本申请，也不能参加合议',
      en: 'neither handles the claim nor may sit',
    };
    throw claimRecusalRefusal('recusal.not-involved', { fields: [fault] });
  }

  private async rowOf(tx: Writer, claim: Claim, raised: Raised): Promise<ClaimRecusal> {
    const { actor, body, person } = raised;
    const side = person.personId === actor.personId ? null : await sideOf(tx, claim, actor);
    if ((await this.recusals.recorded(tx, claim, person)).length > 0) throw claimRecusalRefusal('recusal.open-already');
    const [seen] = await this.recusals.automatic(tx, claim, { ...person, capacity: 'handling' });
    return {
      county: claim.county,
      id: newId(),
      version: 1,
      claim_id: claim.id,
      account_id: person.accountId,
      person_id: person.personId,
      reason: body.reason,
      raised_by: actor.accountId,
      raised_person: actor.personId,
      recorded_at: tx.now,
      ...(seen === undefined ? waiting(body, side) : settledBy(seen, { tx, actor })),
    };
  }
}

type Standing = Pick<
  ClaimRecusal,
  'origin' | 'side' | 'ground' | 'state' | 'decided_by' | 'decided_person' | 'decided_at' | 'decision_reason'
>;

const waiting = ({ ground }: RaiseRecusalBody, side: ClaimSide | null): Standing => ({
  origin: side === null ? 'declared' : 'demanded',
  side,
  ground,
  state: 'pending',
  decided_by: null,
  decided_person: null,
  decided_at: null,
  decision_reason: null,
});

/** Nobody decides what the registry sees: whoever raised it stands as the one on whose word it was entered. */
const settledBy = (ground: RecusalGround, { tx, actor }: { tx: Writer; actor: Actor }): Standing => ({
  origin: 'automatic',
  side: null,
  ground,
  state: 'upheld',
  decided_by: actor.accountId,
  decided_person: actor.personId,
  decided_at: tx.now,
  decision_reason: '登记系统依在案事实认定',
});

/** @throws Refusal recusal.not-a-side */
async function sideOf(q: Reader, claim: Claim, actor: Actor): Promise<ClaimSide> {
  const [claimant, accuser] = CLAIM_SIDES;
  if (isClaimant(claim, actor)) return claimant;
  if (await isAccuser(q, claim, actor)) return accuser;
  throw claimRecusalRefusal('recusal.not-a-side');
}

/** @throws Refusal recusal.claim-over */
export function refuseOver({ state }: Claim): void {
  if (state === 'closed' || state === 'withdrawn' || state === 'not-admitted') {
    throw claimRecusalRefusal('recusal.claim-over');
  }
}

/** What the act's row and the log keep of a recusal: no word of the reason. */
export const onRecord = ({ id, account_id, origin, side, ground, state }: ClaimRecusal) => ({
  recusal: id,
  account: account_id,
  ...{ origin, side, ground, state },
});

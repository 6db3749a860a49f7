import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  leastSeats,
  panelRefusal,
  refuseBrokenPanel,
  refuseExchange,
  refuseOtherPanel,
  refuseUnfitPanel,
  type Member,
} from '../../domain/claim/panel';
import { allowedBy, type Refusal } from '../../domain/errors';
import { reachOf, type Actor } from '../../domain/permission';
import { Account } from '../../identity/account.entity';
import type { Reader, Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import { ActingService } from '../acting.service';
import { foundClaim, inCounty, type ActOn } from '../acts';
import { CaseStateService } from './case-state.service';
import { ClaimMember, ClaimOpinion, type Claim } from '../claim.entity';
import { claimView } from '../procedure/claims.dto';
import { inspectorsNow } from './inspectors';
import { dropOpen } from './open-decision';
import { memberView, type PanelBody, type PanelView, type PanelWritten, type SeatPart } from './panel.dto';
import { RecusalsService } from '../recusal/recusals.service';
import { SittingService, type Sitting } from './sitting.service';
import { refuseUnread } from '../visibility';

/** An account that may be given a seat; null: it is not there, disabled, or no inspector's. */
type Seated = SeatPart & { account: Account | null };

@Injectable()
export class PanelService {
  constructor(
    private readonly journal: Journal,
    private readonly acting: ActingService,
    private readonly sitting: SittingService,
    private readonly recusals: RecusalsService,
    private readonly state: CaseStateService,
  ) {}

  /**
   * Forms the panel of the present stage, or another in its place. Once somebody has voted a new panel opens a new round.
   * @throws Refusal claim.panel-size, claim.panel-chair, claim.panel-person-twice, claim.panel-recused,
   *   claim.panel-stranger, claim.panel-voted, claim.panel-keeps
   */
  async form(actor: Actor, on: ActOn, { members, reason }: PanelBody): Promise<PanelWritten> {
    // Accounts of a higher body are invisible in the claim's county: they are read within the actor's own reach, before.
    const { candidates, voted } = await this.journal.read(actor, async q => ({
      candidates: await seated(q, members),
      voted: await votersInOffice(q, on.id),
    }));
    const { claim, value, receipt } = await this.acting.act(
      actor,
      { ...on, act: 'form-panel', text: reason },
      async (tx, claim, writer) => {
        const before = await this.sitting.of(tx, claim);
        await this.refuseOther(tx, claim, before);
        const next = await this.fitMembers(tx, claim, { candidates, panelSize: before.book.panelSize });
        refuseExchange(before.members, next, votersOf(voted, claim));
        const round = before.votes.length === 0 ? claim.round : claim.round + 1;
        await dropOpen(tx, claim);
        await leave(tx, before.rows, reason);
        const rows = await appoint(tx, claim, { candidates, writer });
        const accounts = rows.map(({ account_id, chair }) => ({ account: account_id, chair }));
        const payload = { stage: claim.stage, round, members: accounts, reasonSha256: sha256Hex(reason) };
        return { patch: { round }, detail: { members: accounts }, payload, value: rows };
      },
    );
    const names = new Map(candidates.map(({ account }) => [account?.id, account?.name]));
    const told = value.map(row => memberView(row, { name: names.get(row.account_id) ?? null, recused: false }));
    return { ...claimView(claim), members: told, receipt };
  }

  /** Of every stage. @throws Refusal claim.not-found */
  async read(actor: Actor, id: string): Promise<PanelView> {
    const claim = await this.journal.read(actor, async q => {
      const found = await foundClaim(q, id);
      await refuseUnread(q, found, actor);
      return found;
    });
    const { rows, sitting } = await this.journal.read(inCounty(actor, claim.county), async q => ({
      rows: await q.find(ClaimMember, { claim_id: id }, { order: { appointed_at: 'ASC', chair: 'DESC', id: 'ASC' } }),
      sitting: await this.sitting.of(q, claim),
    }));
    const names = await this.names(claim, rows);
    const { panelSize } = sitting.book;
    const recused = new Set(sitting.members.filter(one => one.recused).map(({ personId }) => personId));
    return {
      stage: claim.stage,
      round: claim.round,
      least: leastSeats(panelSize),
      fit: allowedBy(() => refuseBrokenPanel(sitting.members, panelSize)),
      members: rows.map(row =>
        memberView(row, {
          name: names.get(row.account_id) ?? null,
          recused: row.left_at === null && row.stage === claim.stage && recused.has(row.person_id),
        }),
      ),
    };
  }

  /** Either side is told who sits, so that it can demand a recusal, also where the body is the city's. */
  private async names({ county, handling }: Claim, rows: readonly ClaimMember[]): Promise<Map<string, string>> {
    const ids = In([...new Set(rows.map(({ account_id }) => account_id))]);
    const found = new Map<string, string>();
    for (const place of new Set([county, handling])) {
      const scope = { county: place, reach: reachOf(place) };
      const accounts = await this.journal.read(scope, q => q.find(Account, { county: place, id: ids }));
      for (const { id, name } of accounts) found.set(id, name);
    }
    return found;
  }

  /** A majority stays; it falls only with a recusal or when the state voted on is gone. @throws Refusal claim.panel-voted */
  private async refuseOther(tx: Writer, claim: Claim, { members, votes, opinions, book }: Sitting): Promise<void> {
    const [first] = opinions;
    if (first === undefined || (await this.state.changedSince(tx, claim, first)).length > 0) return;
    refuseOtherPanel(members, votes, book.panelSize);
  }

  private async fitMembers(
    tx: Writer,
    claim: Claim,
    { candidates, panelSize }: { candidates: readonly Seated[]; panelSize: number },
  ): Promise<Member[]> {
    const seats = candidates.map(({ account, chair }, at) => {
      if (account?.county !== claim.handling) throw stranger(at, claim);
      const { id: accountId, person_id: personId, organisation_id: organisationId } = account;
      return { accountId, personId, organisationId, chair };
    });
    const grounds = await this.recusals.groundsOfAll(tx, claim, seats);
    const recused = grounds.findIndex(ofSeat => ofSeat.length > 0);
    if (recused >= 0) throw recusedSeat(recused, grounds[recused]!);
    const members = seats.map(({ personId, chair }): Member => ({ personId, chair, recused: false }));
    refuseUnfitPanel(members, panelSize);
    return members;
  }
}

async function seated(q: Reader, seats: readonly SeatPart[]): Promise<Seated[]> {
  const inspectors = await inspectorsNow(q, { accounts: seats.map(({ accountId }) => accountId) });
  return seats.map(seat => ({ ...seat, account: inspectors.find(({ id }) => id === seat.accountId) ?? null }));
}

/** Votes by those who are inspectors still; one who has left the service can be replaced. */
async function votersInOffice(q: Reader, claimId: string): Promise<ClaimOpinion[]> {
  const opinions = await q.find(ClaimOpinion, { claim_id: claimId });
  const found = await inspectorsNow(q, { accounts: opinions.map(({ actor_id }) => actor_id) });
  const inOffice = new Set(found.map(({ id }) => id));
  return opinions.filter(({ actor_id }) => inOffice.has(actor_id));
}

const votersOf = (opinions: readonly ClaimOpinion[], { stage }: Claim): string[] =>
  opinions.filter(one => one.stage === stage).map(({ person_id }) => person_id);

const named = (at: number, zh: string, en: string) => [{ field: `members[${at}].accountId`, zh, en }];

const stranger = (at: number, { handling }: Claim): Refusal =>
  panelRefusal('claim.panel-stranger', {
    figures: { seat: at + 1, handling },
    fields: named(at, '不是办理机关的纪检监察人员', 'is no inspector of the handling body'),
  });

const recusedSeat = (at: number, grounds: readonly string[]): Refusal =>
  panelRefusal('claim.panel-recused', {
    figures: { seat: at + 1, grounds: grounds.join(', ') },
    fields: named(at, '应当回避', 'is recused'),
  });

async function leave(tx: Writer, rows: readonly ClaimMember[], reason: string): Promise<void> {
  for (const row of rows) await tx.change(ClaimMember, row, { left_at: tx.now, left_reason: reason });
}

async function appoint(
  tx: Writer,
  claim: Claim,
  { candidates, writer }: { candidates: readonly Seated[]; writer: Actor },
): Promise<ClaimMember[]> {
  const rows = candidates.map(({ account, chair }) => ({
    county: tx.county,
    id: newId(),
    version: 1,
    claim_id: claim.id,
    stage: claim.stage,
    account_id: account!.id,
    person_id: account!.person_id,
    unit_id: account!.organisation_id,
    chair,
    appointed_by: writer.accountId,
    appointed_at: tx.now,
    left_at: null,
    left_reason: null,
  }));
  await tx.insert(ClaimMember, rows);
  return rows;
}

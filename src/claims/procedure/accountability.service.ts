import { Injectable } from '@nestjs/common';
import { claimRefusal } from '../../domain/claim/claim';
import { procedureRefusal, refuseDayOutside } from '../../domain/claim/procedure';
import type { Seat } from '../../domain/claim/routing';
import type { Actor } from '../../domain/permission';
import { AccountsService } from '../../identity/accounts.service';
import { FlawsService } from '../../flaws/flaws.service';
import type { Reader, Writer } from '../../ledger/door';
import { Journal } from '../../ledger/journal';
import { sha256Hex } from '../../platform/digests';
import { newId } from '../../platform/ids';
import {
  accountabilityView,
  type AccountabilityBody,
  type AccountabilityView,
  type AccountabilityWritten,
  type EndAccountabilityBody,
} from './accountability.dto';
import { inCounty, type ActOn } from '../acts';
import { Accountability, Claim } from '../claim.entity';
import { HandsService } from '../hands.service';
import { ownOnly, refuseUnseenMatter } from '../visibility';

/** That a unit or officer is held to account for a flaw: recorded by a discipline body, ended once. */
@Injectable()
export class AccountabilityService {
  constructor(
    private readonly journal: Journal,
    private readonly hands: HandsService,
    private readonly flaws: FlawsService,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * @throws Refusal flaw.not-found, accountability.not-discipline, .unit-unconcerned, .officer-elsewhere, .day-wrong,
   * .open-already, recusal.applies
   */
  async record(actor: Actor, flawId: string, body: AccountabilityBody): Promise<AccountabilityWritten> {
    const county = await this.journal.read(actor, async q => {
      const { flaw } = await this.flaws.found(q, flawId);
      await this.refuseOutsider(q, actor);
      return flaw.county;
    });
    const { value, receipts } = await this.journal.write(inCounty(actor, county), async tx => {
      const { flaw, pilot } = await this.flaws.found(tx, flawId);
      await this.flaws.refuseStake(tx, actor, pilot);
      refuseUnconcerned(body.unitId, [...flaw.units, pilot.sponsor_id]);
      if (body.officerId !== undefined) await this.refuseElsewhere(tx, body.officerId, body.unitId);
      refuseDayOutside('begunOn', body.begunOn, { from: flaw.act_from ?? '0001-01-01', to: tx.today });
      const row = await newRow(tx, { actor, flawId, body });
      await tx.insert(Accountability, row);
      tx.record('accountability.recorded', row.code, onRecord(row));
      return row;
    });
    return { ...accountabilityView(value), receipt: receipts[0]! };
  }

  /**
   * Not decided over a claim that waits for its first decision; dropped at any time, which leaves the claim to be withdrawn or
   * decided. @throws Refusal accountability.not-found, .not-discipline, .ended-already, .claim-open, .day-wrong,
   * version.stale, recusal.applies
   */
  async end(actor: Actor, on: ActOn, body: EndAccountabilityBody): Promise<AccountabilityWritten> {
    const county = await this.journal.read(actor, async q => {
      const row = await foundMatter(q, on.id);
      await this.refuseOutsider(q, actor);
      return row.county;
    });
    const { value, receipts } = await this.journal.write(inCounty(actor, county), async tx => {
      const row = await tx.lock(Accountability, on.id);
      if (!row) throw claimRefusal('accountability.not-found');
      tx.expect(row, on.version);
      const { pilot } = await this.flaws.found(tx, row.flaw_id);
      await this.flaws.refuseStake(tx, actor, pilot);
      if (row.state !== 'begun') throw procedureRefusal('accountability.ended-already');
      if (body.state === 'decided') await refuseUnanswered(tx, row);
      refuseDayOutside('endedOn', body.endedOn, { from: row.begun_on, to: tx.today });
      const ended = await tx.change(Accountability, row, {
        state: body.state,
        ended_on: body.endedOn,
        end_document: body.document ?? null,
        end_reason: body.reason,
      });
      const reasonSha256 = sha256Hex(body.reason);
      const payload = { accountability: row.id, state: body.state, endedOn: body.endedOn, reasonSha256 };
      tx.record('accountability.ended', row.code, payload);
      return { ...ended };
    });
    return { ...accountabilityView(value), receipt: receipts[0]! };
  }

  /** Oldest first; sponsors and departments see what concerns the own unit or person. @throws Refusal flaw.not-found */
  async ofFlaw(actor: Actor, flawId: string): Promise<AccountabilityView[]> {
    return this.journal.read(actor, async q => {
      await this.flaws.found(q, flawId);
      const order = { recorded_at: 'ASC', id: 'ASC' } as const;
      const rows = await q.find(Accountability, { flaw_id: flawId }, { order });
      const seen: Accountability[] = [];
      for (const row of rows) if (await this.mayRead(q, row, actor)) seen.push(row);
      return seen.map(accountabilityView);
    });
  }

  /** The matter as far as the reader may see it. @throws Refusal accountability.not-found */
  async found(q: Reader, actor: Actor, id: string): Promise<{ row: Accountability; officerPerson: string | null }> {
    const row = await foundMatter(q, id);
    const officerPerson = await this.officerPerson(q, row);
    refuseUnseenMatter({ unit_id: row.unit_id, officerPerson }, actor);
    return { row, officerPerson };
  }

  async seatOf(q: Reader, actor: Actor): Promise<Seat> {
    return this.hands.seatOf(q, actor);
  }

  /** The natural person held to account; null: the unit as such. */
  async officerPerson(q: Reader, { officer_id }: Pick<Accountability, 'officer_id'>): Promise<string | null> {
    return officer_id === null ? null : (await this.accounts.accountIn(q, officer_id)).person_id;
  }

  private async mayRead(q: Reader, row: Accountability, actor: Actor): Promise<boolean> {
    if (!ownOnly(actor) || row.unit_id === actor.organisationId) return true;
    return (await this.officerPerson(q, row)) === actor.personId;
  }

  /** @throws Refusal accountability.not-discipline */
  private async refuseOutsider(q: Reader, actor: Actor): Promise<void> {
    const { unitKind } = await this.seatOf(q, actor);
    if (unitKind !== 'discipline') throw procedureRefusal('accountability.not-discipline');
  }

  /** @throws Refusal accountability.officer-elsewhere, account.not-found */
  private async refuseElsewhere(tx: Writer, officerId: string, unitId: string): Promise<void> {
    const account = await this.accounts.accountIn(tx, officerId);
    if (account.organisation_id !== unitId) throw claimRefusal('accountability.officer-elsewhere');
  }
}

async function foundMatter(q: Reader, id: string): Promise<Accountability> {
  const row = await q.one(Accountability, { id });
  if (!row) throw claimRefusal('accountability.not-found');
  return row;
}

/** Filing locks the same row: no claim slips in between. @throws Refusal accountability.claim-open */
async function refuseUnanswered(tx: Writer, { id }: Accountability): Promise<void> {
  const claims = await tx.find(Claim, { accountability_id: id, stage: 'first' });
  const open = claims.find(({ state }) => !['withdrawn', 'not-admitted', 'served', 'closed'].includes(state));
  if (!open) return;
  const fields = [{ field: 'state', zh: '容错申请尚未认定', en: 'waits for the claim' }];
  throw claimRefusal('accountability.claim-open', { figures: { claim: open.code }, fields });
}

function refuseUnconcerned(unitId: string, concerned: readonly string[]): void {
  if (!concerned.includes(unitId)) throw claimRefusal('accountability.unit-unconcerned');
}

async function newRow(
  tx: Writer,
  { actor, flawId, body }: { actor: Actor; flawId: string; body: AccountabilityBody },
): Promise<Accountability> {
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('WZ'),
    state: 'begun',
    flaw_id: flawId,
    unit_id: body.unitId,
    officer_id: body.officerId ?? null,
    managed_by: body.managedBy ?? 'county',
    begun_on: body.begunOn,
    document_number: body.documentNumber ?? null,
    reason: body.reason,
    ended_on: null,
    end_document: null,
    end_reason: null,
    actor_id: actor.accountId,
    person_id: actor.personId,
    actor_unit: actor.organisationId,
    recorded_at: tx.now,
  };
}

function onRecord(row: Accountability): Record<string, unknown> {
  return {
    accountability: row.id,
    flaw: row.flaw_id,
    unit: row.unit_id,
    officer: row.officer_id,
    managedBy: row.managed_by,
    begunOn: row.begun_on,
    reasonSha256: sha256Hex(row.reason),
  };
}

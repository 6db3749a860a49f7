import { Injectable } from '@nestjs/common';
import { follow } from '../domain/lifecycle';
import type { Actor } from '../domain/permission';
import { pilotRefusal } from '../domain/pilot';
import {
  PLEDGE_LIFECYCLE,
  pledgeRefusal,
  refuseForeignUnit,
  refuseUnaddressed,
  refuseUnclearGiver,
  stateTerms,
  type PledgeTerms,
} from '../domain/pledge';
import { FilesService } from '../files/files.service';
import { Organisation } from '../identity/organisation.entity';
import type { Receipt } from '../ledger/append';
import type { Reader, Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { pageOf, PAGE_SIZE } from '../platform/page';
import { Pilot } from '../pilots/pilot.entity';
import { PilotsService, type ActOn } from '../pilots/pilots.service';
import { Pledge, PledgeStandingEntry, PledgeTermsRow, PledgeTranche } from './pledge.entity';
import {
  pledgeView,
  type ClaimPledgeBody,
  type DisputePledgeBody,
  type PledgePage,
  type PledgeRow,
  type PledgesQuery,
  type PledgeWritten,
  type RestatePledgeBody,
  type PledgeTermsBody,
} from './pledges.dto';
import { PledgesRepository } from './pledges.repository';

@Injectable()
export class PledgesService {
  constructor(
    private readonly journal: Journal,
    private readonly rows: PledgesRepository,
    private readonly pilots: PilotsService,
    private readonly files: FilesService,
  ) {}

  /**
   * @throws Refusal pilot.not-found, pilot.not-own-unit, pledge.pilot-closed, pledge.giver-unclear, -unknown and
   *   -is-receiver, pledge.measure-wrong, pledge.tranches-do-not-add-up, credit-code.invalid, file.unknown
   */
  async claim(actor: Actor, pilotId: string, body: ClaimPledgeBody): Promise<PledgeWritten> {
    refuseUnclearGiver(body);
    const terms = stateTerms(body.kind, body);
    const written = await this.journal.write(actor, async tx => {
      const pilot = await openPilot(tx, actor, pilotId);
      await refuseUnknownGiver(tx, pilot, body.giverId);
      const pledge = await claimedRow(tx, pilot, body);
      await tx.insert(Pledge, pledge);
      await this.keepTerms(tx, pledge, { actor, body, terms, reason: null });
      await enter(tx, pledge, { actor, reason: null });
      tx.record('pledge.claimed', pledge.code, {
        pledge: pledge.id,
        pilot: pilot.id,
        giver: pledge.giver_id,
        giverCreditCode: pledge.giver_credit_code,
        kind: pledge.kind,
        ...termsPayload(body, terms),
      });
      return this.rows.found(tx, pledge.id);
    });
    return withReceipt(written);
  }

  async list(actor: Actor, query: PledgesQuery): Promise<PledgePage> {
    const rows = await this.journal.read(actor, q => this.rows.page(q, query, { unit: actor.organisationId }));
    return pageOf(rows, query.limit ?? PAGE_SIZE, pledgeView);
  }

  /** @throws Refusal pilot.not-found */
  async ofPilot(actor: Actor, pilotId: string, query: PledgesQuery): Promise<PledgePage> {
    const rows = await this.journal.read(actor, async q => {
      await this.pilots.found(q, pilotId);
      return this.rows.page(q, query, { unit: actor.organisationId, pilotId });
    });
    return pageOf(rows, query.limit ?? PAGE_SIZE, pledgeView);
  }

  /** The pledge within the reader's reach, for the rooms that lean on it. @throws Refusal pledge.not-found */
  async found(q: Reader, id: string): Promise<PledgeRow> {
    return this.rows.found(q, id);
  }

  /** Only the giver's own unit turns a claim into a pledge that was made. @throws Refusal pledge.not-addressed */
  async counterSign(actor: Actor, on: ActOn): Promise<PledgeWritten> {
    return this.act(actor, on, async (tx, pledge) => {
      refuseUnaddressed(pledge, actor.organisationId);
      const standing = follow(PLEDGE_LIFECYCLE, pledge.standing, 'counter-sign');
      await enter(tx, { ...pledge, standing }, { actor, reason: null });
      tx.record('pledge.counter-signed', pledge.code, { pledge: pledge.id, terms: pledge.terms_number });
      return { standing };
    });
  }

  /** @throws Refusal pledge.not-addressed */
  async dispute(actor: Actor, on: ActOn, { reason }: DisputePledgeBody): Promise<PledgeWritten> {
    return this.act(actor, on, async (tx, pledge) => {
      refuseUnaddressed(pledge, actor.organisationId);
      const standing = follow(PLEDGE_LIFECYCLE, pledge.standing, 'dispute');
      await enter(tx, { ...pledge, standing }, { actor, reason });
      tx.record('pledge.disputed', pledge.code, { pledge: pledge.id, terms: pledge.terms_number });
      return { standing };
    });
  }

  /** A disputed pledge is claimed again only by new terms. @throws Refusal pledge.not-own-unit, pledge.nothing-restated */
  async restate(actor: Actor, on: ActOn, body: RestatePledgeBody): Promise<PledgeWritten> {
    return this.act(actor, on, async (tx, pledge) => {
      refuseForeignUnit(pledge, actor.organisationId);
      const standing = follow(PLEDGE_LIFECYCLE, pledge.standing, 'restate');
      const terms = stateTerms(pledge.kind, body);
      refuseUnchanged(await this.rows.found(tx, pledge.id), body, terms);
      const restated = { ...pledge, standing, terms_number: pledge.terms_number + 1 };
      await this.keepTerms(tx, restated, { actor, body, terms, reason: body.reason });
      await enter(tx, restated, { actor, reason: body.reason });
      tx.record('pledge.restated', pledge.code, {
        pledge: pledge.id,
        number: restated.terms_number,
        ...termsPayload(body, terms),
      });
      return { standing, terms_number: restated.terms_number };
    });
  }

  /** The pledge's row, locked, at the version the caller read. @throws Refusal pledge.not-found, version.stale */
  async lock(tx: Writer, { id, version }: ActOn): Promise<Pledge> {
    const pledge = await tx.lock(Pledge, id);
    if (!pledge) throw pledgeRefusal('pledge.not-found');
    tx.expect(pledge, version);
    return pledge;
  }

  /** Runs `work` on the locked row and makes what it returns the row's next version. */
  private async act(
    actor: Actor,
    on: ActOn,
    work: (tx: Writer, pledge: Pledge) => Promise<Partial<Pledge>>,
  ): Promise<PledgeWritten> {
    const written = await this.journal.write(actor, async tx => {
      const pledge = await this.lock(tx, on);
      await tx.change(Pledge, pledge, await work(tx, pledge));
      return this.rows.found(tx, pledge.id);
    });
    return withReceipt(written);
  }

  private async keepTerms(tx: Writer, pledge: Pledge, { actor, body, terms, reason }: Statement): Promise<void> {
    if (body.documentSha256) await this.files.expectAll(tx, [body.documentSha256]);
    const { tranches, ...whole } = terms;
    await tx.insert(PledgeTermsRow, {
      id: newId(),
      pledge_id: pledge.id,
      number: pledge.terms_number,
      reason,
      what: whole.what,
      amount_fen: whole.amountFen,
      quantity: whole.quantity,
      unit: whole.unit,
      document_number: body.documentNumber ?? null,
      document_sha256: body.documentSha256 ?? null,
      actor_id: actor.accountId,
      recorded_at: tx.now,
    });
    const rows = tranches.map(({ dueOn, amountFen, quantity }, at) => ({
      id: newId(),
      pledge_id: pledge.id,
      terms_number: pledge.terms_number,
      ordinal: at + 1,
      due_on: dueOn,
      amount_fen: amountFen,
      quantity,
      recorded_at: tx.now,
    }));
    await tx.insert(PledgeTranche, rows);
  }
}

interface Statement {
  actor: Actor;
  body: PledgeTermsBody;
  terms: PledgeTerms;
  reason: string | null;
}

/** The pilot, locked so that it cannot be closed meanwhile. */
async function openPilot(tx: Writer, actor: Actor, id: string): Promise<Pilot> {
  const pilot = await tx.lock(Pilot, id);
  if (!pilot) throw pilotRefusal('pilot.not-found');
  if (pilot.sponsor_id !== actor.organisationId) throw pilotRefusal('pilot.not-own-unit');
  if (pilot.state === 'closed') throw pledgeRefusal('pledge.pilot-closed');
  return pilot;
}

async function refuseUnknownGiver(tx: Writer, pilot: Pilot, giverId: string | undefined): Promise<void> {
  if (giverId === undefined) return;
  const named = (code: 'pledge.giver-is-receiver' | 'pledge.giver-unknown') =>
    pledgeRefusal(code, { fields: [{ field: 'giverId', zh: '不能作为承诺单位', en: 'cannot be the giver' }] });
  if (giverId === pilot.sponsor_id) throw named('pledge.giver-is-receiver');
  const giver = await tx.one(Organisation, { id: giverId });
  if (!giver || (giver.closed_on !== null && giver.closed_on <= tx.today)) throw named('pledge.giver-unknown');
}

async function claimedRow(tx: Writer, pilot: Pilot, body: ClaimPledgeBody): Promise<Pledge> {
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('CN'),
    pilot_id: pilot.id,
    receiver_id: pilot.sponsor_id,
    giver_id: body.giverId ?? null,
    giver_name: body.giverName ?? null,
    giver_credit_code: body.creditCode ?? null,
    kind: body.kind,
    standing: PLEDGE_LIFECYCLE.initial,
    terms_number: 1,
    recorded_at: tx.now,
  };
}

async function enter(
  tx: Writer,
  pledge: Pledge,
  { actor, reason }: { actor: Actor; reason: string | null },
): Promise<void> {
  const entered = await tx.find(PledgeStandingEntry, { pledge_id: pledge.id });
  await tx.insert(PledgeStandingEntry, {
    id: newId(),
    pledge_id: pledge.id,
    ordinal: entered.length + 1,
    standing: pledge.standing,
    reason,
    unit_id: actor.organisationId,
    actor_id: actor.accountId,
    recorded_at: tx.now,
  });
}

/** No prose goes into the ledger: the words of the promise stand there as the digest of the canonical terms. */
function termsPayload(body: PledgeTermsBody, terms: PledgeTerms): Record<string, unknown> {
  const { amountFen, quantity, tranches } = terms;
  return {
    amountFen,
    quantity,
    tranches,
    documentSha256: body.documentSha256 ?? null,
    termsSha256: termsDigest(terms, body.documentNumber ?? null, body.documentSha256 ?? null),
  };
}

function termsDigest(terms: PledgeTerms, documentNumber: string | null, documentSha256: string | null): string {
  const { what, unit, amountFen, quantity, tranches } = terms;
  const value = { what, unit, amountFen, quantity, tranches, documentNumber, documentSha256 };
  return valueSha256(value);
}

function refuseUnchanged(present: PledgeRow, body: PledgeTermsBody, terms: PledgeTerms): void {
  const { what, unit, quantity, tranches, amount_fen: amountFen } = present;
  const before = termsDigest(
    { what, unit, amountFen, quantity, tranches },
    present.document_number,
    present.document_sha256,
  );
  const after = termsDigest(terms, body.documentNumber ?? null, body.documentSha256 ?? null);
  if (before === after) throw pledgeRefusal('pledge.nothing-restated');
}

function withReceipt({ value, receipts }: { value: PledgeRow; receipts: Receipt[] }): PledgeWritten {
  return { ...pledgeView(value), receipt: receipts[0]! };
}

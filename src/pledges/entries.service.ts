import { Injectable } from '@nestjs/common';
import { follow } from '../domain/lifecycle';
import type { Actor } from '../domain/permission';
import {
  amountOf,
  measured,
  measuredSome,
  PLEDGE_LIFECYCLE,
  pledgeRefusal,
  refuseAnswer,
  refuseDayAhead,
  refuseStranger,
  type Measured,
} from '../domain/pledge';
import { FilesService } from '../files/files.service';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { newId } from '../platform/ids';
import type { ActOn } from '../pilots/pilots.service';
import {
  pledgeEntryView,
  type DeliveryBody,
  type PledgeEntryRow,
  type PledgeEntryWritten,
  type RevisionBody,
} from './entries.dto';
import { Pledge, PledgeDelivery, PledgeRevision, PledgeTermsRow } from './pledge.entity';
import { PledgesService } from './pledges.service';

/** One entry of one pledge, at the pledge's version. */
export interface AnswerOn extends ActOn {
  entryId: string;
}

export type Answer = { state: 'confirmed' } | { state: 'refused'; reason: string };

/** A kind of entry: `name` begins its ledger kinds, `delivery-entered`. */
interface EntryKind {
  entity: typeof PledgeDelivery | typeof PledgeRevision;
  name: 'delivery' | 'revision';
  act: 'deliver' | 'revise';
}

const DELIVERY: EntryKind = { entity: PledgeDelivery, name: 'delivery', act: 'deliver' };
const REVISION: EntryKind = { entity: PledgeRevision, name: 'revision', act: 'revise' };

/** Deliveries and revisions: entered as facts by either side of a made pledge, answered by the other. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly journal: Journal,
    private readonly pledges: PledgesService,
    private readonly files: FilesService,
  ) {}

  /** @throws Refusal pledge.not-party, pledge.measure-wrong, pledge.amount-zero, pledge.day-ahead, file.unknown */
  async deliver(actor: Actor, on: ActOn, body: DeliveryBody): Promise<PledgeEntryWritten> {
    return this.enter(actor, on, {
      kind: DELIVERY,
      body,
      amount: async (_, pledge) => measuredSome(pledge.kind, body),
    });
  }

  /** The body carries the new total. @throws Refusal as `deliver`, and pledge.nothing-revised, pledge.revision-open */
  async revise(actor: Actor, on: ActOn, body: RevisionBody): Promise<PledgeEntryWritten> {
    return this.enter(actor, on, {
      kind: REVISION,
      body,
      amount: async (tx, pledge) => {
        const total = measured(pledge.kind, body);
        await refuseUnrevised(tx, pledge, amountOf(total));
        return total;
      },
    });
  }

  /** @throws Refusal pledge.entry-not-found, pledge.not-party, pledge.own-entry, pledge.entry-answered */
  async answerDelivery(actor: Actor, on: AnswerOn, answer: Answer): Promise<PledgeEntryWritten> {
    return this.answer(actor, on, { kind: DELIVERY, answer });
  }

  /** @throws Refusal as `answerDelivery` */
  async answerRevision(actor: Actor, on: AnswerOn, answer: Answer): Promise<PledgeEntryWritten> {
    return this.answer(actor, on, { kind: REVISION, answer });
  }

  private async enter(
    actor: Actor,
    on: ActOn,
    { kind, body, amount }: { kind: EntryKind; body: DeliveryBody | RevisionBody; amount: AmountOf },
  ): Promise<PledgeEntryWritten> {
    return this.write(actor, on, async (tx, pledge) => {
      follow(PLEDGE_LIFECYCLE, pledge.standing, kind.act);
      refuseDayAhead(body.on, tx.today);
      await this.files.expectAll(tx, body.evidence ?? []);
      const row = enteredRow(tx, { actor, pledge, body, total: await amount(tx, pledge) });
      await tx.insert(kind.entity, row);
      tx.record(`pledge.${kind.name}-entered`, pledge.code, payloadOf(row));
      return row;
    });
  }

  private async answer(
    actor: Actor,
    on: AnswerOn,
    { kind, answer }: { kind: EntryKind; answer: Answer },
  ): Promise<PledgeEntryWritten> {
    return this.write(actor, on, async (tx, pledge) => {
      const row: PledgeEntryRow | null = await tx.lock<PledgeEntryRow>(kind.entity, on.entryId);
      if (!row || row.pledge_id !== pledge.id) throw pledgeRefusal('pledge.entry-not-found');
      refuseAnswer(row, actor.organisationId);
      const answered = await tx.change<PledgeEntryRow>(kind.entity, row, {
        state: answer.state,
        answered_unit: actor.organisationId,
        answered_by: actor.accountId,
        answered_at: tx.now,
        reason: answer.state === 'refused' ? answer.reason : null,
      });
      tx.record(`pledge.${kind.name}-${answer.state}`, pledge.code, payloadOf(answered));
      return answered;
    });
  }

  private async write(
    actor: Actor,
    on: ActOn,
    work: (tx: Writer, pledge: Pledge) => Promise<PledgeEntryRow>,
  ): Promise<PledgeEntryWritten> {
    const { value, receipts } = await this.journal.write(actor, async tx => {
      const pledge = await this.pledges.lock(tx, on);
      refuseStranger(pledge, actor.organisationId);
      const entry = pledgeEntryView(await work(tx, pledge));
      const { version } = await tx.change(Pledge, pledge, {});
      return { entry, version };
    });
    return { ...value, receipt: receipts[0]! };
  }
}

type AmountOf = (tx: Writer, pledge: Pledge) => Promise<Measured>;

interface Entering {
  actor: Actor;
  pledge: Pledge;
  body: DeliveryBody | RevisionBody;
  total: Measured;
}

function enteredRow(tx: Writer, { actor, pledge, body, total }: Entering): PledgeDelivery {
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    pledge_id: pledge.id,
    state: 'entered',
    happened_on: body.on,
    amount_fen: total.amountFen,
    quantity: total.quantity,
    note: body.note ?? null,
    evidence: [...new Set(body.evidence ?? [])],
    entered_unit: actor.organisationId,
    entered_by: actor.accountId,
    entered_at: tx.now,
    answered_unit: null,
    answered_by: null,
    answered_at: null,
    reason: null,
  };
}

function payloadOf(row: PledgeEntryRow): Record<string, unknown> {
  const { id, pledge_id, happened_on, amount_fen, quantity, evidence, entered_unit } = row;
  return {
    entry: id,
    pledge: pledge_id,
    on: happened_on,
    amountFen: amount_fen,
    quantity,
    evidence,
    enteredUnit: entered_unit,
  };
}

/** @throws Refusal pledge.nothing-revised */
async function refuseUnrevised(tx: Writer, pledge: Pledge, total: number): Promise<void> {
  const revisions = await tx.find(
    PledgeRevision,
    { pledge_id: pledge.id, state: 'confirmed' },
    { order: { answered_at: 'DESC', id: 'DESC' }, take: 1 },
  );
  const terms = await tx.one(PledgeTermsRow, { pledge_id: pledge.id, number: pledge.terms_number });
  const present = revisions[0] ?? terms!;
  if (amountOf({ amountFen: present.amount_fen, quantity: present.quantity }) !== total) return;
  throw pledgeRefusal('pledge.nothing-revised', { figures: { total } });
}

import { Injectable } from '@nestjs/common';
import {
  approvalRefusal,
  performed,
  refusePathMissing,
  refuseWhenClosed,
  type ApprovalAct,
  type ApprovalPath,
} from '../domain/approval';
import type { Actor } from '../domain/permission';
import { pilotRefusal } from '../domain/pilot';
import { Organisation } from '../identity/organisation.entity';
import type { Receipt } from '../ledger/append';
import type { Writer } from '../ledger/door';
import { Journal } from '../ledger/journal';
import { Pilot } from '../pilots/pilot.entity';
import { PilotsService, type ActOn } from '../pilots/pilots.service';
import { newId } from '../platform/ids';
import type { AppliedPathPart, ApplyBody, NamePathBody } from './acts.dto';
import { Approval } from './approval.entity';
import { approvalView, type ApprovalWritten, type OpenApprovalBody } from './approvals.dto';
import { EventsService, pathOf, type Step } from './events.service';
import { OrderService } from './order.service';

/** Opening an approval, and every act of its two sides. */
@Injectable()
export class ApprovalActsService {
  constructor(
    private readonly journal: Journal,
    private readonly pilots: PilotsService,
    private readonly events: EventsService,
    private readonly order: OrderService,
  ) {}

  /** @throws Refusal pilot.not-found, pilot.not-own-unit, approval.pilot-closed, approval.path-missing, approval.approver-unknown */
  async open(actor: Actor, pilotId: string, body: OpenApprovalBody): Promise<ApprovalWritten> {
    const written = await this.journal.write(actor, async tx => {
      const pilot = await tx.lock(Pilot, pilotId);
      if (!pilot) throw pilotRefusal('pilot.not-found');
      if (pilot.sponsor_id !== actor.organisationId) throw pilotRefusal('pilot.not-own-unit');
      refuseWhenClosed('open', pilot.state);
      const approval = await draftRow(tx, pilot, body);
      if (!body.inquiry) refusePathMissing(pathOf(approval));
      await refuseUnknownApprover(tx, body.approverId);
      await tx.insert(Approval, approval);
      await this.order.add(tx, approval, body.predecessors ?? []);
      tx.record('approval.opened', approval.code, openedPayload(approval, body));
      if (!body.inquiry) return approval;
      return this.events.add(tx, approval, { actor, step: { act: 'inquire', ...body.inquiry } });
    });
    return withReceipt(written);
  }

  /** An act that carries nothing but its event. */
  async perform(actor: Actor, on: ActOn, step: Step): Promise<ApprovalWritten> {
    const written = await this.journal.write(actor, async tx => {
      const { approval } = await this.taken(tx, actor, { on, act: step.act });
      return this.events.add(tx, approval, { actor, step });
    });
    return withReceipt(written);
  }

  /** The authority answers an inquiry: from here on its basis, term and materials bind it. */
  async namePath(actor: Actor, on: ActOn, body: NamePathBody): Promise<ApprovalWritten> {
    const { on: day, note, predecessors = [], matter, legalBasis, termWorkdays, materials } = body;
    const path: ApprovalPath = { matter, legalBasis, termWorkdays, materials };
    const written = await this.journal.write(actor, async tx => {
      const seen = await tx.one(Approval, { id: on.id });
      if (!seen) throw approvalRefusal('approval.not-found');
      // Before the approval's own row, as in opening: so writers never wait for one another in a circle.
      await tx.lock(Pilot, seen.pilot_id);
      const { approval } = await this.taken(tx, actor, { on, act: 'name-path' });
      await this.order.add(tx, approval, predecessors);
      const step: Step = { act: 'name-path', on: day, note, path, predecessors };
      return this.events.add(tx, approval, { actor, step });
    });
    return withReceipt(written);
  }

  /** @throws Refusal approval.path-missing, approval.path-already-named, approval.predecessor-not-granted */
  async apply(actor: Actor, on: ActOn, body: ApplyBody): Promise<ApprovalWritten> {
    const written = await this.journal.write(actor, async tx => {
      const { approval, pilot } = await this.taken(tx, actor, { on, act: 'apply' });
      const path = appliedPath(approval, body.path);
      await this.order.refuseUngranted(tx, approval, { pilot, on: body.on ?? tx.today });
      return this.events.add(tx, approval, { actor, step: { act: 'apply', on: body.on, note: body.note, path } });
    });
    return withReceipt(written);
  }

  /** The row in hand, for an actor whose side may perform the act in the present state. */
  private async taken(tx: Writer, actor: Actor, { on, act }: { on: ActOn; act: ApprovalAct }) {
    const approval = await tx.lock(Approval, on.id);
    if (!approval) throw approvalRefusal('approval.not-found');
    tx.expect(approval, on.version);
    const pilot = await this.pilots.found(tx, approval.pilot_id);
    performed(act, approval.state, {
      sponsor: pilot.sponsor_id === actor.organisationId,
      approver: approval.approver_id === actor.organisationId,
    });
    refuseWhenClosed(act, pilot.state);
    return { approval, pilot };
  }
}

/** What the application stands on: the path already settled, or one stated now because nobody had named any. */
function appliedPath(approval: Approval, stated: AppliedPathPart | undefined): ApprovalPath | undefined {
  const before = pathOf(approval);
  if (!stated) {
    refusePathMissing(before);
    return undefined;
  }
  if (before.termWorkdays !== null) {
    throw approvalRefusal('approval.path-already-named', { figures: { term: before.termWorkdays } });
  }
  const { legalBasis, termWorkdays, materials } = stated;
  return { matter: before.matter, legalBasis, termWorkdays, materials: materials ?? before.materials };
}

async function refuseUnknownApprover(tx: Writer, approverId: string): Promise<void> {
  const approver = await tx.one(Organisation, { id: approverId });
  if (approver && (approver.closed_on === null || approver.closed_on > tx.today)) return;
  throw approvalRefusal('approval.approver-unknown', {
    fields: [{ field: 'approverId', zh: '不是本县现有的单位', en: 'is no existing organisation of this county' }],
  });
}

async function draftRow(tx: Writer, pilot: Pilot, body: OpenApprovalBody): Promise<Approval> {
  return {
    county: tx.county,
    id: newId(),
    version: 1,
    code: await tx.code('SP'),
    pilot_id: pilot.id,
    state: 'not-started',
    approver_id: body.approverId,
    field_class: body.fieldClass,
    matter: body.matter,
    legal_basis: body.legalBasis ?? null,
    term_workdays: body.termWorkdays ?? null,
    materials: body.materials ?? [],
    recorded_at: tx.now,
  };
}

function openedPayload(approval: Approval, body: OpenApprovalBody): Record<string, unknown> {
  return {
    approval: approval.id,
    pilot: approval.pilot_id,
    approver: approval.approver_id,
    fieldClass: approval.field_class,
    term: approval.term_workdays,
    predecessors: body.predecessors ?? [],
  };
}

function withReceipt({ value, receipts }: { value: Approval; receipts: Receipt[] }): ApprovalWritten {
  return { ...approvalView(value), receipt: receipts[0]! };
}

import { Injectable } from '@nestjs/common';
import { APPROVAL_ACTS, statedDay, type ApprovalAct, type ApprovalPath } from '../domain/approval';
import type { SuspensionReason } from '../domain/clock';
import { nextApprovalState } from '../domain/clock';
import type { Actor } from '../domain/permission';
import type { Remark } from '../domain/remarks';
import type { Writer } from '../ledger/door';
import { valueSha256 } from '../platform/digests';
import { newId } from '../platform/ids';
import { Approval, ApprovalEventRow } from './approval.entity';

/** One act as it came in; each act fills what it needs. */
export interface Step {
  act: ApprovalAct;
  on?: string;
  note?: string;
  reason?: SuspensionReason;
  remarks?: readonly Remark[];
  /** The path this act settles. */
  path?: ApprovalPath;
  /** Ids of the approvals that must come first, as this act names them. */
  predecessors?: readonly string[];
}

/** Puts events behind one another: the row takes the state the last event leads to, the ledger one entry each. */
@Injectable()
export class EventsService {
  async of(tx: Writer, approvalId: string): Promise<ApprovalEventRow[]> {
    return tx.find(ApprovalEventRow, { approval_id: approvalId }, { order: { ordinal: 'ASC' } });
  }

  /** @throws Refusal state.act-not-open, approval.day-in-future, approval.day-before-last */
  async add(tx: Writer, approval: Approval, { actor, step }: { actor: Actor; step: Step }): Promise<Approval> {
    const earlier = await this.of(tx, approval.id);
    const kind = APPROVAL_ACTS[step.act].event;
    const state = nextApprovalState(approval.state, kind);
    const last = earlier.at(-1)?.happened_on ?? null;
    const event: ApprovalEventRow = {
      county: tx.county,
      id: newId(),
      approval_id: approval.id,
      ordinal: earlier.length + 1,
      kind,
      happened_on: statedDay(step.on ?? tx.today, { today: tx.today, last }),
      reason: step.reason ?? null,
      round: kind === 'returned' ? earlier.filter(one => one.kind === 'returned').length + 1 : null,
      remarks: (step.remarks ?? []).map(({ topic, demand, by }) => ({ topic, demand, by })),
      path: step.path ?? null,
      path_before: step.path ? pathOf(approval) : null,
      note: step.note ?? null,
      actor_id: actor.accountId,
      unit_id: actor.organisationId,
      recorded_at: tx.now,
    };
    await tx.insert(ApprovalEventRow, event);
    const changed = await tx.change(Approval, approval, { state, ...(step.path && columnsOf(step.path)) });
    tx.record(`approval.${kind}`, approval.code, {
      ...payloadOf(changed, event),
      ...(step.predecessors && { predecessors: step.predecessors }),
    });
    return changed;
  }
}

export function pathOf(approval: Approval): ApprovalPath {
  const { matter, legal_basis, term_workdays, materials } = approval;
  return { matter, legalBasis: legal_basis, termWorkdays: term_workdays, materials };
}

function columnsOf({ matter, legalBasis, termWorkdays, materials }: ApprovalPath): Partial<Approval> {
  return { matter, legal_basis: legalBasis, term_workdays: termWorkdays, materials: [...materials] };
}

/** Codes, days and digests: what was said stays out of the log, but cannot be changed unseen. */
function payloadOf(approval: Approval, event: ApprovalEventRow): Record<string, unknown> {
  return {
    approval: approval.id,
    pilot: approval.pilot_id,
    event: event.id,
    state: approval.state,
    on: event.happened_on,
    ...(event.reason !== null && { reason: event.reason }),
    ...(event.round !== null && { round: event.round, remarks: valueSha256(event.remarks) }),
    ...(event.path !== null && { term: event.path.termWorkdays, path: valueSha256(event.path) }),
    ...(event.note !== null && { note: valueSha256(event.note) }),
  };
}

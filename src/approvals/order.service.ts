import { Injectable } from '@nestjs/common';
import { approvalRefusal, refuseCycle, refuseUngranted } from '../domain/approval';
import type { Day } from '../domain/period';
import type { Writer } from '../ledger/door';
import type { Pilot } from '../pilots/pilot.entity';
import { Approval, ApprovalPredecessor } from './approval.entity';
import { ApprovalsRepository } from './approvals.repository';
import { ClocksService } from './clocks.service';

/** What must come first: predecessors of one pilot, never in a circle, granted before the application. */
@Injectable()
export class OrderService {
  constructor(
    private readonly rows: ApprovalsRepository,
    private readonly clocks: ClocksService,
  ) {}

  /**
   * Adds predecessors to an approval; those it has already stay. The caller holds the pilot's row, so that of two
   * approvals made to wait for each other at once the second is refused.
   * @throws Refusal approval.predecessor-unknown, approval.predecessor-cycle
   */
  async add(tx: Writer, approval: Approval, predecessors: readonly string[]): Promise<void> {
    if (predecessors.length === 0) return;
    const known = await tx.find(Approval, { pilot_id: approval.pilot_id });
    const codes = new Map(known.map(({ id, code }) => [id, code]));
    for (const [at, predecessor] of predecessors.entries()) {
      if (!codes.has(predecessor)) throw unknown(predecessor, at);
    }
    const edges = await tx.find(ApprovalPredecessor, { pilot_id: approval.pilot_id });
    const present = new Set(edges.filter(edge => edge.approval_id === approval.id).map(edge => edge.predecessor_id));
    const added = [...new Set(predecessors)].filter(predecessor => !present.has(predecessor));
    const all = [...edges, ...added.map(predecessor_id => ({ approval_id: approval.id, predecessor_id }))];
    refuseCycle(needsOf(all, codes), approval.code);
    await tx.insert(
      ApprovalPredecessor,
      added.map(predecessor_id => ({
        pilot_id: approval.pilot_id,
        approval_id: approval.id,
        predecessor_id,
        recorded_at: tx.now,
      })),
    );
  }

  /** A predecessor counts as granted by decision or, where the rulebook lets silence grant it, by its clock on that day. */
  async refuseUngranted(tx: Writer, approval: Approval, { pilot, on }: { pilot: Pilot; on: Day }): Promise<void> {
    const predecessors = await this.rows.predecessors(tx, approval.id);
    if (predecessors.length === 0) return;
    const events = await this.rows.events(
      tx,
      predecessors.map(({ id }) => id),
    );
    const county = await this.clocks.of(tx, tx.county);
    refuseUngranted(
      predecessors.map(one => {
        const subject = { approval: one, field: pilot.field, events: events.get(one.id) ?? [] };
        const { state, deemedOn } = this.clocks.read(county, subject, on).clock;
        return { code: one.code, state, granted: state === 'granted' || deemedOn !== null };
      }),
    );
  }
}

function needsOf(
  edges: readonly Pick<ApprovalPredecessor, 'approval_id' | 'predecessor_id'>[],
  codes: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const needs = new Map<string, string[]>();
  for (const { approval_id, predecessor_id } of edges) {
    const code = codes.get(approval_id)!;
    needs.set(code, [...(needs.get(code) ?? []), codes.get(predecessor_id)!]);
  }
  return needs;
}

function unknown(predecessor: string, at: number) {
  return approvalRefusal('approval.predecessor-unknown', {
    figures: { predecessor },
    fields: [{ field: `predecessors[${at}]`, zh: '不是本试点的审批', en: 'is no approval of this pilot' }],
  });
}

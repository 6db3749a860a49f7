// The blocks that clocks decide: approvals by approver, claims by signal, and the targets without means.
import { DECISION_KINDS } from '../domain/claim/claim';
import { SHOWN_SIGNALS } from '../domain/claim/clock';
import { lacks, type Lack, type MeansCause } from '../domain/board/figures';
import type { Day } from '../domain/period';
import type { Area } from './area';
import { BASIS } from './basis';
import type { ApprovalFigures, BoardApprovals, BoardClaims, BoardMeans, BoardWorkdays } from './board.dto';
import { figuresIn, rowArea, total, type MakeFigure, type Query } from './figure';
import type { ApproverCounted, ClaimsBySignal, StuckPilot } from './clocked.service';
import { ROWS } from './pledges-view';
import type { ShortPilot } from './pledges-counted.repository';

interface Approving {
  approvers: readonly ApproverCounted[];
  units: ReadonlyMap<string, string>;
}

export function approvalsBlock({ approvers, units }: Approving, area: Area, day: Day): BoardApprovals {
  const worst = [...approvers].sort((a, b) => b.overdue - a.overdue || b.worst - a.worst || b.open - a.open);
  return {
    basis: BASIS.approvals,
    total: approvalFigures(approvers, { figure: figuresIn(area), query: {}, day }),
    approvers: worst.slice(0, ROWS).map(row => {
      const { county, approver } = row;
      const figure = figuresIn(rowArea(area, county));
      const figures = approvalFigures([row], { figure, query: { approver }, day });
      return { county, approverId: approver, name: units.get(approver) ?? approver, ...figures };
    }),
    approversTotal: approvers.length,
  };
}

export function approvalFigures(
  rows: readonly ApproverCounted[],
  { figure, query, day }: { figure: MakeFigure; query: Query; day: Day },
): ApprovalFigures {
  const sum = (of: (row: ApproverCounted) => number) => rows.reduce((all, row) => all + of(row), 0);
  const spent = (party: keyof BoardWorkdays) => sum(row => row.workdays[party]);
  return {
    open: figure(
      sum(row => row.open),
      '/approvals',
      { ...query, openOn: day },
    ),
    overdue: figure(
      sum(row => row.overdue),
      '/approvals',
      { ...query, overdueOn: day },
    ),
    workdays: { sponsor: spent('sponsor'), authority: spent('authority'), suspended: spent('suspended') },
    worstOverdueBy: Math.max(0, ...rows.map(row => row.worst)),
  };
}

export function claimsBlock({ claims, signals }: ClaimsBySignal, area: Area, day: Day): BoardClaims {
  const figure = figuresIn(area);
  return {
    basis: BASIS.claims,
    total: figure(total(claims), '/claims'),
    bySignal: SHOWN_SIGNALS.map(signal => {
      const n = total(signals.filter(row => row.signal === signal));
      return { signal, ...figure(n, '/claims', { signal, day }) };
    }),
    byDecision: DECISION_KINDS.map(kind => {
      const n = total(claims.filter(row => row.kind === kind));
      return { kind, ...figure(n, '/claims', { decision: kind }) };
    }),
  };
}

/** What a pilot lacks, from both sides. */
export interface LackingPilot extends Lack {
  county: string;
  pilot: string;
}

export function lacking(short: readonly ShortPilot[], stuck: readonly StuckPilot[]): LackingPilot[] {
  const pilots = new Map<string, LackingPilot>();
  for (const { county, pilot, pledges, fen, units } of short) {
    const means = { pledgesUndelivered: pledges, undeliveredFen: fen, undeliveredUnits: units };
    pilots.set(pilot, { county, pilot, ...means, approvalsOverdue: 0, worstOverdueBy: 0 });
  }
  const nothing = { pledgesUndelivered: 0, undeliveredFen: 0, undeliveredUnits: 0 };
  for (const { county, pilot, approvals, worst } of stuck) {
    const known = pilots.get(pilot) ?? { county, pilot, ...nothing };
    pilots.set(pilot, { ...known, approvalsOverdue: approvals, worstOverdueBy: worst });
  }
  return [...pilots.values()];
}

export function meansBlock(pilots: readonly LackingPilot[], area: Area, day: Day): BoardMeans {
  const figure = figuresIn(area);
  const of = (cause?: MeansCause) =>
    figure(pilots.filter(pilot => lacks(pilot, cause)).length, '/board/means', { day, ...(cause && { cause }) });
  return {
    basis: BASIS.means,
    pilots: of(),
    byPledges: of('pledges'),
    byApprovals: of('approvals'),
    both: of('both'),
  };
}

// The figures put together: the whole board of an area, one row for each county, twelve months.
import type { Day } from '../domain/period';
import { regions } from '../platform/regions';
import type { Area } from './area';
import { BASIS } from './basis';
import type { BoardView } from './board.dto';
import { approvalFigures, approvalsBlock, claimsBlock, lacking, meansBlock } from './clocked-view';
import type { MonthsCounted } from './clocked.service';
import { flawsBlock, pilotsBlock } from './counted-view';
import { figuresIn, rowArea, total } from './figure';
import type { Figures } from './figures.service';
import type { BoardCounties, BoardCountyRow, BoardMonth, BoardTrends } from './more.dto';
import { pledgeFigures, pledgesBlock } from './pledges-view';
import type { Recorded } from './trends.repository';

export const placeName = (code: string): string => regions.find(code)?.name ?? code;

export function boardView(figures: Figures, area: Area, day: Day): BoardView {
  const { pledges, approvals, units } = figures;
  return {
    day,
    county: area.county,
    place: placeName(area.county ?? area.reach),
    pilots: pilotsBlock(figures, area),
    pledges: pledgesBlock({ givers: pledges.givers, units }, area, day),
    approvals: approvalsBlock({ approvers: approvals.approvers, units }, area, day),
    flaws: flawsBlock(figures.flaws, area),
    claims: claimsBlock(figures.claims, area, day),
    means: meansBlock(lacking(pledges.short, approvals.stuck), area, day),
  };
}

export function countiesView(figures: Figures, area: Area, day: Day): BoardCounties {
  const counties = figures.counties.map(county => countyRow(ofCounty(figures, county), { area, county, day }));
  return { day, basis: BASIS.counties, counties };
}

/** The figures of one county out of those of its city or province. */
function ofCounty({ pilots, flaws, pledges, approvals, claims }: Figures, county: string) {
  const own = <T extends { county: string }>(rows: readonly T[]) => rows.filter(row => row.county === county);
  return {
    pilots: own(pilots),
    flaws: own(flaws),
    givers: own(pledges.givers),
    approvers: own(approvals.approvers),
    claims: { claims: own(claims.claims), signals: own(claims.signals) },
    lacking: lacking(own(pledges.short), own(approvals.stuck)),
  };
}

function countyRow(
  { pilots, flaws, givers, approvers, claims, lacking: pilotsLacking }: ReturnType<typeof ofCounty>,
  { area, county, day }: { area: Area; county: string; day: Day },
): BoardCountyRow {
  const within = rowArea(area, county);
  const figure = figuresIn(within);
  const promised = pledgeFigures(givers, { figure, query: {}, day });
  const asked = approvalFigures(approvers, { figure, query: {}, day });
  const late = total(claims.signals.filter(({ signal }) => signal === 'red'));
  return {
    county,
    name: placeName(county),
    pilots: figure(total(pilots), '/pilots'),
    running: figure(total(pilots.filter(({ state }) => state === 'running')), '/pilots', { state: 'running' }),
    pledgesMade: promised.made,
    pledgesUndelivered: promised.undelivered,
    undeliveredFen: promised.fen.undelivered,
    documentedUnsigned: promised.documentedUnsigned,
    approvalsOpen: asked.open,
    approvalsOverdue: asked.overdue,
    flaws: figure(total(flaws), '/flaws'),
    flawsReported: figure(total(flaws.filter(({ state }) => state === 'reported')), '/flaws', { state: 'reported' }),
    claims: figure(total(claims.claims), '/claims'),
    claimsLate: figure(late, '/claims', { signal: 'red', day }),
    means: meansBlock(pilotsLacking, within, day).pilots,
  };
}

export function trendsView({ months, counted, decided }: MonthsCounted, area: Area): BoardTrends {
  const figure = figuresIn(area);
  const inMonth = (month: string): BoardMonth => {
    const of = (what: Recorded) => counted.find(row => row.month === month && row.what === what);
    const n = (what: Recorded) => of(what)?.n ?? 0;
    return {
      month,
      pilotsRegistered: figure(n('registered'), '/pilots', { registeredIn: month }),
      recordsSealed: figure(n('sealed'), '/exemptions', { sealedIn: month }),
      flawsReported: figure(n('reported'), '/flaws', { reportedIn: month }),
      approvalsDecided: figure(decided.get(month)?.n ?? 0, '/approvals', { decidedIn: month }),
      medianAuthorityWorkdays: decided.get(month)?.median ?? null,
      pledgesDelivered: figure(n('delivered'), '/pledges', { deliveredIn: month }),
      deliveredFen: of('delivered')?.fen ?? 0,
      deliveredUnits: of('delivered')?.units ?? 0,
      claimsDecided: figure(n('issued'), '/claims', { decidedIn: month }),
    };
  };
  return { basis: BASIS.trends, county: area.county, months: months.map(inMonth) };
}

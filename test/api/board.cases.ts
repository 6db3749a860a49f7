// Every figure of the board against the length of the list behind it, and its sums against each thing's own detail.
import '../setup/plain-papers';
import type { BoardView, PledgeFigures } from '../../src/board/board.dto';
import type { BoardCounties, BoardMeansPage, BoardTrends } from '../../src/board/more.dto';
import { median } from '../../src/domain/board/desk';
import { draftPilot } from '../setup/stories';
import type { PersonKey, World } from '../setup/world';
import { boardWorld, SECOND_COUNTY, TODAY } from './board-world';
import { done } from './flaw-story';

let world: World;
beforeAll(async () => {
  world = await boardWorld();
}, 120_000);

interface Figure {
  count: number;
  list: { path: string; query: Record<string, string> };
}

interface Found {
  at: string;
  figure: Figure;
}

const isFigure = (value: object): value is Figure => 'count' in value && 'list' in value;

/** Every figure anywhere in an answer, with where it stands. */
function figuresOf(value: unknown, at = ''): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isFigure(value) ? [{ at, figure: value }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, part]) => figuresOf(part, `${at}/${key}`))];
}

const known = new Map<string, Promise<unknown>>();

/** Nothing is written before the last case, so that a list or a thing is asked for once, in whatever case it is met first. */
async function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const asked = known.get(key) ?? ask();
  known.set(key, asked);
  return asked as Promise<T>;
}

const detail = <T>(path: string): Promise<T> => once(path, () => done<T>(world.as('leader').get(path), 200));

/** The whole list behind a figure. */
const listed = <T = { id: string; county: string }>(
  figure: Pick<Figure, 'list'>,
  person: PersonKey = 'leader',
): Promise<T[]> => once(`${person} ${keyOf(figure)}`, () => paged<T>(figure, person));

const keyOf = ({ list }: Pick<Figure, 'list'>): string => `${list.path}?${new URLSearchParams(list.query)}`;

/** Page by page, though few lists take a second one: each list's own spec holds its paging. */
async function paged<T>({ list }: Pick<Figure, 'list'>, person: PersonKey): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ ...list.query, limit: '30', ...(cursor !== null && { cursor }) });
    if (list.path === '/board/means') query.set('limit', '200');
    const page: { items: T[]; next?: string | null } = await done(world.as(person).get(`${list.path}?${query}`), 200);
    items.push(...page.items);
    cursor = page.next ?? null;
  } while (cursor !== null);
  return items;
}

/** Figures that are not the length of their list. */
async function wrong(answer: unknown, person: PersonKey = 'leader'): Promise<unknown[]> {
  const faults = [];
  for (const { at, figure } of figuresOf(answer)) {
    const { length } = await listed(figure, person);
    if (length !== figure.count) faults.push({ at, key: keyOf(figure), count: figure.count, length });
  }
  return faults;
}

const board = (query = '', person: PersonKey = 'leader') =>
  done<BoardView>(world.as(person).get(`/board${query}`), 200);

/** Before, between and after what happened, and a day still to come. */
const DAYS = ['2026-03-02', '2026-04-20', '2026-06-10', TODAY, '2026-12-31'];

describe('each figure is the length of its list', () => {
  it.each(DAYS)('on %s', async day => {
    expect(await wrong(await board(`?day=${day}`))).toEqual([]);
  });

  it('month by month', async () => {
    const trends = await done<BoardTrends>(world.as('leader').get('/board/trends'), 200);
    expect(trends.months.map(({ month }) => month)).toEqual(
      ['08', '09', '10', '11', '12']
        .map(month => `2025-${month}`)
        .concat(['01', '02', '03', '04', '05', '06', '07'].map(month => `2026-${month}`)),
    );
    expect(await wrong(trends)).toEqual([]);
  });

  // The first county's figures on his board are those of its own leader, who has the lists above: see `a county is itself`.
  it.each(['', `?county=${SECOND_COUNTY}`])('for the leader of the city %s', async query => {
    expect(await wrong(await board(query, 'cityLeader'), 'cityLeader')).toEqual([]);
    const trends = await done(world.as('cityLeader').get(`/board/trends${query}`), 200);
    expect(await wrong(trends, 'cityLeader')).toEqual([]);
  });

  it('county by county', async () => {
    const counties = await done<BoardCounties>(world.as('cityLeader').get('/board/counties'), 200);
    expect(counties.counties.map(({ county, name }) => [county, name])).toEqual([
      ['513221', '汶川县'],
      [SECOND_COUNTY, '理县'],
    ]);
    expect(await wrong(counties, 'cityLeader')).toEqual([]);
    for (const { figure } of figuresOf(counties)) expect(figure.list.query.county).toBeDefined();
  });

  it('and none is empty for want of something to count', async () => {
    const view = await board();
    const empty = figuresOf({ ...view, pilots: { ...view.pilots, byOutcome: [] } })
      .filter(({ figure }) => figure.count === 0)
      .map(({ at }) => at);
    // A decision that is not served yet is in nobody's figure, and a giver has what he has.
    expect(empty.filter(at => !/givers|approvers|byOutcome|byDecision/.test(at))).toEqual([]);
    const decided = view.claims.byDecision.filter(({ count }) => count > 0).map(({ kind }) => kind);
    expect(decided.sort()).toEqual(['exempt', 'refused']);
    expect(view.flaws.byOutcome.filter(({ count }) => count > 0).length).toBeGreaterThanOrEqual(3);
    expect(view.pilots.byOutcome.filter(({ count }) => count > 0).length).toBe(3);
  });
});

interface OwnFigures {
  measure: 'fen' | 'units';
  committed: number;
  due: number;
  delivered: number;
  planned: number;
  shortfall: number;
}

describe('sums are those of the things themselves', () => {
  /** Of every pledge in the list of those made. */
  async function summed(figures: PledgeFigures, day: string) {
    const none = () => ({ committed: 0, due: 0, delivered: 0, planned: 0, undelivered: 0 });
    const sums = { fen: none(), units: none() };
    for (const { id } of await listed(figures.made)) {
      const { figures: own } = await detail<{ figures: OwnFigures }>(`/pledges/${id}?on=${day}`);
      const sum = sums[own.measure];
      for (const name of ['committed', 'due', 'delivered', 'planned'] as const) sum[name] += own[name];
      sum.undelivered += own.shortfall;
    }
    return sums;
  }

  it.each(DAYS)('pledges by giver on %s', async day => {
    const { pledges } = await board(`?day=${day}`);
    for (const figures of [pledges.total, ...pledges.givers]) {
      const { fen, units } = figures;
      expect({ fen, units }).toEqual(await summed(figures, day));
    }
    expect(pledges.givers.map(({ name }) => name).sort()).toEqual(
      ['汶川县民政局', '汶川县自然资源局', '阿坝州民政局', '阿坝州财政局'].sort(),
    );
    expect(pledges.giversTotal).toBe(4);
  });

  it.each(DAYS)('working days by approver on %s', async day => {
    const { approvals } = await board(`?day=${day}`);
    for (const figures of [approvals.total, ...approvals.approvers]) {
      const workdays = { sponsor: 0, authority: 0, suspended: 0 };
      let worst = 0;
      for (const { id } of await listed(figures.open)) {
        const { clock } = await detail<any>(`/approvals/${id}?on=${day}`);
        for (const party of ['sponsor', 'authority', 'suspended'] as const) workdays[party] += clock.totals[party];
        worst = Math.max(worst, clock.overdueBy);
      }
      expect({ workdays: figures.workdays, worst: figures.worstOverdueBy }).toEqual({ workdays, worst });
    }
  });

  it('medians of the months', async () => {
    const { months } = await done<BoardTrends>(world.as('leader').get('/board/trends'), 200);
    const known = [];
    for (const { approvalsDecided, medianAuthorityWorkdays } of months) {
      const spent = [];
      for (const { id } of await listed(approvalsDecided)) {
        const { clock } = await detail<any>(`/approvals/${id}`);
        spent.push(clock.totals.authority as number);
      }
      expect(medianAuthorityWorkdays).toBe(median(spent));
      if (spent.length > 0) known.push(medianAuthorityWorkdays);
    }
    expect(known).not.toEqual([]);
  });

  it('what was delivered in the months is what was confirmed', async () => {
    const { months } = await done<BoardTrends>(world.as('leader').get('/board/trends'), 200);
    const { pledges } = await board();
    const whole = (of: 'deliveredFen' | 'deliveredUnits') => months.reduce((sum, month) => sum + month[of], 0);
    expect([whole('deliveredFen'), whole('deliveredUnits')]).toEqual([
      pledges.total.fen.delivered,
      pledges.total.units.delivered,
    ]);
  });
});

describe('targets without means', () => {
  /** Found anew from the lists of pilots, pledges and approvals. */
  async function expected(day: string): Promise<Map<string, [pledges: number, approvals: number]>> {
    const missing = new Map<string, [number, number]>();
    const pilots = await listed<{ id: string; state: string }>({
      list: { path: '/pilots', query: { origin: 'assigned' } },
    });
    for (const { id, state } of pilots) {
      if (state === 'draft' || state === 'closed') continue;
      const pledges = await listed({ list: { path: `/pilots/${id}/pledges`, query: { undeliveredOn: day } } });
      const approvals = await listed({ list: { path: '/approvals', query: { pilot: id, overdueOn: day } } });
      if (pledges.length + approvals.length > 0) missing.set(id, [pledges.length, approvals.length]);
    }
    return missing;
  }

  it.each(DAYS)('are those that wait, on %s', async day => {
    const { items, total } = await done<BoardMeansPage>(world.as('leader').get(`/board/means?day=${day}`), 200);
    const wanted = await expected(day);
    expect(total).toBe(wanted.size);
    expect(new Map(items.map(item => [item.pilotId, [item.pledgesUndelivered, item.approvalsOverdue]]))).toEqual(
      wanted,
    );
  });

  it('come worst first, capped with an honest total', async () => {
    const all = await done<BoardMeansPage>(world.as('leader').get('/board/means'), 200);
    expect(all.items.length).toBeGreaterThan(2);
    const first = await done<BoardMeansPage>(world.as('leader').get('/board/means?limit=1'), 200);
    expect(first).toEqual({ ...all, items: all.items.slice(0, 1) });
    const { pledgesUndelivered, approvalsOverdue } = all.items[0]!;
    expect([pledgesUndelivered > 0, approvalsOverdue > 0]).toEqual([true, true]);
    expect(all.items[0]).toMatchObject({ sponsor: '漩口镇人民政府', assignedBy: '汶民发〔2025〕12号' });
  });
});

describe('who reads the board, and of what', () => {
  it.each<[PersonKey, number]>([
    ['leader', 200],
    ['auditor', 200],
    ['cityLeader', 200],
    ['inspector', 403],
    ['sponsor', 403],
    ['land', 403],
    ['sysadmin', 403],
  ])('%s is answered %d', async (person, status) => {
    for (const path of ['', '/trends', '/counties', '/means', '/report.pdf', '/report.xlsx']) {
      const answer = await world.as(person).get(`/board${path}`);
      expect([path, answer.status]).toEqual([path, status]);
    }
  });

  it('a neighbour sees his own empty board, and asks for another county in vain', async () => {
    const own = await board('', 'neighbourLeader');
    expect(figuresOf(own).filter(({ figure }) => figure.count > 0)).toEqual([]);
    for (const path of ['', '/trends', '/counties', '/means', '/report.pdf', '/report.xlsx']) {
      const { body, status } = await world.as('neighbourLeader').get(`/board${path}?county=513221`);
      expect([status, path.includes('.') ? null : body.code]).toEqual([
        404,
        path.includes('.') ? null : 'board.county-not-found',
      ]);
    }
  });

  it('a city is the sum of its counties, and a county is itself', async () => {
    const whole = await board('', 'cityLeader');
    const parts = [await board('?county=513221', 'cityLeader'), await board(`?county=${SECOND_COUNTY}`, 'cityLeader')];
    for (const of of [
      (view: BoardView) => view.pilots.total.count,
      (view: BoardView) => view.pledges.total.fen.undelivered,
      (view: BoardView) => view.approvals.total.overdue.count,
      (view: BoardView) => view.flaws.total.count,
      (view: BoardView) => view.claims.total.count,
      (view: BoardView) => view.means.pilots.count,
    ]) {
      expect(of(whole)).toBe(parts.reduce((sum, part) => sum + of(part), 0));
    }
    const own = await board();
    const numbers = (view: BoardView) => figuresOf(view).map(({ at, figure }) => [at, figure.count]);
    expect(numbers(own)).toEqual(numbers(parts[0]!));
    expect([own.place, whole.place]).toEqual(['汶川县', '阿坝藏族羌族自治州']);
  });

  it('a kept answer gives way to the next write, and only to it', async () => {
    const before = await board();
    expect(await board()).toEqual(before);
    await draftPilot(world.as('sponsor'));
    const after = await board();
    expect(after.pilots.total.count).toBe(before.pilots.total.count + 1);
    expect(after.pledges).toEqual(before.pledges);
  });
});

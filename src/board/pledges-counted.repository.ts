// Promises by giver on a day, and what each assigned pilot is still short of: one pass over the pledges. What is due,
// delivered and planned is what shortfallOn (domain) says of each; a test holds the sums against it.
import { Injectable } from '@nestjs/common';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { inside, within, type Area } from './area';

/** Amounts of made pledges; [committed, due, delivered, undelivered]. */
export type Sums = readonly [committed: number, due: number, delivered: number, undelivered: number];

export interface GiverCounted {
  county: string;
  giver: string | null;
  /** Of a body outside the county; a unit's own name is looked up. */
  name: string | null;
  made: number;
  due: number;
  undelivered: number;
  documented: number;
  claimed: number;
  disputed: number;
  fen: Sums;
  units: Sums;
}

/** An open pilot assigned from above, with made pledges due and not delivered in full. */
export interface ShortPilot {
  county: string;
  pilot: string;
  pledges: number;
  fen: number;
  units: number;
}

export interface PledgesCounted {
  givers: GiverCounted[];
  short: ShortPilot[];
}

/** Assigned from above and still to be done. */
export const ASSIGNED_OPEN = `o.origin = 'assigned' and o.state in ('registered', 'running', 'suspended')`;

// One measure a pledge: fen for funds, units for all else (pledge.measure-wrong refuses another), hence coalesce. Sums
// are of doubles, exact below 2^53 as every amount here is, because the database adds bigint as numeric, several times slower.
// A confirmed revision sets the total anew and takes from the last tranches first: while some are still to come, what is due
// is at most the new total, afterwards it is that total.
const FIGURES = (area: Area) => `
  with promised as (
    select d.pledge_id as id, d.terms_number, sum(coalesce(d.amount_fen, d.quantity)::float8) as total,
      coalesce(sum(coalesce(d.amount_fen, d.quantity)::float8) filter (where d.due_on <= $2), 0) as due,
      min(d.due_on) <= $2 as begun, max(d.due_on) > $2 as more
    from pledge_tranche d where ${inside('d', area)} group by d.pledge_id, d.terms_number
  ), revised as (
    select distinct on (r.pledge_id) r.pledge_id as id, coalesce(r.amount_fen, r.quantity)::float8 as total
    from pledge_revision r where r.state = 'confirmed' and r.happened_on <= $2 and ${inside('r', area)}
    order by r.pledge_id, r.answered_at desc, r.entered_at desc, r.id desc
  ), given as (
    select e.pledge_id as id, sum(coalesce(e.amount_fen, e.quantity)::float8) as total
    from pledge_delivery e where e.state = 'confirmed' and e.happened_on <= $2 and ${inside('e', area)} group by e.pledge_id
  ), made as (
    select p.county, p.pilot_id, p.giver_id, p.kind = 'funds' as funds, d.begun, coalesce(r.total, d.total) as committed,
      case when r.total is null then d.due when d.more then least(d.due, r.total) else r.total end as due,
      coalesce(g.total, 0) as delivered
    from pledge p
    join promised d on d.id = p.id and d.terms_number = p.terms_number
    left join revised r on r.id = p.id left join given g on g.id = p.id
    where p.standing = 'made' and ${inside('p', area)}
  ), figure as materialized (select *, greatest(due - delivered, 0) as undelivered from made
  ), assigned as materialized (select o.county, o.id from pilot o where ${ASSIGNED_OPEN} and ${inside('o', area)})`;

/** Of one giver and one measure. */
interface MadeSum {
  county: string;
  giver: string;
  funds: boolean;
  n: number;
  begun: number;
  short: number;
  sums: Sums;
}

/** What nobody has signed is only counted. */
interface UnsignedCount {
  county: string;
  giver: string | null;
  name: string | null;
  standing: 'claimed' | 'disputed';
  documented: boolean;
  n: number;
}

const MADE = `select f.county, f.giver_id as giver, f.funds, count(*) as n, count(*) filter (where begun) as begun,
    count(*) filter (where undelivered > 0) as short,
    json_build_array(sum(committed), sum(due), sum(delivered), sum(undelivered)) as sums
  from figure f group by f.county, f.giver_id, f.funds`;

// Summed by pilot first, and the pilots in a hashed list: looking them up pledge by pledge takes a tenth longer in all.
const SHORT = `select s.* from (
    select f.county, f.pilot_id as pilot, count(*) as pledges,
      coalesce(sum(undelivered) filter (where funds), 0) as fen, coalesce(sum(undelivered) filter (where not funds), 0) as units
    from figure f where undelivered > 0 group by f.county, f.pilot_id) s
  join assigned o on o.county = s.county and o.id = s.pilot`;

const UNSIGNED = (area: Area) => `select p.county, p.giver_id as giver, p.giver_name as name, p.standing,
    t.document_number is not null and t.document_sha256 is not null as documented, count(*) as n
  from pledge p join pledge_terms t on t.county = p.county and t.pledge_id = p.id and t.number = p.terms_number
  where p.standing <> 'made' and ${inside('p', area)} and ${inside('t', area)} group by 1, 2, 3, 4, 5`;

@Injectable()
export class PledgesCountedRepository {
  async counted(q: Reader, area: Area, day: Day): Promise<PledgesCounted> {
    const [row] = await q.sql<{ made: MadeSum[] | null; short: ShortPilot[] | null }>(
      `${FIGURES(area)} select (select json_agg(m) from (${MADE}) m) as made, (select json_agg(s) from (${SHORT}) s) as short`,
      [within(area), day],
    );
    const unsigned = await q.sql<UnsignedCount>(UNSIGNED(area), [within(area)]);
    const made = row!.made ?? [];
    return { givers: giversOf(made, unsigned), short: row!.short ?? [] };
  }
}

function giversOf(made: readonly MadeSum[], unsigned: readonly UnsignedCount[]): GiverCounted[] {
  const givers = new Map<string, GiverCounted>();
  const of = ({ county, giver, name }: Pick<UnsignedCount, 'county' | 'giver' | 'name'>): GiverCounted => {
    const key = `${county} ${giver ?? ''} ${name ?? ''}`;
    const known = givers.get(key) ?? { county, giver, name, ...NOTHING };
    givers.set(key, known);
    return known;
  };
  for (const { county, giver, funds, n, begun, short, sums } of made) {
    const row = of({ county, giver, name: null });
    row.made += n;
    row.due += begun;
    row.undelivered += short;
    row[funds ? 'fen' : 'units'] = sums;
  }
  for (const one of unsigned) {
    const row = of(one);
    if (one.standing === 'disputed') row.disputed += one.n;
    else row[one.documented ? 'documented' : 'claimed'] += one.n;
  }
  return [...givers.values()];
}

const NOTHING = {
  made: 0,
  due: 0,
  undelivered: 0,
  documented: 0,
  claimed: 0,
  disputed: 0,
  fen: [0, 0, 0, 0],
  units: [0, 0, 0, 0],
} as const satisfies Partial<GiverCounted>;

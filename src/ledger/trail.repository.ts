// The log as a person reads it: backwards, narrowed, with the names of units and accounts as they stand today.
import { Injectable } from '@nestjs/common';
import type { Day, Instant } from '../domain/period';
import type { Reader } from './door';

export interface TrailWish {
  /** Newest position wanted. */
  from: number | null;
  limit: number;
  /** A whole kind, or the concept before its dot. */
  kind: string | null;
  /** Id of a unit or an account. */
  actor: string | null;
  subject: string | null;
  /** First and last day wanted. */
  since: Day | null;
  until: Day | null;
}

export interface TrailRow {
  position: number;
  received_at: Instant;
  kind: string;
  subject: string;
  actor_unit: string;
  unit_name: string | null;
  account_id: string | null;
  account_name: string | null;
  kept: boolean;
}

// Entries are picked first: names are looked up for one page, not for a county's whole log.
const TRAIL = `
  with page as materialized (
    select e.position, e.received_at, e.kind, e.subject, e.actor_unit, p.actor_account, p.position is not null as kept
    from ledger_entry e left join ledger_payload p using (county, position)
    where e.county = $1
      and ($2::bigint is null or e.position <= $2)
      and ($4::text is null or e.kind = $4 or starts_with(e.kind, $4 || '.'))
      and ($5::text is null or e.actor_unit = $5 or p.actor_account::text = $5)
      and ($6::text is null or e.subject = $6)
      and ($7::date is null or e.received_at >= $7::date::timestamp at time zone 'Asia/Shanghai')
      and ($8::date is null or e.received_at < ($8::date + 1)::timestamp at time zone 'Asia/Shanghai')
    order by e.position desc limit $3
  )
  select page.position, page.received_at, page.kind, page.subject, page.actor_unit, o.name as unit_name,
    page.actor_account as account_id, a.name as account_name, page.kept
  from page
  left join organisation o on o.county = $1 and o.id::text = page.actor_unit
  left join account a on a.county = $1 and a.id = page.actor_account
  order by page.position desc`;

@Injectable()
export class TrailRepository {
  page(q: Reader, county: string, wish: TrailWish): Promise<TrailRow[]> {
    const { from, limit, kind, actor, subject, since, until } = wish;
    return q.sql<TrailRow>(TRAIL, [county, from, limit, kind, actor, subject, since, until]);
  }
}

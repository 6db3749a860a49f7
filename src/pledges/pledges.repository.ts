// The list of pledges with the terms in force and the giver's name, and what waits for a unit's answer, in one statement.
import { Injectable } from '@nestjs/common';
import { instantsOf } from '../domain/board/months';
import { pledgeRefusal } from '../domain/pledge';
import type { Reader } from '../ledger/door';
import { Conditions } from '../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../platform/page';
import type { PledgeRow, PledgesQuery } from './pledges.dto';

const SELECT = `select p.id, p.county, p.version, p.code, p.pilot_id, p.receiver_id, p.giver_id, p.kind, p.standing,
    p.terms_number, p.recorded_at, coalesce(g.name, p.giver_name) as giver,
    coalesce(g.credit_code, p.giver_credit_code) as credit_code,
    t.what, t.amount_fen, t.quantity, t.unit, t.document_number, t.document_sha256,
    (select json_agg(json_build_object('dueOn', d.due_on, 'amountFen', d.amount_fen, 'quantity', d.quantity)
        order by d.ordinal) from pledge_tranche d
      where d.county = p.county and d.pledge_id = p.id and d.terms_number = p.terms_number) as tranches
  from pledge p
  join pledge_terms t on t.county = p.county and t.pledge_id = p.id and t.number = p.terms_number
  left join organisation g on g.county = p.county and g.id = p.giver_id`;

const DUE_BEFORE = `exists (select from pledge_tranche d where d.county = p.county and d.pledge_id = p.id
  and d.terms_number = p.terms_number and d.due_on < ?)`;

const DOCUMENTED = '(t.document_number is not null and t.document_sha256 is not null)';

const measured = (row: string) =>
  `case p.kind when 'funds' then coalesce(${row}.amount_fen, 0) else coalesce(${row}.quantity, 0) end`;

/**
 * What shortfallOn (domain) calls a shortfall, for a made pledge. A confirmed revision sets the total anew and takes from the
 * last tranches first: while some are still to come, what is due is at most the new total, afterwards it is that total.
 */
const UNDELIVERED_ON = `p.standing = 'made' and exists (select from (
    select coalesce(sum(${measured('d')}) filter (where d.due_on <= ?), 0) as due, bool_or(d.due_on > ?) as more
    from pledge_tranche d where d.county = p.county and d.pledge_id = p.id and d.terms_number = p.terms_number) promised
  left join lateral (select ${measured('r')} as total from pledge_revision r
    where r.county = p.county and r.pledge_id = p.id and r.state = 'confirmed' and r.happened_on <= ?
    order by r.answered_at desc, r.entered_at desc, r.id desc limit 1) revised on true
  where case when revised.total is null then due when more then least(due, revised.total) else revised.total end
    > (select coalesce(sum(${measured('e')}), 0) from pledge_delivery e
      where e.county = p.county and e.pledge_id = p.id and e.state = 'confirmed' and e.happened_on <= ?))`;

const DELIVERED_BETWEEN = `exists (select from pledge_delivery e where e.county = p.county and e.pledge_id = p.id
  and e.state = 'confirmed' and e.answered_at >= ? and e.answered_at < ?)`;

const openEntry = (table: 'pledge_delivery' | 'pledge_revision') =>
  `exists (select from ${table} e where e.county = p.county and e.pledge_id = p.id
    and e.state = 'entered' and e.entered_unit <> ?)`;

/** A claim waits for its giver, a dispute for its sponsor, an entry for the side that did not make it. */
const WAITING = `((p.standing = 'claimed' and p.giver_id = ?) or (p.standing = 'disputed' and p.receiver_id = ?)
  or (? in (p.giver_id, p.receiver_id) and (${openEntry('pledge_delivery')} or ${openEntry('pledge_revision')})))`;

@Injectable()
export class PledgesRepository {
  /** One row more than `limit`, newest first: its presence says that there is a next page. */
  async page(q: Reader, query: PledgesQuery, only: { unit: string; pilotId?: string }): Promise<PledgeRow[]> {
    const where = new Conditions('p').within(q.scope);
    const { unit, pilotId } = only;
    where
      .when(pilotId, 'p.pilot_id = ?')
      .when(query.giver, 'p.giver_id = ?')
      .when(query.standing, 'p.standing = ?')
      .when(query.kind, 'p.kind = ?')
      .when(query.county, 'p.county = ?')
      .when(query.giverName, 'p.giver_name = ?')
      .when(query.documented, `case ? when 'yes' then ${DOCUMENTED} else not ${DOCUMENTED} end`)
      .when(query.undeliveredOn, UNDELIVERED_ON, ...Array<string | undefined>(4).fill(query.undeliveredOn))
      .when(query.dueBefore, DUE_BEFORE)
      .when(query.waiting, WAITING, unit, unit, unit, unit, unit);
    if (query.deliveredIn !== undefined) {
      const { from, before } = instantsOf(query.deliveredIn);
      where.add(DELIVERED_BETWEEN, from, before);
    }
    where.olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<PledgeRow>(
      `${SELECT} where ${where.text} order by p.recorded_at desc, p.id desc limit ${limit}`,
      where.values,
    );
  }

  /** @throws Refusal pledge.not-found */
  async found(q: Reader, id: string): Promise<PledgeRow> {
    const [row] = await q.sql<PledgeRow>(`${SELECT} where p.id = $1`, [id]);
    if (!row) throw pledgeRefusal('pledge.not-found');
    return row;
  }
}

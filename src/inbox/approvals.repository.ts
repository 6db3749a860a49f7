// Approvals on a unit's desk on either side, with the predecessors an application still waits for.
import { Injectable } from '@nestjs/common';
import type { Approval } from '../approvals/approval.entity';
import type { Actor } from '../domain/permission';
import type { Reader } from '../ledger/door';
import { dayOf, PILOT_PART } from './units.repository';
import type { Day } from '../domain/period';
import type { Subject } from './waiting';

export interface DeskRow extends Approval, Omit<Subject, 'pilot_id'> {
  title: string;
  field: string;
  opened_on: Day;
  mine: 'sponsor' | 'approver';
}

const COLUMNS = `a.county, a.id, a.version, a.code, a.pilot_id, a.state, a.approver_id, a.field_class, a.matter,
  a.legal_basis, a.term_workdays, a.materials, a.recorded_at, a.matter as title, ${dayOf('a.recorded_at')} as opened_on,
  ${PILOT_PART}, p.field`;

const SPONSORS = ['not-started', 'path-named', 'returned'];
/** A suspension waits for a hearing, not for a desk; but only the approver can end it, and so is kept reminded. */
const APPROVERS = ['inquiring', 'applied', 'accepted', 'suspended'];

@Injectable()
export class DesksRepository {
  async desk(q: Reader, { county, organisationId }: Actor): Promise<DeskRow[]> {
    return q.sql<DeskRow>(
      `select ${COLUMNS}, 'approver' as mine from approval a join pilot p on p.county = a.county and p.id = a.pilot_id
       where a.county = $1 and a.approver_id = $2 and a.state = any ($3)
       union all
       select ${COLUMNS}, 'sponsor' from pilot p join approval a on a.county = p.county and a.pilot_id = p.id
       where p.county = $1 and p.sponsor_id = $2 and p.state <> 'closed' and a.state = any ($4)`,
      [county, organisationId, APPROVERS, SPONSORS],
    );
  }

  /** What the named approvals wait for and is not granted by a decision; whether silence granted it is its clock's to say. */
  async ungranted(q: Reader, county: string, ids: readonly string[]): Promise<(DeskRow & { for_id: string })[]> {
    return q.sql<DeskRow & { for_id: string }>(
      `select ${COLUMNS}, 'sponsor' as mine, d.approval_id as for_id from approval_predecessor d
       join approval a on a.county = d.county and a.id = d.predecessor_id and a.state <> 'granted'
       join pilot p on p.county = a.county and p.id = a.pilot_id
       where d.county = $1 and d.approval_id = any ($2::uuid[])`,
      [county, ids],
    );
  }
}

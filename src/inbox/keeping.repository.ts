// What waits for those who keep the registry itself: rulebooks to release, erasures to carry out, faults in the log.
import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { dayOf } from './units.repository';
import type { Found } from './waiting';

const NO_PILOT = 'null::uuid as pilot_id, null as pilot_code, null as pilot_title';

@Injectable()
export class KeepingRepository {
  /** Written by another person, the next version of its code, and not begun before the day of its release or the version before. */
  async drafts(q: Reader, { county, personId }: Actor, day: Day): Promise<Found[]> {
    return q.sql<Found>(
      `select 'rulebook.release' as kind, d.id, d.code, d.title_zh as title, d.county, ${NO_PILOT}, ${dayOf('d.recorded_at')} as since
       from rulebook_draft d where d.county = $1 and d.state = 'draft' and d.drafted_person <> $2
         and (d.document::jsonb #>> '{inForce,from}')::date >= $3
         and not exists (select from rulebook r where r.code = d.rulebook_code and (r.version >= d.rulebook_version
           or r.in_force_from > (d.document::jsonb #>> '{inForce,from}')::date))`,
      [county, personId, day],
    );
  }

  /** Ordered by one person, carried out by another. */
  async erasures(q: Reader, { county, personId }: Actor): Promise<Found[]> {
    return q.sql<Found>(
      `select 'erasure.execute' as kind, e.id, e.code, e.legal_document || ' ' || e.legal_article as title, e.county, ${NO_PILOT},
         ${dayOf('e.recorded_at')} as since
       from erasure e where e.county = $1 and e.state = 'ordered' and e.ordered_person <> $2`,
      [county, personId],
    );
  }

  /** The last check of the log that came to an end, when it was not well: until a later one is. */
  async faults(q: Reader, { county }: Actor): Promise<Found[]> {
    return q.sql<Found>(
      `select 'ledger.faults' as kind, r.id, '' as code, coalesce(r.broken, r.failed || ' / ' || (r.passed + r.failed)) as title,
         r.county, ${NO_PILOT}, ${dayOf('r.ended_at')} as since
       from (select * from fsck_run where county = $1 and ended_at is not null order by began_at desc, id desc limit 1) r
       where r.broken is not null or r.failed > 0`,
      [county],
    );
  }
}

// What stands around the claims that wait: the flaw and pilot each is about, corrections, clearances, recusals, and matters
// of accountability a claim may be filed on.
import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/permission';
import type { Day } from '../domain/period';
import type { Reader } from '../ledger/door';
import { dayOf, PILOT_PART } from './units.repository';
import type { Found, Subject } from './waiting';

/** The flaw under a claim: its own subject, and whose pilot it is on. */
export interface Ground extends Subject {
  flaw_id: string;
}

export interface FoundOfClaim extends Found {
  claim_id: string;
  person_id: string;
  due_on: Day | null;
}

const OF_CLAIM = `claim m on m.county = c.county and m.id = c.claim_id
  join flaw f on f.county = m.county and f.id = m.flaw_id join pilot p on p.county = f.county and p.id = f.pilot_id`;

@Injectable()
export class AroundClaimsRepository {
  async grounds(q: Reader, flawIds: readonly string[]): Promise<Map<string, Ground>> {
    const rows = await q.sql<Ground>(
      `select f.id, f.id as flaw_id, f.code, left(f.description, 60) as title, f.county, ${PILOT_PART}
       from flaw f join pilot p on p.county = f.county and p.id = f.pilot_id where f.id = any ($1::uuid[])`,
      [flawIds],
    );
    return new Map(rows.map(row => [row.flaw_id, row]));
  }

  async unfinished(q: Reader, claimIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await q.sql<{ claim_id: string }>(
      `select distinct claim_id from claim_correction where claim_id = any ($1::uuid[]) and state <> 'signed-off'`,
      [claimIds],
    );
    return new Set(rows.map(row => row.claim_id));
  }

  /** Ordered of the own unit and not answered. */
  async corrections(q: Reader, { county, organisationId }: Actor): Promise<FoundOfClaim[]> {
    return q.sql<FoundOfClaim>(
      `select 'correction.answer' as kind, c.id, c.code, left(c.text, 60) as title, c.county, ${PILOT_PART}, c.claim_id,
         c.person_id, c.due_on, (select max(${dayOf('e.recorded_at')}) from claim_correction_entry e
           where e.county = c.county and e.correction_id = c.id) as since
       from claim_correction c join ${OF_CLAIM} where c.county = $1 and c.unit_id = $2 and c.state in ('open', 'sent-back')`,
      [county, organisationId],
    );
  }

  /** For whoever handles the claims: corrections answered, clearances proposed. Within the reader's reach. */
  async toReview(q: Reader): Promise<FoundOfClaim[]> {
    return q.sql<FoundOfClaim>(
      `select 'correction.sign-off' as kind, c.id, c.code, left(c.text, 60) as title, c.county, ${PILOT_PART}, c.claim_id,
         c.person_id, null::date as due_on, (select max(${dayOf('e.recorded_at')}) from claim_correction_entry e
           where e.county = c.county and e.correction_id = c.id) as since, null::text[] as parts
       from claim_correction c join ${OF_CLAIM} where c.state = 'answered'
       union all
       select 'clearance.confirm', m.id, m.code, left(f.description, 60), c.county, ${PILOT_PART}, c.claim_id,
         c.person_id, null, ${dayOf('c.recorded_at')}, array[c.id::text]
       from claim_clearance c join ${OF_CLAIM}
       left join claim_decision d on d.county = m.county and d.id = m.decision_id
       join accountability b on b.county = m.county and b.id = m.accountability_id
       where c.state = 'proposed' and (d.kind = 'exempt' or b.state = 'dropped')`,
    );
  }

  /** Accountability begun against the own unit or person, and no claim on it yet. */
  async claimable(q: Reader, { county, organisationId, personId }: Actor, unit: boolean): Promise<Found[]> {
    return q.sql<Found>(
      `select 'claim.file' as kind, b.id, b.code, left(f.description, 60) as title, b.county, ${PILOT_PART},
         ${dayOf('b.recorded_at')} as since
       from accountability b join flaw f on f.county = b.county and f.id = b.flaw_id
       join pilot p on p.county = f.county and p.id = f.pilot_id
       left join account o on o.county = b.county and o.id = b.officer_id
       where b.county = $1 and b.state = 'begun' and (o.person_id = $3 or ($4 and b.unit_id = $2))
         and not exists (select from claim m where m.county = b.county and m.accountability_id = b.id
           and m.state not in ('withdrawn', 'not-admitted'))`,
      [county, organisationId, personId, unit],
    );
  }
}

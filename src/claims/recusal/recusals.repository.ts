// What the registry knows of a claim's surroundings and of one person's ties to them: statements of our own, because the
// answer lies in the tables of seven rooms and in the history of units and accounts.
import { Injectable } from '@nestjs/common';
import { higherBody } from '../../domain/claim/routing';
import type { Hand, Matter, Person, Posting, Superior } from '../../domain/claim/recusal';
import type { Instant } from '../../domain/period';
import type { Reader } from '../../ledger/door';
import type { Claim } from '../claim.entity';

/** Whose ties are asked for. An account of a higher body is invisible in the county, so all three are given. */
export interface Candidate {
  accountId: string;
  personId: string;
  organisationId: string;
}

/** Somebody who handles a claim, or may. */
export interface Found extends Candidate {
  /** Of the account; null: known from the claim's own rows alone. */
  county: string | null;
}

/**
 * $1 county, $2 claim, $3 persons. Units: the one under claim and the sponsor, with whatever stood above them at any time.
 * Hands: whoever registered, led or moved the pilot, filed for it or for the claim, stood for a pledge, handled an
 * approval, brought the matter or spoke against
 * the claimant, or acted for a body at an earlier stage. Taking back or stating something for one's own
 * side is no handling.
 */
const TIES = `
  with recursive matter as (
    select c.claimant_unit, c.claimant_kind, c.claimant_person, c.filed_person, c.accountability_id,
      array_position(array['first', 're-review', 'upper-review'], c.stage) as stage,
      f.id as flaw_id, f.units as flaw_units, f.reporter_id, f.established, p.id as pilot_id, p.sponsor_id, p.lead_id, p.recorded_at
    from claim c join flaw f on f.county = c.county and f.id = c.flaw_id join pilot p on p.county = f.county and p.id = f.pilot_id
    where c.county = $1 and c.id = $2
  ), line as (
    select unnest(array[claimant_unit, sponsor_id]) as unit from matter
    union
    select e.above from line cross join lateral (
      select o.superior_id as above from organisation o where o.county = $1 and o.id = line.unit
      union all select (h.before ->> 'superior_id')::uuid from identity_change h where h.county = $1 and h.subject_id = line.unit
    ) e where e.above is not null
  ), superior as (
    select o.id as unit, o.superior_id as above, null::timestamptz as until from line
      join organisation o on o.county = $1 and o.id = line.unit where o.superior_id is not null
    union all select h.subject_id, (h.before ->> 'superior_id')::uuid, h.recorded_at from line
      join identity_change h on h.county = $1 and h.subject_id = line.unit where h.before ->> 'superior_id' is not null
  ), account_hand as (
    select lead_id as account, 'filed' as part from matter
    union all select s.actor_id, 'filed' from matter m join pilot_state s on s.county = $1 and s.pilot_id = m.pilot_id
    union all select reporter_id, case when established then 'interest' else 'filed' end from matter
    union all select s.actor_id, case when s.unit_id = g.receiver_id then 'filed' else 'counter-signed' end
      from matter m join pledge g on g.county = $1 and g.pilot_id = m.pilot_id
      join pledge_standing s on s.county = $1 and s.pledge_id = g.id
    union all select x.account, case when x.unit = g.receiver_id then 'filed' else 'counter-signed' end
      from matter m join pledge g on g.county = $1 and g.pilot_id = m.pilot_id cross join lateral (
        select entered_by as account, entered_unit as unit from pledge_delivery where county = $1 and pledge_id = g.id
        union all select answered_by, answered_unit from pledge_delivery where county = $1 and pledge_id = g.id
        union all select entered_by, entered_unit from pledge_revision where county = $1 and pledge_id = g.id
        union all select answered_by, answered_unit from pledge_revision where county = $1 and pledge_id = g.id) x
    union all select e.actor_id, case when e.unit_id = a.approver_id then 'approved' else 'filed' end
      from matter m join approval a on a.county = $1 and a.pilot_id = m.pilot_id
      join approval_event e on e.county = $1 and e.approval_id = a.id
    union all select x.actor_id, 'filed' from matter m join exemption r on r.county = $1 and r.pilot_id = m.pilot_id
      join exemption_act x on x.county = $1 and x.exemption_id = r.id and x.act in ('draft', 'edit', 'file', 'withdraw')
  ), hand as (
    select a.person_id as person, h.part from account_hand h join account a on a.county = $1 and a.id = h.account
    union select filed_person, case when claimant_kind = 'proposed' then 'interest' else 'filed' end from matter
    union select claimant_person, 'benefited' from matter where claimant_person is not null
    union select b.person_id, 'interest' from matter m join accountability b on b.county = $1 and b.id = m.accountability_id
    union select person_id, 'interest' from claim_statement
      where county = $1 and claim_id = $2 and side = 'accuser' and spoken_by is null
    union select e.person, 'earlier-stage' from matter m cross join lateral (
      select person_id as person, stage from claim_act where county = $1 and claim_id = $2
        and act not in ('file', 'withdraw', 'request-re-review', 'request-upper-review', 'recuse', 'leave')
        and (act <> 'state' or unit_id <> m.claimant_unit and person_id is distinct from m.claimant_person)
      union all select person_id, stage from claim_member where county = $1 and claim_id = $2
      union all select unnest(array[proposed_person, issued_person, referred_person, approved_person]), stage
        from claim_decision where county = $1 and claim_id = $2) e
      where array_position(array['first', 're-review', 'upper-review'], e.stage) < m.stage and e.person is not null
  ), benefited as (
    select unnest(flaw_units) as unit from matter
    union select (jsonb_array_elements_text(part.value))::uuid from matter m
      join scope_version v on v.county = $1 and v.pilot_id = m.pilot_id and v.state = 'recorded'
      join scope_part part on part.county = $1 and part.pilot_id = m.pilot_id and part.sha256 = v.parts ->> 'units'
  ), posting as (
    select person_id as person, organisation_id as unit, null::timestamptz as until from account
      where county = $1 and person_id = any ($3)
    union all select a.person_id, (h.before ->> 'organisation_id')::uuid, h.recorded_at from account a
      join identity_change h on h.county = $1 and h.subject_id = a.id
      where a.county = $1 and a.person_id = any ($3) and h.before ->> 'organisation_id' is not null
  )
  select utc_text(m.recorded_at) as since, array[m.claimant_unit, m.sponsor_id] as units,
    (select coalesce(jsonb_agg(jsonb_build_object('unit', unit, 'above', above, 'until', utc_text(until))), '[]') from superior) as superiors,
    array(select unit from benefited) as benefited,
    (select coalesce(jsonb_agg(jsonb_build_object('person', person, 'part', part)), '[]') from hand where person = any ($3)) as hands,
    (select coalesce(jsonb_agg(jsonb_build_object('person', person, 'unit', unit, 'until', utc_text(until))), '[]') from posting) as postings
  from matter m`;

interface TiesRow {
  since: Instant;
  units: string[];
  superiors: Superior[];
  benefited: string[];
  hands: Hand[];
  postings: (Posting & { person: string })[];
}

@Injectable()
export class RecusalsRepository {
  /** `persons` in the order of the candidates. */
  async ties(
    q: Reader,
    claim: Claim,
    candidates: readonly Candidate[],
  ): Promise<{ matter: Matter; persons: Person[] }> {
    const ids = [...new Set(candidates.map(({ personId }) => personId))];
    const [row] = await q.sql<TiesRow>(TIES, [claim.county, claim.id, ids]);
    const { postings, ...matter } = row!;
    const persons = candidates.map(({ personId, organisationId }) => {
      const own = postings.filter(({ person }) => person === personId).map(({ unit, until }) => ({ unit, until }));
      return { personId, postings: [...own, { unit: organisationId, until: null }] };
    });
    return { matter, persons };
  }

  /**
   * The account, as far as the reader may see it, when it handles the claim, sits, or is an inspector's of the county, of
   * the handling body's seat or of the one above it, who all may come to; else null.
   */
  async involved(q: Reader, claim: Claim, accountId: string): Promise<Found | null> {
    const seats = [claim.county, claim.handling, higherBody(claim.handling)].filter(seat => seat !== null);
    const [row] = await q.sql<Found>(
      `select $3::uuid as "accountId", person_id as "personId", unit_id as "organisationId", county from (
         select a.person_id, a.organisation_id as unit_id, a.county, 1 as rank from account a
           join role_grant g on g.county = a.county and g.account_id = a.id and g.role = 'inspector' and g.revoked_at is null
           where a.county = any ($4) and a.id = $3
         union all select person_id, unit_id, null, 2 from claim_member where county = $1 and claim_id = $2 and account_id = $3
         union all select person_id, unit_id, null, 3 from claim_act where county = $1 and claim_id = $2 and actor_id = $3
           and act not in ('file', 'withdraw', 'state', 'request-re-review', 'request-upper-review', 'recuse')
       ) known order by rank limit 1`,
      [claim.county, claim.id, accountId, seats],
    );
    return row ?? null;
  }
}

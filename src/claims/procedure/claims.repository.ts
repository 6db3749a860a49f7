// The list of claims with the flaw and pilot they are about.
import { Injectable } from '@nestjs/common';
import { instantsOf } from '../../domain/board/months';
import type { Actor } from '../../domain/permission';
import type { Reader } from '../../ledger/door';
import { Conditions } from '../../platform/conditions';
import { decodeCursor, PAGE_SIZE } from '../../platform/page';
import type { ActEntered } from '../../domain/claim/stretches';
import type { Claim } from '../claim.entity';
import type { ClaimsQuery } from './claims.dto';
import { copiedOnly, ownOnly } from '../visibility';

export interface ListedClaim extends Claim {
  flaw_code: string;
  pilot_code: string;
  pilot_title: string;
}

const COLUMNS = `c.county, c.id, c.version, c.code, c.state, c.stage, c.round, c.flaw_id, c.accountability_id,
  c.claimant_kind, c.claimant_unit, c.claimant_account, c.claimant_person, c.statement, c.wish, c.evidence, c.handling,
  c.routed_by, c.rulebook_code, c.rulebook_version, c.filed_by, c.filed_person, c.filed_at, c.served_on, c.decision_id,
  c.recorded_at, f.code as flaw_code, p.code as pilot_code, p.title as pilot_title`;

/** An issued decision that is not served yet is not to be found out by its kind. */
const SERVED_DECISION = `c.state <> 'decided' and exists (select from claim_decision d
  where d.county = c.county and d.id = c.decision_id and d.kind = ?)`;

const ISSUED_BETWEEN = `exists (select from claim_decision d where d.county = c.county and d.claim_id = c.id
  and d.state = 'issued' and d.issued_at >= ? and d.issued_at < ?)`;

@Injectable()
export class ClaimsRepository {
  /** One row more than asked for, newest first: its presence says that there is a next page. */
  async page(q: Reader, actor: Actor, query: ClaimsQuery): Promise<ListedClaim[]> {
    const where = new Conditions('c').within(q.scope);
    await onlyVisible(q, actor, where);
    where
      .when(query.state, 'c.state = ?')
      .when(query.handling, 'c.handling = ?')
      .when(query.unit, 'c.claimant_unit = ?')
      .when(query.county, 'c.county = ?')
      .when(query.decision, SERVED_DECISION)
      .when(
        query.q,
        '(starts_with(c.code, ?) or starts_with(f.code, ?) or starts_with(p.code, ?))',
        ...Array<string | undefined>(3).fill(query.q),
      );
    if (query.decidedIn !== undefined) {
      const { from, before } = instantsOf(query.decidedIn);
      where.add(ISSUED_BETWEEN, from, before);
    }
    where.olderThan(decodeCursor(query.cursor));
    const limit = where.next((query.limit ?? PAGE_SIZE) + 1);
    return q.sql<ListedClaim>(
      `select ${COLUMNS} from claim c join flaw f on f.county = c.county and f.id = c.flaw_id
       join pilot p on p.county = f.county and p.id = f.pilot_id
       where ${where.text} order by c.recorded_at desc, c.id desc limit ${limit}`,
      where.values,
    );
  }

  /** The acts of each claim in order, as far as clocks look at them. */
  async actsOf(q: Reader, claimIds: readonly string[]): Promise<Map<string, ActEntered[]>> {
    const rows = await q.sql<ActEntered & { claimId: string }>(
      `select claim_id as "claimId", act, state, stage, utc_text(recorded_at) as "recordedAt", detail from claim_act
       where claim_id = any ($1::uuid[]) order by claim_id, ordinal`,
      [[...claimIds]],
    );
    const acts = new Map<string, ActEntered[]>(claimIds.map(id => [id, []]));
    for (const { claimId, ...act } of rows) acts.get(claimId)?.push(act);
    return acts;
  }

  async recusals(q: Reader, claimId: string): Promise<number> {
    const [row] = await q.sql<{ count: string }>('select count(*) from claim_recusal where claim_id = $1', [claimId]);
    return Number(row!.count);
  }
}

/** Sponsors and departments see their own matters; the organisation department what its people sit on. */
async function onlyVisible(q: Reader, actor: Actor, where: Conditions): Promise<void> {
  if (ownOnly(actor)) {
    const { personId, organisationId } = actor;
    where.add(
      `(c.claimant_person = ? or c.filed_person = ? or (c.claimant_kind <> 'person' and c.claimant_unit = ?))`,
      ...[personId, personId, organisationId],
    );
  }
  if (await copiedOnly(q, actor)) {
    where.add(
      `(c.claimant_person = ? or c.filed_person = ? or exists (select from claim_member m
        where m.county = c.county and m.claim_id = c.id and m.person_id = ?))`,
      ...Array<string>(3).fill(actor.personId),
    );
  }
}

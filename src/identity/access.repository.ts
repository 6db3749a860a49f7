import { Injectable } from '@nestjs/common';
import type { Role } from '../domain/permission';
import type { Reader } from '../ledger/door';
import type { OrganisationKind, OrganisationLevel } from './organisation.entity';
import type { Claims } from './token.service';

export interface Standing {
  person_id: string;
  organisation_id: string;
  region: string;
  one_time: boolean;
  roles: Role[];
}

const STANDING = 'select person_id, organisation_id, region, one_time, roles from standing_of($1, $2, $3)';

const SELF = `
  select a.id as account_id, a.person_id, a.login, a.name, a.post, a.county, o.region, o.id as organisation_id,
    o.name as organisation_name, o.level, o.kind, c.one_time,
    array(select g.role from role_grant g
          where g.county = a.county and g.account_id = a.id and g.revoked_at is null order by g.role) as roles
  from account a
  join organisation o on o.county = a.county and o.id = a.organisation_id
  join credential c on c.county = a.county and c.account_id = a.id
  where a.county = $1 and a.id = $2`;

export interface SelfRow {
  account_id: string;
  person_id: string;
  login: string;
  name: string;
  post: string | null;
  county: string;
  region: string;
  organisation_id: string;
  organisation_name: string;
  level: OrganisationLevel;
  kind: OrganisationKind;
  one_time: boolean;
  roles: Role[];
}

@Injectable()
export class AccessRepository {
  /** Where the bearer of a token stands now, in one statement; null when the account or its session has ended. */
  async standing(q: Reader, claims: Claims): Promise<Standing | null> {
    const rows = await q.sql<Standing>(STANDING, [claims.county, claims.accountId, claims.family]);
    return rows[0] ?? null;
  }

  async self(q: Reader, who: { county: string; accountId: string }): Promise<SelfRow> {
    const rows = await q.sql<SelfRow>(SELF, [who.county, who.accountId]);
    return rows[0]!;
  }
}

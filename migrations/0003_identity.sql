-- Organisations, accounts, roles and sessions. One person holds at most one of the three separated administrators'
-- roles (三员分立), whatever the number of accounts.

create table organisation (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  region text not null check (region ~ '^\d{6}(\d{3}(\d{3})?)?$'),
  level text not null check (level in ('village', 'township', 'county', 'city', 'province')),
  kind text not null check (kind in ('government', 'bureau', 'discipline', 'organisation-department', 'reform-office', 'public-institution', 'village-committee', 'enterprise')),
  name text not null check (length(name) between 2 and 100),
  credit_code char(18) not null,
  superior_id uuid,
  closed_on date,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, superior_id) references organisation (county, id),
  constraint organisation_credit_code unique (county, credit_code),
  constraint organisation_region_in_county check (left(region, 6) = county),
  constraint organisation_region_of_level check (length(region) = case level when 'village' then 12 when 'township' then 9 else 6 end)
);
create index organisation_recorded on organisation (county, recorded_at, id);
create trigger keep_version before update on organisation for each row execute function keep_version();
call protect_county_table('organisation', 'update');

create table account (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  organisation_id uuid not null,
  -- One natural person may have two accounts and still counts once.
  person_id uuid not null,
  login text not null check (login ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  name text not null check (length(name) between 1 and 50),
  post text check (length(post) between 1 and 100),
  disabled boolean not null default false,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, organisation_id) references organisation (county, id),
  constraint account_login unique (county, login)
);
create index account_person on account (county, person_id);
create index account_organisation on account (county, organisation_id);
create trigger keep_version before update on account for each row execute function keep_version();
call protect_county_table('account', 'update');

-- INVARIANT: who an account is never changes; only where it works, whether it is open, and what its holder is called.
create function keep_account() returns trigger language plpgsql as $$
begin
  if (new.person_id, new.login, new.recorded_at) is distinct from (old.person_id, old.login, old.recorded_at) then
    raise exception 'person and login never change' using errcode = 'restrict_violation', constraint = 'account_holder';
  end if;
  return new;
end $$;
create trigger account_holder before update on account for each row execute function keep_account();

-- Apart from the account, so that no list and no response can carry a hash, and so that a mistyped password does not
-- make a new version of the account.
create table credential (
  county char(6) not null,
  account_id uuid not null,
  password_hash text not null,
  -- Given out by an administrator: good for one log-in, after which the holder must choose another.
  one_time boolean not null,
  expires_at timestamptz,
  changed_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0),
  locked_until timestamptz,
  primary key (county, account_id),
  foreign key (county, account_id) references account (county, id),
  constraint credential_one_time_expires check (one_time = (expires_at is not null))
);
call protect_county_table('credential', 'update');
revoke select on credential from ph_audit;

-- What organisations and accounts were before each change, and why they changed.
create table identity_change (
  county char(6) not null,
  id uuid not null,
  subject_id uuid not null,
  act text not null,
  version integer not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null check (length(reason) between 2 and 500),
  changed_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  constraint identity_change_once unique (county, subject_id, version)
);
call protect_county_table('identity_change');

create table role_grant (
  county char(6) not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('sponsor', 'department', 'inspector', 'leader', 'sysadmin', 'secadmin', 'auditor')),
  -- Null for the first administrators, whom nobody could have appointed.
  granted_by uuid,
  granted_at timestamptz not null,
  reason text not null check (length(reason) between 2 and 500),
  revoked_by uuid,
  revoked_at timestamptz,
  revoke_reason text check (length(revoke_reason) between 2 and 500),
  primary key (county, id),
  foreign key (county, account_id) references account (county, id),
  constraint role_grant_revoked_whole check (num_nulls(revoked_by, revoked_at, revoke_reason) in (0, 3))
);
create unique index role_grant_once on role_grant (county, account_id, role) where revoked_at is null;
create unique index role_grant_separated on role_grant (county, person_id)
  where revoked_at is null and role in ('sysadmin', 'secadmin', 'auditor');
call protect_county_table('role_grant', 'update');

create function keep_grant() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null
     or (new.county, new.id, new.account_id, new.person_id, new.role, new.granted_by, new.granted_at, new.reason) is distinct from
        (old.county, old.id, old.account_id, old.person_id, old.role, old.granted_by, old.granted_at, old.reason) then
    raise exception 'a grant is only ever revoked once' using errcode = 'restrict_violation', constraint = 'role_grant_frozen';
  end if;
  return new;
end $$;
create trigger role_grant_frozen before update on role_grant for each row execute function keep_grant();

-- One row per refresh token ever issued; the first of a family stands for it: it is locked before any other of the
-- family is touched, and its revocation ends them all. A token shown twice betrays theft.
create table session (
  county char(6) not null,
  id uuid not null,
  account_id uuid not null,
  family uuid not null,
  token_sha256 text not null check (token_sha256 ~ '^[0-9a-f]{64}$'),
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (county, id),
  foreign key (county, account_id) references account (county, id),
  foreign key (county, family) references session (county, id)
);
create index session_family on session (county, family);
create index session_account on session (county, account_id) where id = family and revoked_at is null;
call protect_county_table('session', 'update');

create function keep_session() returns trigger language plpgsql as $$
begin
  if (new.county, new.id, new.account_id, new.family, new.token_sha256, new.issued_at, new.expires_at) is distinct from
     (old.county, old.id, old.account_id, old.family, old.token_sha256, old.issued_at, old.expires_at)
     or (old.used_at is not null and new.used_at is distinct from old.used_at)
     or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
    raise exception 'a session is used once and revoked once' using errcode = 'restrict_violation', constraint = 'session_frozen';
  end if;
  return new;
end $$;
create trigger session_frozen before update on session for each row execute function keep_session();

-- Where the bearer of an access token stands now: the guard's one question at every request. In PL/pgSQL because that
-- keeps its plan for the life of a connection, which makes the answer five times as fast as planning it anew. It runs
-- with the rights of its caller, so row-level security holds.
create function standing_of(of_county char(6), of_account uuid, of_family uuid)
  returns table (person_id uuid, organisation_id uuid, region text, one_time boolean, roles text[])
  language plpgsql stable rows 1 as $$
#variable_conflict use_column
begin
  return query
    select a.person_id, a.organisation_id, o.region, c.one_time,
      array(select g.role from role_grant g
            where g.county = a.county and g.account_id = a.id and g.revoked_at is null order by g.role)
    from account a
    join organisation o on o.county = a.county and o.id = a.organisation_id
    join credential c on c.county = a.county and c.account_id = a.id
    join session s on s.county = a.county and s.id = of_family and s.family = s.id and s.account_id = a.id
    where a.county = of_county and a.id = of_account and not a.disabled and s.revoked_at is null;
end $$;
revoke all on function standing_of(char, uuid, uuid) from public;
grant execute on function standing_of(char, uuid, uuid) to ph_app;

-- Which county a login name belongs to. The app role cannot list it; it may only ask for one exact name.
create table login_directory (
  login text primary key,
  county char(6) not null check (county ~ '^\d{6}$')
);
alter table login_directory enable row level security;
alter table login_directory force row level security;
create policy owner_all on login_directory to ph_owner using (true) with check (true);

create function county_of_login(wanted text) returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$ select county from login_directory where login = wanted $$;
create function claim_login(wanted text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into login_directory (login, county) values (wanted, region_prefix()) on conflict do nothing;
  return found;
end $$;

-- The one-time token of the first start, by its digest alone. There is one at a time, and only while nobody has an account.
create table setup_token (
  only_one boolean primary key default true check (only_one),
  token_sha256 text not null check (token_sha256 ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null
);
alter table setup_token enable row level security;
alter table setup_token force row level security;
create policy owner_all on setup_token to ph_owner using (true) with check (true);

create function any_account() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from account) $$;
create function offer_setup(sha256 text, expires timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from account) then return false; end if;
  insert into setup_token (token_sha256, expires_at) values (sha256, expires)
    on conflict (only_one) do update set token_sha256 = excluded.token_sha256, expires_at = excluded.expires_at;
  return true;
end $$;
-- The deleted row stays locked until the set-up commits: of two attempts at once the second finds nothing.
create function redeem_setup(sha256 text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from setup_token where token_sha256 = sha256 and expires_at > at;
  return found and not exists (select from account);
end $$;
revoke all on function county_of_login(text), claim_login(text), any_account(), offer_setup(text, timestamptz),
  redeem_setup(text, timestamptz) from public;
grant execute on function county_of_login(text), claim_login(text), any_account(), offer_setup(text, timestamptz),
  redeem_setup(text, timestamptz) to ph_app;

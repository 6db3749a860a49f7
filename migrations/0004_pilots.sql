-- Pilots, the states they went through, and the versions of their declared scope.

create table pilot (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('draft', 'registered', 'running', 'suspended', 'closed')),
  title text not null check (length(title) between 2 and 100),
  problem text not null,
  beneficiaries text not null,
  need_evidence text,
  origin text not null check (origin in ('self-started', 'assigned')),
  assigned_by text,
  sponsor_id uuid not null,
  lead_id uuid not null,
  field text not null,
  period_from date not null,
  period_to date,
  outcome text check (outcome in ('adopted', 'adapted', 'tested-not-adopted', 'starved', 'withdrawn', 'stopped')),
  search_text text not null,
  grams text[] not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, sponsor_id) references organisation (county, id),
  foreign key (county, lead_id) references account (county, id),
  constraint pilot_code unique (county, code),
  constraint pilot_period check (period_to is null or period_to >= period_from),
  constraint pilot_assignment check (origin <> 'assigned' or assigned_by is not null),
  constraint pilot_outcome_when_closed check ((state = 'closed') = (outcome is not null))
);
create index pilot_newest on pilot (county, recorded_at desc, id desc);
create index pilot_grams on pilot using gin (grams);
create index pilot_id on pilot (id);
create trigger keep_version before update on pilot for each row execute function keep_version();
call protect_county_table('pilot', 'update');

-- Every state a pilot entered, with the day people state and the instant the ledger has.
create table pilot_state (
  county char(6) not null,
  id uuid not null,
  pilot_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  state text not null,
  reason text,
  happened_on date not null,
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  constraint pilot_state_in_order unique (county, pilot_id, ordinal)
);
call protect_county_table('pilot_state');

-- A part of a scope is kept once, by digest; versions point to it, so that what two versions share is plain to see.
create table scope_part (
  county char(6) not null,
  pilot_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  value jsonb not null,
  primary key (county, pilot_id, sha256),
  foreign key (county, pilot_id) references pilot (county, id)
);
call protect_county_table('scope_part');

create table scope_version (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  pilot_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('open', 'recorded', 'withdrawn')),
  reason text not null check (length(reason) >= 2),
  changed text[] not null check (cardinality(changed) > 0),
  -- field of the scope -> sha256 of its part
  parts jsonb not null,
  opened_at timestamptz not null,
  recorded_at timestamptz,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  constraint scope_version_recorded check ((state = 'recorded') = (recorded_at is not null))
);
create unique index scope_version_one_open on scope_version (county, pilot_id) where state = 'open';
create unique index scope_version_number on scope_version (county, pilot_id, number) where state <> 'withdrawn';
create trigger keep_version before update on scope_version for each row execute function keep_version();

-- INVARIANT: a recorded version is what later checks are held against; it never changes again.
create function freeze_scope_version() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception 'a recorded scope version never changes' using errcode = 'restrict_violation', constraint = 'scope_version_frozen';
  end if;
  return new;
end $$;
create trigger scope_version_frozen before update on scope_version for each row execute function freeze_scope_version();
call protect_county_table('scope_version', 'update');

-- Rulebooks as they were loaded, never changed: a change is a new version. They are public: every county reads all, so
-- only the loader writes, into the log of the rulebook's own region. Calendar corrections are each county's own.

create table rulebook (
  county char(6) not null,
  code text not null,
  version integer not null check (version > 0),
  title_zh text not null,
  title_en text not null,
  in_force_from date,
  in_force_to date,
  -- Canonical JSON of the rulebook, kept as text: its digest must not depend on how a database prints JSON.
  document text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz not null,
  primary key (code, version)
);
call protect_county_table('rulebook');
create policy public_read on rulebook for select to ph_app using (true);

create table calendar_correction (
  county char(6) not null,
  id uuid not null,
  day date not null,
  working boolean not null,
  reason text not null check (length(reason) >= 2),
  notice text,
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id)
);
create index calendar_correction_in_order on calendar_correction (county, recorded_at, id);
call protect_county_table('calendar_correction');

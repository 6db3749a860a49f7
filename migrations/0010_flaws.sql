-- Flaws, what was corrected, answered and judged about them, and what each check said. Only the flaw's own row moves on;
-- everything said about it is kept beside it, so that an earlier finding can always be made again.

-- RFC 3339 in UTC with milliseconds, as the house writes instants: facts are put together as JSON in one statement.
create function utc_text(moment timestamptz) returns text
  language sql stable parallel safe
  as $$ select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create table flaw (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('reported', 'checked', 'closed')),
  pilot_id uuid not null,
  -- Null in any of these: not established. It is never taken for a favourable value.
  kind text check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  act_from date,
  act_to date,
  regions text[],
  activities text[],
  -- [{document, article, mark, departure, markedBy}]
  breaches jsonb check (jsonb_typeof(breaches) = 'array'),
  found_on date,
  found_by text not null check (found_by in ('self-report', 'inspection', 'audit', 'petition', 'media', 'tip')),
  aware_on date,
  units uuid[] not null,
  posts text[] not null,
  amount_fen bigint check (amount_fen >= 0),
  loss_fen bigint check (loss_fen >= 0),
  description text not null check (length(description) between 5 and 2000),
  files text[] not null,
  -- The sponsor's own report: on paper it has a day only, made here it has the ledger's time.
  self_report text not null check (self_report in ('yes', 'no', 'unknown')),
  self_report_on date,
  self_reported_at timestamptz,
  -- Entered by an inspector, or by the sponsor's unit about itself.
  established boolean not null,
  reporter_id uuid not null,
  reporter_unit uuid not null,
  -- Of the last check; null: never checked.
  outcome text check (outcome in ('barred', 'outside-record', 'not-eligible', 'undetermined', 'covered', 'eligible')),
  search_text text not null,
  grams text[] not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  foreign key (county, reporter_id) references account (county, id),
  foreign key (county, reporter_unit) references organisation (county, id),
  constraint flaw_code unique (county, code),
  constraint flaw_act_days check (act_to >= act_from),
  constraint flaw_checked check (state = 'reported' or outcome is not null),
  constraint flaw_self_report check (self_report = 'yes' or num_nonnulls(self_report_on, self_reported_at) = 0)
);
create index flaw_newest on flaw (county, recorded_at desc, id desc);
create index flaw_of_pilot on flaw (county, pilot_id, recorded_at desc, id desc);
create index flaw_grams on flaw using gin (grams);
create index flaw_id on flaw (id);
create trigger keep_version before update on flaw for each row execute function keep_version();

-- INVARIANT: what a flaw is about never changes, a closed one rests, and a self-report once made stays made.
create function keep_flaw() returns trigger language plpgsql as $$
begin
  if (new.code, new.pilot_id, new.established, new.reporter_id, new.reporter_unit, new.recorded_at) is distinct from
     (old.code, old.pilot_id, old.established, old.reporter_id, old.reporter_unit, old.recorded_at) or old.state = 'closed' then
    raise exception 'what a flaw is about never changes' using errcode = 'restrict_violation', constraint = 'flaw_frozen';
  end if;
  if old.self_report = 'yes' and (new.self_report, new.self_report_on, new.self_reported_at) is distinct from
     (old.self_report, old.self_report_on, old.self_reported_at) then
    raise exception 'a self-report stays as made' using errcode = 'restrict_violation', constraint = 'flaw_self_report_kept';
  end if;
  return new;
end $$;
create trigger flaw_frozen before update on flaw for each row execute function keep_flaw();
call protect_county_table('flaw', 'update');

-- Every value that was changed after it was first recorded (first-fact rule).
create table flaw_edit (
  county char(6) not null,
  id uuid not null,
  flaw_id uuid not null,
  -- Of the flaw's version that this edit made.
  ordinal integer not null check (ordinal > 0),
  field text not null,
  from_text text,
  to_text text,
  reason text not null check (length(reason) between 2 and 500),
  established boolean not null,
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  constraint flaw_edit_once unique (county, flaw_id, ordinal, field),
  constraint flaw_edit_changes check (from_text is distinct from to_text)
);
call protect_county_table('flaw_edit');

-- Answers to the facts that decide. All are kept; which one counts follows from `established` and `ordinal`.
create table flaw_answer (
  county char(6) not null,
  id uuid not null,
  flaw_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  fact text not null,
  value text not null check (value in ('yes', 'no', 'unknown')),
  happened_on date,
  reason text check (length(reason) between 2 and 500),
  evidence text[] not null,
  established boolean not null,
  actor_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  constraint flaw_answer_in_order unique (county, flaw_id, ordinal),
  constraint flaw_answer_grounded check (value = 'unknown' or reason is not null or cardinality(evidence) > 0)
);
call protect_county_table('flaw_answer');

-- A named inspector's answers to what is never computed; of several to one question the last counts.
create table flaw_judgement (
  county char(6) not null,
  id uuid not null,
  flaw_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  question text not null check (question ~ '^[CR][0-9]{2}$'),
  value text not null check (value in ('met', 'unmet', 'unknown')),
  reason text not null check (length(reason) between 2 and 2000),
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  constraint flaw_judgement_in_order unique (county, flaw_id, ordinal)
);
call protect_county_table('flaw_judgement');

-- What was done of the safeguards a sealed record promised. Only an entry recorded before an act proves anything about it.
create table safeguard_done (
  county char(6) not null,
  id uuid not null,
  exemption_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  code text not null,
  done text not null check (done in ('yes', 'no', 'unknown')),
  happened_on date,
  reason text check (length(reason) between 2 and 500),
  evidence text[] not null,
  established boolean not null,
  actor_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, exemption_id) references exemption (county, id),
  constraint safeguard_done_in_order unique (county, exemption_id, ordinal),
  constraint safeguard_done_dated check (done <> 'yes' or happened_on is not null),
  constraint safeguard_done_grounded check (done = 'unknown' or reason is not null or cardinality(evidence) > 0)
);
call protect_county_table('safeguard_done');

-- What a check said, with everything it was made from: canonical JSON as text, because its digest must not depend on how
-- a database prints JSON.
create table finding (
  county char(6) not null,
  id uuid not null,
  code text not null,
  flaw_id uuid not null,
  engine text not null,
  asked_on date not null,
  lane text not null check (lane in ('pre-registered', 'after-the-fact')),
  outcome text not null check (outcome in ('barred', 'outside-record', 'not-eligible', 'undetermined', 'covered', 'eligible')),
  facts text not null,
  facts_sha256 text not null check (facts_sha256 ~ '^[0-9a-f]{64}$'),
  -- {older, present}, each {code, version, sha256} or null
  rulebooks text not null,
  document text not null,
  document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  constraint finding_code unique (county, code),
  constraint finding_once unique (county, flaw_id, facts_sha256, rulebooks, engine)
);
create index finding_newest on finding (county, recorded_at desc, id desc);
create index finding_of_flaw on finding (county, flaw_id, recorded_at desc, id desc);
create index finding_id on finding (id);
call protect_county_table('finding');

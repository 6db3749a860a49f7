-- Exemption records (容错备案), what was done with them, and the written opinions of the filing offices. A sealed record is
-- frozen for ever: it is evidence, and evidence that can be edited is none.

create table exemption (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  -- 'expired' is never stored: it follows from the period and the day somebody asks about.
  state text not null check (state in ('draft', 'filed', 'returned', 'sealed', 'refused', 'withdrawn', 'superseded', 'revoked')),
  pilot_id uuid not null,
  unit_id uuid not null,
  scope_number integer not null check (scope_number > 0),
  -- The opening question comes before everything else; 'unknown' is an answer and never taken for 'no'.
  already_happened text not null check (already_happened in ('yes', 'no', 'unknown')),
  inspection_open text not null check (inspection_open in ('yes', 'no', 'unknown')),
  flaw_kinds text[] not null check (cardinality(flaw_kinds) > 0),
  -- [{text, grade}]
  risks jsonb not null check (jsonb_typeof(risks) = 'array'),
  safeguards text[] not null,
  -- Ids of the same pilot's approvals and pledges, kept as they stood; the rooms that own them are never asked to delete.
  approval_ids uuid[] not null,
  pledge_ids uuid[] not null,
  loss_cap_fen bigint check (loss_cap_fen >= 0),
  period_from date not null,
  period_to date,
  -- Two of the four things cases confuse: the project filed with its department, and a superior told. Neither seals
  -- a record, and neither authorises a departure.
  department_filing jsonb,
  superior_told jsonb,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  renews_id uuid,
  search_text text not null,
  grams text[] not null,
  recorded_at timestamptz not null,
  -- Set by filing, and anew by every filing after a return.
  round integer not null default 0 check (round >= 0),
  rulebook_code text,
  rulebook_version integer,
  first_filed_at timestamptz,
  filed_at timestamptz,
  filed_by uuid,
  -- The first thing an inspector did with this round.
  looked_at timestamptz,
  sealed_at timestamptz,
  sealed_by uuid,
  -- What the sealing inspector was warned of and went on in spite of, [{code, figures}], and why.
  warnings jsonb,
  seal_reason text,
  ended_at timestamptz,
  ended_by uuid,
  end_ground text check (end_ground in ('false-filing', 'blame-shifting', 'other', 'renewed')),
  end_reason text,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  foreign key (county, unit_id) references organisation (county, id),
  foreign key (county, renews_id) references exemption (county, id),
  constraint exemption_code unique (county, code),
  constraint exemption_period check (period_to is null or period_to >= period_from),
  constraint exemption_filed_whole check (
    (round = 0) = (filed_at is null)
    and num_nulls(rulebook_code, rulebook_version, first_filed_at, filed_at, filed_by) in (0, 5)
    and (state not in ('filed', 'returned', 'sealed', 'refused', 'superseded', 'revoked') or round > 0)),
  constraint exemption_foreseen check (
    state not in ('filed', 'sealed', 'superseded', 'revoked') or (already_happened = 'no' and inspection_open = 'no')),
  constraint exemption_sealed_whole check (
    (state in ('sealed', 'superseded', 'revoked')) = (sealed_at is not null)
    and num_nulls(sealed_at, sealed_by, warnings) in (0, 3)
    and (sealed_at is null or sealed_at >= filed_at)),
  constraint exemption_warned check (
    warnings is null or jsonb_array_length(warnings) = 0 or length(seal_reason) >= 2),
  constraint exemption_ended_whole check (
    (state in ('superseded', 'revoked')) = (ended_at is not null)
    and num_nulls(ended_at, ended_by, end_ground, end_reason) in (0, 4)
    and (ended_at is null or ended_at >= sealed_at))
);
create index exemption_newest on exemption (county, recorded_at desc, id desc);
create index exemption_grams on exemption using gin (grams);
-- Readers above the county ask by id alone.
create index exemption_id on exemption (id);
create index exemption_pilot on exemption (county, pilot_id);
create index exemption_unit_filed on exemption (county, unit_id, first_filed_at);
create unique index exemption_one_renewal on exemption (county, renews_id) where state not in ('withdrawn', 'refused');
create trigger keep_version before update on exemption for each row execute function keep_version();

create function begin_exemption() returns trigger language plpgsql as $$
begin
  if new.state <> 'draft' or new.version <> 1 then
    raise exception 'a record begins as a draft' using errcode = 'restrict_violation', constraint = 'exemption_begins_as_draft';
  end if;
  return new;
end $$;
create trigger exemption_begins_as_draft before insert on exemption for each row execute function begin_exemption();

-- INVARIANT: whoever writes, by whatever way: a record moves along its life and no other way, what is before the office
-- keeps its content, and a sealed record takes on nothing but its end. Columns added later are frozen unless named here.
create function freeze_exemption() returns trigger language plpgsql as $$
declare
  moves constant text[] := array['draft>draft', 'draft>filed', 'draft>withdrawn', 'returned>returned', 'returned>filed',
    'returned>withdrawn', 'filed>filed', 'filed>returned', 'filed>refused', 'filed>sealed', 'sealed>superseded', 'sealed>revoked'];
  free constant text[] := case old.state
    when 'draft' then null
    when 'returned' then null
    when 'filed' then array['version', 'state', 'looked_at', 'sealed_at', 'sealed_by', 'warnings', 'seal_reason']
    else array['version', 'state', 'ended_at', 'ended_by', 'end_ground', 'end_reason'] end;
begin
  if not (old.state || '>' || new.state) = any (moves) then
    raise exception 'a record in state % does not become %', old.state, new.state
      using errcode = 'restrict_violation', constraint = 'exemption_frozen';
  end if;
  if free is not null and (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free) then
    raise exception 'the content of a record in state % never changes', old.state
      using errcode = 'restrict_violation', constraint = 'exemption_frozen';
  end if;
  if (new.code, new.pilot_id, new.unit_id, new.renews_id, new.recorded_at)
     is distinct from (old.code, old.pilot_id, old.unit_id, old.renews_id, old.recorded_at)
     or (old.first_filed_at is not null and new.first_filed_at is distinct from old.first_filed_at) then
    raise exception 'what a record is about never changes' using errcode = 'restrict_violation', constraint = 'exemption_identity';
  end if;
  return new;
end $$;
create trigger exemption_frozen before update on exemption for each row execute function freeze_exemption();
create trigger exemption_kept before delete on exemption for each row execute function refuse_change();
create trigger exemption_kept_truncate before truncate on exemption execute function refuse_change();

-- INVARIANT: sealed means on the ledger, at the very instant the row says. Asked at commit, when the entry stands.
create function exemption_on_ledger() returns trigger language plpgsql as $$
begin
  if new.state = 'sealed' and old.state <> 'sealed' and not exists (
    select from ledger_entry e where e.county = new.county and e.subject = new.code and e.kind = 'exemption.sealed'
      and e.received_at = new.sealed_at) then
    raise exception 'a record is sealed together with its ledger entry or not at all'
      using errcode = 'restrict_violation', constraint = 'exemption_sealed_on_ledger';
  end if;
  return null;
end $$;
create constraint trigger exemption_sealed_on_ledger after update on exemption deferrable initially deferred
  for each row execute function exemption_on_ledger();
call protect_county_table('exemption', 'update');

-- Every act on a record: who (account and person, for recusal), of which unit, when, and what was said.
create table exemption_act (
  county char(6) not null,
  id uuid not null,
  exemption_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  round integer not null check (round >= 0),
  act text not null check (act in ('draft', 'edit', 'file', 'withdraw', 'opine', 'return', 'seal', 'refuse', 'revoke', 'supersede')),
  text text check (length(text) >= 2),
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, exemption_id) references exemption (county, id),
  constraint exemption_act_in_order unique (county, exemption_id, ordinal)
);
call protect_county_table('exemption_act');

-- One written opinion an office and round, by different people: an office that thinks otherwise later says so on the
-- next filing.
create table exemption_opinion (
  county char(6) not null,
  id uuid not null,
  exemption_id uuid not null,
  round integer not null check (round > 0),
  office text not null check (office in ('discipline', 'organisation', 'reform')),
  stance text not null check (stance in ('for', 'against')),
  text text not null check (length(text) >= 2),
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, exemption_id) references exemption (county, id),
  constraint exemption_opinion_once unique (county, exemption_id, round, office),
  constraint exemption_opinion_own_person unique (county, exemption_id, round, person_id)
);
call protect_county_table('exemption_opinion');

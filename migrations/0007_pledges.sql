-- Pledges (上级承诺): what was promised, by whom, until when, and what both sides agree has come of it.

create table pledge (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  pilot_id uuid not null,
  -- The sponsor unit of the pilot: the other side of every delivery and revision.
  receiver_id uuid not null,
  giver_id uuid,
  -- A body outside the county has no officer here who could counter-sign: its pledge stays claimed.
  giver_name text check (length(giver_name) between 2 and 100),
  giver_credit_code char(18),
  kind text not null check (kind in ('funds', 'staff', 'authority', 'guidance', 'equipment', 'policy')),
  standing text not null check (standing in ('claimed', 'made', 'disputed')),
  -- The pledge_terms in force.
  terms_number integer not null default 1 check (terms_number > 0),
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  foreign key (county, receiver_id) references organisation (county, id),
  foreign key (county, giver_id) references organisation (county, id),
  constraint pledge_code unique (county, code),
  constraint pledge_one_giver check (num_nonnulls(giver_id, giver_name) = 1),
  constraint pledge_credit_code_of_outsider check (giver_credit_code is null or giver_name is not null),
  constraint pledge_two_sides check (giver_id <> receiver_id),
  constraint pledge_outsider_never_answers check (giver_id is not null or standing = 'claimed')
);
create index pledge_newest on pledge (county, recorded_at desc, id desc);
create index pledge_id on pledge (id);
create index pledge_of_pilot on pledge (county, pilot_id, recorded_at desc, id desc);
create index pledge_of_giver on pledge (county, giver_id, recorded_at desc, id desc);
create trigger keep_version before update on pledge for each row execute function keep_version();

-- INVARIANT: who promised what kind of thing to whom never changes, and a dispute ends only in new terms.
create function keep_pledge() returns trigger language plpgsql as $$
begin
  if (new.code, new.pilot_id, new.receiver_id, new.giver_id, new.giver_name, new.giver_credit_code, new.kind, new.recorded_at)
     is distinct from
     (old.code, old.pilot_id, old.receiver_id, old.giver_id, old.giver_name, old.giver_credit_code, old.kind, old.recorded_at) then
    raise exception 'the parties of a pledge never change' using errcode = 'restrict_violation', constraint = 'pledge_parties';
  end if;
  if new.standing <> old.standing and not (
       (old.standing = 'claimed' and new.standing in ('made', 'disputed'))
       or (old.standing = 'disputed' and new.standing = 'claimed' and new.terms_number = old.terms_number + 1))
     or new.terms_number <> old.terms_number and old.standing <> 'disputed' then
    raise exception 'this step is not open' using errcode = 'restrict_violation', constraint = 'pledge_life';
  end if;
  return new;
end $$;
create trigger pledge_life before update on pledge for each row execute function keep_pledge();
call protect_county_table('pledge', 'update');

-- Every standing the pledge had, with the ledger's time: before the first one it did not exist.
create table pledge_standing (
  county char(6) not null,
  id uuid not null,
  pledge_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  standing text not null check (standing in ('claimed', 'made', 'disputed')),
  reason text check (length(reason) between 2 and 500),
  unit_id uuid not null,
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pledge_id) references pledge (county, id),
  constraint pledge_standing_in_order unique (county, pledge_id, ordinal),
  constraint pledge_standing_dispute_reasoned check (standing <> 'disputed' or reason is not null)
);
call protect_county_table('pledge_standing');

-- What was promised. Restating after a dispute adds a row; of several the last one counts.
create table pledge_terms (
  county char(6) not null,
  id uuid not null,
  pledge_id uuid not null,
  number integer not null check (number > 0),
  -- Why the terms were restated.
  reason text check (length(reason) between 2 and 500),
  what text not null check (length(what) between 2 and 500),
  amount_fen bigint check (amount_fen > 0),
  quantity integer check (quantity > 0),
  unit text check (length(unit) between 1 and 20),
  document_number text check (length(document_number) between 2 and 100),
  document_sha256 text check (document_sha256 ~ '^[0-9a-f]{64}$'),
  actor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pledge_id) references pledge (county, id),
  foreign key (county, document_sha256) references file (county, sha256),
  constraint pledge_terms_number unique (county, pledge_id, number),
  constraint pledge_terms_restated_with_reason check ((number > 1) = (reason is not null)),
  constraint pledge_terms_one_measure check (num_nonnulls(amount_fen, quantity) = 1 and (quantity is null) = (unit is null))
);
call protect_county_table('pledge_terms');

create table pledge_tranche (
  county char(6) not null,
  id uuid not null,
  pledge_id uuid not null,
  terms_number integer not null,
  ordinal integer not null check (ordinal > 0),
  due_on date not null,
  amount_fen bigint check (amount_fen > 0),
  quantity integer check (quantity > 0),
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pledge_id, terms_number) references pledge_terms (county, pledge_id, number),
  constraint pledge_tranche_in_order unique (county, pledge_id, terms_number, ordinal),
  constraint pledge_tranche_one_measure check (num_nonnulls(amount_fen, quantity) = 1)
);
create index pledge_tranche_due on pledge_tranche (county, due_on);
call protect_county_table('pledge_tranche');

-- INVARIANT: the tranches are the promise, spread over days: they add up to it. Looked at when the transaction ends.
create function tranches_add_up() returns trigger language plpgsql as $$
declare
  terms integer;
begin
  if tg_table_name = 'pledge_terms' then terms := new.number; else terms := new.terms_number; end if;
  if exists (
    select from pledge_terms t
      left join pledge_tranche d on d.county = t.county and d.pledge_id = t.pledge_id and d.terms_number = t.number
    where t.county = new.county and t.pledge_id = new.pledge_id and t.number = terms
    group by t.amount_fen, t.quantity
    having (sum(d.amount_fen), sum(d.quantity)) is distinct from (t.amount_fen::numeric, t.quantity::bigint)
  ) then
    raise exception 'tranches do not add up' using errcode = 'check_violation', constraint = 'pledge_terms_tranches_add_up';
  end if;
  return null;
end $$;
create constraint trigger pledge_terms_tranches_add_up after insert on pledge_terms
  deferrable initially deferred for each row execute function tranches_add_up();
create constraint trigger pledge_tranche_adds_up after insert on pledge_tranche
  deferrable initially deferred for each row execute function tranches_add_up();

-- Entered by one side as a fact, confirmed or refused by the other: only a confirmed delivery counts.
create table pledge_delivery (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  pledge_id uuid not null,
  state text not null check (state in ('entered', 'confirmed', 'refused')),
  happened_on date not null,
  amount_fen bigint check (amount_fen > 0),
  quantity integer check (quantity > 0),
  note text check (length(note) between 2 and 500),
  -- SHA-256 of the files it rests on.
  evidence text[] not null default '{}',
  entered_unit uuid not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  answered_unit uuid,
  answered_by uuid,
  answered_at timestamptz,
  reason text check (length(reason) between 2 and 500),
  primary key (county, id),
  foreign key (county, pledge_id) references pledge (county, id),
  constraint pledge_delivery_one_measure check (num_nonnulls(amount_fen, quantity) = 1),
  constraint pledge_delivery_answered_whole check (
    num_nulls(answered_unit, answered_by, answered_at) = case state when 'entered' then 3 else 0 end),
  constraint pledge_delivery_other_side check (answered_unit <> entered_unit),
  constraint pledge_delivery_refusal_reasoned check ((state = 'refused') = (reason is not null))
);
create index pledge_delivery_of_pledge on pledge_delivery (county, pledge_id, entered_at);
create trigger keep_version before update on pledge_delivery for each row execute function keep_version();

-- A new total for what was promised, down or up; the due days stay. One may be open at a time.
create table pledge_revision (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  pledge_id uuid not null,
  state text not null check (state in ('entered', 'confirmed', 'refused')),
  happened_on date not null,
  amount_fen bigint check (amount_fen >= 0),
  quantity integer check (quantity >= 0),
  note text not null check (length(note) between 2 and 500),
  evidence text[] not null default '{}',
  entered_unit uuid not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  answered_unit uuid,
  answered_by uuid,
  answered_at timestamptz,
  reason text check (length(reason) between 2 and 500),
  primary key (county, id),
  foreign key (county, pledge_id) references pledge (county, id),
  constraint pledge_revision_one_measure check (num_nonnulls(amount_fen, quantity) = 1),
  constraint pledge_revision_answered_whole check (
    num_nulls(answered_unit, answered_by, answered_at) = case state when 'entered' then 3 else 0 end),
  constraint pledge_revision_other_side check (answered_unit <> entered_unit),
  constraint pledge_revision_refusal_reasoned check ((state = 'refused') = (reason is not null))
);
create unique index pledge_revision_one_open on pledge_revision (county, pledge_id) where state = 'entered';
create index pledge_revision_of_pledge on pledge_revision (county, pledge_id, entered_at);
create trigger keep_version before update on pledge_revision for each row execute function keep_version();

-- INVARIANT: what one side entered is answered once and never rewritten.
create function keep_pledge_entry() returns trigger language plpgsql as $$
begin
  if old.state <> 'entered' or new.state = 'entered'
     or (new.pledge_id, new.happened_on, new.amount_fen, new.quantity, new.note, new.evidence, new.entered_unit, new.entered_by, new.entered_at)
        is distinct from
        (old.pledge_id, old.happened_on, old.amount_fen, old.quantity, old.note, old.evidence, old.entered_unit, old.entered_by, old.entered_at) then
    raise exception 'an entry is answered once and never rewritten'
      using errcode = 'restrict_violation', constraint = tg_table_name || '_answered_once';
  end if;
  return new;
end $$;
create trigger answered_once before update on pledge_delivery for each row execute function keep_pledge_entry();
create trigger answered_once before update on pledge_revision for each row execute function keep_pledge_entry();
call protect_county_table('pledge_delivery', 'update');
call protect_county_table('pledge_revision', 'update');

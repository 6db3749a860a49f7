-- The approvals a pilot needs, what happened to each, and which of them must come first.

create table approval (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  pilot_id uuid not null,
  -- The state after the last event. Whose turn it is and what is overdue are computed for a day, never stored.
  state text not null check (state in ('not-started', 'inquiring', 'path-named', 'applied', 'accepted', 'returned',
    'suspended', 'granted', 'refused', 'withdrawn', 'lapsed')),
  approver_id uuid not null,
  field_class text not null check (field_class in ('safety', 'fire', 'environment', 'land', 'secrecy', 'other')),
  matter text not null check (length(matter) between 2 and 100),
  -- Null until somebody has said which procedure applies.
  legal_basis text check (length(legal_basis) between 2 and 300),
  term_workdays integer check (term_workdays between 0 and 365),
  materials text[] not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, pilot_id) references pilot (county, id),
  constraint approval_approver foreign key (county, approver_id) references organisation (county, id),
  constraint approval_code unique (county, code),
  constraint approval_of_pilot unique (county, pilot_id, id),
  constraint approval_promise check (state in ('not-started', 'inquiring', 'withdrawn') or term_workdays is not null)
);
create index approval_newest on approval (county, recorded_at desc, id desc);
create index approval_approver_state on approval (county, approver_id, state);
create index approval_id on approval (id);
create trigger keep_version before update on approval for each row execute function keep_version();
call protect_county_table('approval', 'update');

-- INVARIANT: what was promised when the matter was lodged stays as promised; nobody shortens or stretches a running term.
create function keep_approval_promise() returns trigger language plpgsql as $$
begin
  if (new.code, new.pilot_id, new.approver_id, new.field_class, new.recorded_at) is distinct from
     (old.code, old.pilot_id, old.approver_id, old.field_class, old.recorded_at)
     or (old.state not in ('not-started', 'inquiring')
         and (new.matter, new.legal_basis, new.term_workdays, new.materials) is distinct from
             (old.matter, old.legal_basis, old.term_workdays, old.materials)) then
    raise exception 'the promise of an approval never changes' using errcode = 'restrict_violation', constraint = 'approval_promise_kept';
  end if;
  return new;
end $$;
create trigger approval_promise_kept before update on approval for each row execute function keep_approval_promise();

create table approval_event (
  county char(6) not null,
  id uuid not null,
  approval_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  kind text not null check (kind in ('inquired', 'path-named', 'applied', 'accepted', 'returned', 'resubmitted',
    'suspended', 'resumed', 'granted', 'refused', 'withdrawn', 'lapsed')),
  -- The day people state; recorded_at is the ledger's.
  happened_on date not null,
  -- Of a suspension: the closed list of Administrative Licensing Law art. 45.
  reason text check (reason in ('hearing', 'expert-review', 'inspection', 'public-notice')),
  round integer check (round > 0),
  -- [{topic, demand, by}] of a return
  remarks jsonb not null,
  -- {matter, legalBasis, termWorkdays, materials} as named by this event, and as they stood before it
  path jsonb,
  path_before jsonb,
  note text check (length(note) between 2 and 500),
  actor_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, approval_id) references approval (county, id),
  foreign key (county, actor_id) references account (county, id),
  foreign key (county, unit_id) references organisation (county, id),
  constraint approval_event_ordinal unique (county, approval_id, ordinal),
  constraint approval_event_future check (happened_on <= (recorded_at at time zone 'Asia/Shanghai')::date),
  constraint approval_event_suspension check ((kind = 'suspended') = (reason is not null)),
  constraint approval_event_round check ((kind = 'returned') = (round is not null)),
  constraint approval_event_remarks check (kind <> 'returned' or jsonb_array_length(remarks) > 0),
  constraint approval_event_path check (num_nulls(path, path_before) in (0, 2) and (kind <> 'path-named' or path is not null))
);
call protect_county_table('approval_event');

-- INVARIANT: the events of an approval run on without a gap, and no stated day lies before the one already stated.
create function keep_approval_order() returns trigger language plpgsql as $$
declare
  previous approval_event;
begin
  select * into previous from approval_event
    where county = new.county and approval_id = new.approval_id order by ordinal desc limit 1;
  if new.ordinal <> coalesce(previous.ordinal, 0) + 1 or new.happened_on < previous.happened_on then
    raise exception 'approval events run on in order' using errcode = 'restrict_violation', constraint = 'approval_event_order';
  end if;
  return new;
end $$;
create trigger approval_event_order before insert on approval_event for each row execute function keep_approval_order();

-- INVARIANT: the state on the row is the one the last event leads to, and every event is one version. Looked at when the
-- transaction commits, because the event and the row are written one after the other.
create function keep_approval_state() returns trigger language plpgsql as $$
declare
  subject uuid := case tg_table_name when 'approval' then new.id else (to_jsonb(new) ->> 'approval_id')::uuid end;
  present approval;
  last approval_event;
begin
  select * into present from approval where county = new.county and id = subject;
  select * into last from approval_event where county = new.county and approval_id = subject order by ordinal desc limit 1;
  if present.version <> coalesce(last.ordinal, 0) + 1 or present.state <> coalesce(
       case last.kind when 'inquired' then 'inquiring' when 'resubmitted' then 'applied' when 'resumed' then 'accepted' else last.kind end,
       'not-started') then
    raise exception 'the state of an approval is the one its last event leads to'
      using errcode = 'check_violation', constraint = 'approval_state_of_events';
  end if;
  return null;
end $$;
create constraint trigger approval_state_of_events after insert or update on approval
  deferrable initially deferred for each row execute function keep_approval_state();
create constraint trigger approval_state_of_events after insert on approval_event
  deferrable initially deferred for each row execute function keep_approval_state();

-- Both ends lie on one pilot, by the keys themselves; that no chain closes is checked under the pilot's lock.
create table approval_predecessor (
  county char(6) not null,
  pilot_id uuid not null,
  approval_id uuid not null,
  predecessor_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, approval_id, predecessor_id),
  foreign key (county, pilot_id, approval_id) references approval (county, pilot_id, id),
  constraint approval_predecessor_of_pilot foreign key (county, pilot_id, predecessor_id) references approval (county, pilot_id, id),
  constraint approval_predecessor_other check (predecessor_id <> approval_id)
);
create index approval_predecessor_pilot on approval_predecessor (county, pilot_id);
call protect_county_table('approval_predecessor');

-- Erasure of a ledger payload on a lawful order, by two administrators; and the nightly check of the logs. A leaf keeps only
-- salted digests, so it and every proof stay valid without the payload; salt and account go with it.

create table erasure (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('ordered', 'executed', 'dropped')),
  -- Of the entry whose payload is to go.
  position bigint not null,
  -- On what authority: the law or the order, and its article or number.
  legal_document text not null check (length(legal_document) between 2 and 200),
  legal_article text not null check (length(legal_article) between 1 and 100),
  reason text not null check (length(reason) between 2 and 500),
  ordered_by uuid not null,
  ordered_person uuid not null,
  recorded_at timestamptz not null,
  -- Who carried it out or dropped it.
  ended_by uuid,
  ended_person uuid,
  ended_at timestamptz,
  drop_reason text check (length(drop_reason) between 2 and 500),
  primary key (county, id),
  foreign key (county, position) references ledger_entry (county, position),
  foreign key (county, ordered_by) references account (county, id),
  foreign key (county, ended_by) references account (county, id),
  constraint erasure_code unique (county, code),
  constraint erasure_two_persons check (state <> 'executed' or ended_person <> ordered_person),
  constraint erasure_ended_whole check (
    num_nulls(ended_by, ended_person, ended_at) = case when state = 'ordered' then 3 else 0 end
    and (state = 'dropped') = (drop_reason is not null))
);
create unique index erasure_once on erasure (county, position) where state <> 'dropped';
create index erasure_id on erasure (id);
create trigger keep_version before update on erasure for each row execute function keep_version();

-- INVARIANT: the two persons are those of the accounts named, whoever writes.
create function name_erasure_persons() returns trigger language plpgsql as $$
begin
  if not exists (select from account a where a.county = new.county and a.id = new.ordered_by and a.person_id = new.ordered_person)
     or (new.ended_by is not null and not exists (
       select from account a where a.county = new.county and a.id = new.ended_by and a.person_id = new.ended_person)) then
    raise exception 'the person named is not the one of the account'
      using errcode = 'restrict_violation', constraint = 'erasure_persons';
  end if;
  return new;
end $$;
create trigger erasure_persons before insert or update on erasure for each row execute function name_erasure_persons();

create function keep_erasure() returns trigger language plpgsql as $$
declare
  ends constant text[] := array['version', 'state', 'ended_by', 'ended_person', 'ended_at', 'drop_reason'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'ordered' or new.version <> 1 then
      raise exception 'an erasure begins with its order' using errcode = 'restrict_violation', constraint = 'erasure_begins';
    end if;
    return new;
  end if;
  if old.state <> 'ordered' or new.state = 'ordered' or (to_jsonb(new) - ends) is distinct from (to_jsonb(old) - ends) then
    raise exception 'an erasure is executed or dropped once' using errcode = 'restrict_violation', constraint = 'erasure_frozen';
  end if;
  return new;
end $$;
create trigger erasure_frozen before insert or update on erasure for each row execute function keep_erasure();
create trigger erasure_kept before delete on erasure for each row execute function refuse_change();
create trigger erasure_kept_truncate before truncate on erasure execute function refuse_change();

-- INVARIANT: executed means on the ledger at that very instant, and gone. Asked at commit, when the entry stands.
create function erasure_on_ledger() returns trigger language plpgsql as $$
begin
  if new.state = 'executed' and (
    not exists (select from ledger_entry e where e.county = new.county and e.subject = new.code
      and e.kind = 'erasure.executed' and e.received_at = new.ended_at)
    or exists (select from ledger_payload p where p.county = new.county and p.position = new.position)) then
    raise exception 'a payload is erased together with its ledger entry or not at all'
      using errcode = 'restrict_violation', constraint = 'erasure_on_ledger';
  end if;
  return null;
end $$;
create constraint trigger erasure_on_ledger after update on erasure deferrable initially deferred
  for each row execute function erasure_on_ledger();
call protect_county_table('erasure', 'update');

-- INVARIANT: a payload changes for nobody. It goes only inside erase_payload, for an erasure executed by a second person.
create function keep_payload() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'ph_owner' and exists (
    select from erasure e where e.county = old.county and e.position = old.position and e.state = 'executed'
      and e.ended_person <> e.ordered_person) then
    return old;
  end if;
  raise exception 'ledger_payload is append-only'
    using errcode = 'restrict_violation', constraint = 'ledger_payload_append_only';
end $$;
drop trigger append_only on ledger_payload;
create trigger append_only before update or delete on ledger_payload for each row execute function keep_payload();

-- The one way by which the app role, which may not delete, has a payload deleted.
create function erase_payload(of_erasure uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  doomed erasure;
begin
  select * into doomed from erasure where county = region_prefix() and id = of_erasure for update;
  if doomed.state is distinct from 'executed' or exists (
    select from ledger_entry e where e.county = doomed.county and e.position = doomed.position and e.kind like 'erasure.%') then
    raise exception 'nothing is erased without an order carried out by a second person'
      using errcode = 'restrict_violation', constraint = 'erasure_unordered';
  end if;
  delete from ledger_payload where county = doomed.county and position = doomed.position;
  if not found then
    raise exception 'the payload is gone already' using errcode = 'restrict_violation', constraint = 'erasure_payload_gone';
  end if;
end $$;
revoke all on function erase_payload(uuid) from public;
grant execute on function erase_payload(uuid) to ph_app;

-- Checks of a whole log: begun by one process, ended once. A run that never ended was cut off with its process.
create table fsck_run (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  origin text not null check (origin in ('nightly', 'asked')),
  asked_by uuid,
  began_at timestamptz not null,
  ended_at timestamptz,
  size bigint check (size >= 0),
  -- Hex, of the tree rebuilt.
  root text check (root ~ '^[0-9a-f]{64}$'),
  passed integer check (passed >= 0),
  failed integer check (failed >= 0),
  -- [{code, where, expected, found, zh, en}]: the first of each kind; `failed` counts them all
  faults jsonb check (jsonb_typeof(faults) = 'array'),
  -- [{code, count, zh, en}]: what could not be judged, such as a signature by a key nobody here knows
  unjudged jsonb check (jsonb_typeof(unjudged) = 'array'),
  -- Why it ended without a result.
  broken text check (length(broken) between 1 and 500),
  primary key (county, id),
  constraint fsck_run_asked check ((origin = 'asked') = (asked_by is not null)),
  constraint fsck_run_ended_whole check (
    case when ended_at is null then num_nonnulls(size, root, passed, failed, faults, unjudged, broken) = 0
         when broken is not null then num_nonnulls(size, root, passed, failed, faults, unjudged) = 0
         else num_nulls(size, root, passed, failed, faults, unjudged) = 0 end)
);
create index fsck_run_newest on fsck_run (county, began_at desc, id desc);
create trigger keep_version before update on fsck_run for each row execute function keep_version();
create function keep_fsck_run() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or new.ended_at is null or (new.origin, new.asked_by, new.began_at) is distinct from
     (old.origin, old.asked_by, old.began_at) then
    raise exception 'a run ends once' using errcode = 'restrict_violation', constraint = 'fsck_run_frozen';
  end if;
  return new;
end $$;
create trigger fsck_run_frozen before update on fsck_run for each row execute function keep_fsck_run();
create trigger fsck_run_kept before delete on fsck_run for each row execute function refuse_change();
create trigger fsck_run_kept_truncate before truncate on fsck_run execute function refuse_change();
call protect_county_table('fsck_run', 'update');

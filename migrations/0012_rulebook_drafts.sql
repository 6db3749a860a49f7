-- Drafts of rulebooks: a change of the rules needs a second person. A draft belongs to whoever may be governed by it, a
-- county (or city, province) for itself; released, it is a row of `rulebook` like one that came from a file.

create table rulebook_draft (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('draft', 'released', 'withdrawn')),
  -- What it proposes: code and version as they will stand in `rulebook`.
  rulebook_code text not null,
  rulebook_version integer not null check (rulebook_version > 0),
  title_zh text not null,
  title_en text not null,
  -- Canonical JSON of the proposed rulebook, kept as text like the released one.
  document text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  reason text not null check (length(reason) between 2 and 2000),
  drafted_by uuid not null,
  drafted_person uuid not null,
  released_by uuid,
  released_person uuid,
  released_at timestamptz,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, drafted_by) references account (county, id),
  foreign key (county, released_by) references account (county, id),
  constraint rulebook_draft_code unique (county, code),
  constraint rulebook_draft_two_persons check (released_person <> drafted_person),
  constraint rulebook_draft_released_whole check (
    num_nulls(released_by, released_person, released_at) = case when state = 'released' then 0 else 3 end)
);
create index rulebook_draft_newest on rulebook_draft (county, recorded_at desc, id desc);
-- Readers above the county ask by id alone.
create index rulebook_draft_id on rulebook_draft (id);
create trigger keep_version before update on rulebook_draft for each row execute function keep_version();

-- INVARIANT: the persons are those of the accounts; one natural person with two accounts counts once.
create function name_draft_persons() returns trigger language plpgsql as $$
begin
  if not exists (select from account a where a.county = new.county and a.id = new.drafted_by and a.person_id = new.drafted_person)
     or (new.released_by is not null and not exists (
       select from account a where a.county = new.county and a.id = new.released_by and a.person_id = new.released_person)) then
    raise exception 'the person named is not the one of the account'
      using errcode = 'restrict_violation', constraint = 'rulebook_draft_persons';
  end if;
  return new;
end $$;
create trigger rulebook_draft_persons before insert or update on rulebook_draft
  for each row execute function name_draft_persons();

-- INVARIANT: a draft begins as one, what was released or withdrawn rests, and a release takes the content as it was read.
create function keep_rulebook_draft() returns trigger language plpgsql as $$
declare
  ends constant text[] := array['version', 'state', 'released_by', 'released_person', 'released_at'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' or new.version <> 1 then
      raise exception 'a draft begins as a draft' using errcode = 'restrict_violation', constraint = 'rulebook_draft_begins';
    end if;
    return new;
  end if;
  if old.state <> 'draft' or (new.state <> 'draft' and (to_jsonb(new) - ends) is distinct from (to_jsonb(old) - ends)) then
    raise exception 'a released or withdrawn draft never changes'
      using errcode = 'restrict_violation', constraint = 'rulebook_draft_frozen';
  end if;
  if (new.code, new.drafted_by, new.drafted_person, new.recorded_at)
     is distinct from (old.code, old.drafted_by, old.drafted_person, old.recorded_at) then
    raise exception 'whose draft it is never changes' using errcode = 'restrict_violation', constraint = 'rulebook_draft_identity';
  end if;
  return new;
end $$;
create trigger rulebook_draft_frozen before insert or update on rulebook_draft
  for each row execute function keep_rulebook_draft();
create trigger rulebook_draft_kept before delete on rulebook_draft for each row execute function refuse_change();
create trigger rulebook_draft_kept_truncate before truncate on rulebook_draft execute function refuse_change();

-- INVARIANT: released means on record as a rulebook, the very text. Asked at commit, when the rulebook's row stands.
create function rulebook_draft_on_record() returns trigger language plpgsql as $$
begin
  if new.state = 'released' and not exists (
    select from rulebook r where r.county = new.county and r.code = new.rulebook_code and r.version = new.rulebook_version
      and r.sha256 = new.sha256) then
    raise exception 'a draft is released together with its rulebook or not at all'
      using errcode = 'restrict_violation', constraint = 'rulebook_draft_on_record';
  end if;
  return null;
end $$;
create constraint trigger rulebook_draft_on_record after update on rulebook_draft deferrable initially deferred
  for each row execute function rulebook_draft_on_record();
call protect_county_table('rulebook_draft', 'update');

-- After a decision: corrections (纠错) followed to the end, clearances (澄清正名) confirmed by a second person, and the
-- documents as they were issued, each with the code by which an outsider confirms its digest and day.

create table claim_correction (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  claim_id uuid not null,
  state text not null check (state in ('open', 'answered', 'signed-off', 'sent-back')),
  text text not null check (length(text) between 5 and 2000),
  -- 责任单位: who has to put it right; not always the claimant.
  unit_id uuid not null,
  -- The last day; whether it has passed is computed for a day, never stored.
  due_on date not null,
  -- Of the last answer, by the digest of each file.
  evidence text[] not null,
  ordered_on date not null,
  -- The organ that ordered it; one of a higher body has no row in the county.
  actor_id uuid not null,
  person_id uuid not null,
  actor_unit uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  foreign key (county, unit_id) references organisation (county, id),
  constraint claim_correction_code unique (county, code),
  constraint claim_correction_due check (due_on >= ordered_on),
  constraint claim_correction_evidence check (state not in ('answered', 'signed-off') or cardinality(evidence) > 0)
);
create index claim_correction_id on claim_correction (id);
create index claim_correction_of on claim_correction (county, claim_id);
create index claim_correction_newest on claim_correction (county, recorded_at desc, id desc);
create trigger keep_version before update on claim_correction for each row execute function keep_version();
create function keep_correction() returns trigger language plpgsql as $$
declare
  moves constant text[] := array['open>answered', 'sent-back>answered', 'answered>signed-off', 'answered>sent-back'];
begin
  if not (old.state || '>' || new.state) = any (moves)
     or (new.code, new.claim_id, new.text, new.unit_id, new.ordered_on, new.actor_id, new.person_id, new.actor_unit,
         new.recorded_at) is distinct from (old.code, old.claim_id, old.text, old.unit_id, old.ordered_on, old.actor_id,
         old.person_id, old.actor_unit, old.recorded_at)
     or (new.due_on <> old.due_on and new.state <> 'sent-back')
     or (new.evidence <> old.evidence and new.state <> 'answered') then
    raise exception 'what a correction asks for never changes' using errcode = 'restrict_violation', constraint = 'claim_correction_frozen';
  end if;
  return new;
end $$;
create trigger claim_correction_frozen before update on claim_correction for each row execute function keep_correction();
call protect_county_table('claim_correction', 'update');

-- Every act on a correction, in order.
create table claim_correction_entry (
  county char(6) not null,
  id uuid not null,
  correction_id uuid not null,
  claim_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  act text not null check (act in ('order', 'answer', 'sign-off', 'send-back')),
  state text not null,
  text text not null check (length(text) between 2 and 2000),
  evidence text[] not null,
  due_on date not null,
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, correction_id) references claim_correction (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_correction_entry_in_order unique (county, correction_id, ordinal)
);
-- The responsible unit answers for itself; only the body's own acts know recusal.
create trigger claim_recused before insert on claim_correction_entry for each row when (new.act <> 'answer')
  execute function refuse_recused();
call protect_county_table('claim_correction_entry');

create table claim_clearance (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  claim_id uuid not null,
  state text not null check (state in ('proposed', 'confirmed', 'dropped')),
  -- What was alleged and what was found, one entry each; neither names whoever raised it.
  alleged text[] not null check (cardinality(alleged) between 1 and 20),
  found text[] not null check (cardinality(found) between 1 and 20),
  -- 通报范围.
  scope text not null check (length(scope) between 2 and 200),
  proposed_by uuid not null,
  person_id uuid not null,
  proposed_unit uuid not null,
  recorded_at timestamptz not null,
  ended_by uuid,
  ended_person uuid,
  ended_unit uuid,
  ended_at timestamptz,
  end_reason text check (length(end_reason) between 2 and 2000),
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_clearance_code unique (county, code),
  constraint claim_clearance_ended_whole check ((state = 'proposed') = (ended_at is null)
    and num_nulls(ended_by, ended_person, ended_unit, ended_at, end_reason) in (0, 5)),
  -- Two natural persons, whatever their accounts.
  constraint claim_clearance_two_persons check (state <> 'confirmed' or ended_person <> person_id)
);
create index claim_clearance_id on claim_clearance (id);
create unique index claim_clearance_once on claim_clearance (county, claim_id) where state <> 'dropped';
create trigger keep_version before update on claim_clearance for each row execute function keep_version();
create function keep_clearance() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' or (new.code, new.claim_id, new.alleged, new.found, new.scope, new.proposed_by, new.person_id,
     new.proposed_unit, new.recorded_at) is distinct from (old.code, old.claim_id, old.alleged, old.found, old.scope,
     old.proposed_by, old.person_id, old.proposed_unit, old.recorded_at) then
    raise exception 'a clearance is confirmed or dropped once' using errcode = 'restrict_violation', constraint = 'claim_clearance_frozen';
  end if;
  if is_recused(new.county, new.claim_id, new.ended_person) then
    raise exception 'a recused person takes no part' using errcode = 'restrict_violation', constraint = 'claim_recused';
  end if;
  return new;
end $$;
create trigger claim_clearance_frozen before update on claim_clearance for each row execute function keep_clearance();
create trigger claim_recused before insert on claim_clearance for each row execute function refuse_recused();
call protect_county_table('claim_clearance', 'update');

-- The documents as issued: made once for each thing they are about, never changed.
create table claim_document (
  county char(6) not null,
  id uuid not null,
  claim_id uuid not null,
  kind text not null check (kind in ('filing-receipt', 'decision', 'correction', 'clearance')),
  -- The claim, decision, correction or clearance it is about.
  subject_id uuid not null,
  number text not null check (length(number) between 2 and 60),
  issued_on date not null,
  -- 发文机关, as printed: the one name an outsider is told.
  organ text not null check (length(organ) between 2 and 100),
  verification_code text not null check (verification_code ~ '^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$'),
  docx bytea not null,
  docx_sha256 text not null check (docx_sha256 = encode(sha256(docx), 'hex')),
  pdf bytea not null,
  pdf_sha256 text not null check (pdf_sha256 = encode(sha256(pdf), 'hex')),
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_document_once unique (county, claim_id, kind, subject_id)
);
-- Of all counties: an outsider enters a code and nothing else.
create unique index claim_document_verification_code on claim_document (verification_code);
create index claim_document_id on claim_document (id);
call protect_county_table('claim_document');

-- What anybody may ask with a code in hand, whatever the county: that it was issued, when, by which organ, and the digests.
create function document_of_code(wanted text)
  returns table (kind text, number text, issued_on date, organ text, docx_sha256 text, pdf_sha256 text)
  language sql stable security definer rows 1 set search_path = public, pg_temp
  as $$ select d.kind, d.number, d.issued_on, d.organ, d.docx_sha256, d.pdf_sha256
        from claim_document d where d.verification_code = wanted $$;
revoke all on function document_of_code(text) from public;
grant execute on function document_of_code(text) to ph_app;

-- Precedents are looked for among flaws of one kind.
create index flaw_of_kind on flaw (kind, county);

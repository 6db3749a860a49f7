-- Claims (容错申请): the accountability they answer, the procedure act by act, who sat over them and who was recused, and the
-- decisions that stand. Rows of a claim may be written by an inspector of a higher body, who has no account in the county:
-- persons and units are therefore kept by id without a foreign key to the county's own accounts.

-- That a unit or officer is being held to account for a flaw. A claim is possible from its beginning to its decision.
create table accountability (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('begun', 'decided', 'dropped')),
  flaw_id uuid not null,
  unit_id uuid not null,
  -- The officer concerned; null: the unit as such.
  officer_id uuid,
  -- 干部管理权限: whose claim it will be.
  managed_by text not null check (managed_by in ('county', 'city', 'province')),
  begun_on date not null,
  document_number text,
  reason text not null check (length(reason) between 2 and 2000),
  ended_on date,
  end_document text,
  end_reason text check (length(end_reason) between 2 and 2000),
  actor_id uuid not null,
  person_id uuid not null,
  actor_unit uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  foreign key (county, unit_id) references organisation (county, id),
  foreign key (county, officer_id) references account (county, id),
  constraint accountability_code unique (county, code),
  constraint accountability_ended_whole check (
    (state = 'begun') = (ended_on is null) and num_nulls(ended_on, end_reason) in (0, 2) and ended_on >= begun_on)
);
create index accountability_id on accountability (id);
create index accountability_flaw on accountability (county, flaw_id);
create unique index accountability_open_once on accountability
  (county, flaw_id, unit_id, coalesce(officer_id, '00000000-0000-0000-0000-000000000000')) where state = 'begun';
create trigger keep_version before update on accountability for each row execute function keep_version();
create function keep_accountability() returns trigger language plpgsql as $$
begin
  if old.state <> 'begun' or (new.code, new.flaw_id, new.unit_id, new.officer_id, new.managed_by, new.begun_on, new.reason,
     new.actor_id, new.person_id, new.recorded_at) is distinct from (old.code, old.flaw_id, old.unit_id, old.officer_id,
     old.managed_by, old.begun_on, old.reason, old.actor_id, old.person_id, old.recorded_at) then
    raise exception 'accountability only ends, once' using errcode = 'restrict_violation', constraint = 'accountability_frozen';
  end if;
  return new;
end $$;
create trigger accountability_frozen before update on accountability for each row execute function keep_accountability();
call protect_county_table('accountability', 'update');

create table claim (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  state text not null check (state in ('filed', 'admitted', 'not-admitted', 'investigating', 'suspended', 'deliberating',
    'referred', 'decided', 'served', 're-review', 'upper-review', 'closed', 'withdrawn')),
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  -- Of deliberation within the stage: a reopened or sent-back matter is voted on anew.
  round integer not null default 1 check (round > 0),
  flaw_id uuid not null,
  accountability_id uuid not null,
  claimant_kind text not null check (claimant_kind in ('unit', 'person', 'proposed')),
  claimant_unit uuid not null,
  -- The officer concerned, when the matter is a person's.
  claimant_account uuid,
  claimant_person uuid,
  statement text not null check (length(statement) between 10 and 5000),
  wish text not null check (wish in ('exempt', 'mitigated', 'reduced', 'lenient')),
  evidence text[] not null,
  -- The county, city or province whose discipline body handles the present stage, and why.
  handling char(6) not null,
  routed_by text not null check (routed_by in ('county-managed', 'city-managed', 'province-managed', 'unit-matter')),
  -- The rulebook of the day of filing, for terms, panel and referral.
  rulebook_code text not null,
  rulebook_version integer not null,
  filed_by uuid not null,
  filed_person uuid not null,
  filed_at timestamptz not null,
  -- Days of the present stage, by which appeals are in time.
  served_on date,
  -- The decision in force: the last one issued.
  decision_id uuid,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, flaw_id) references flaw (county, id),
  foreign key (county, accountability_id) references accountability (county, id),
  foreign key (county, claimant_unit) references organisation (county, id),
  constraint claim_code unique (county, code),
  constraint claim_person check (claimant_kind <> 'person' or claimant_account is not null),
  constraint claim_decided_whole check (state not in ('decided', 'served', 'closed') or decision_id is not null),
  constraint claim_served_whole check (state not in ('served', 'closed') or served_on is not null)
);
create index claim_id on claim (id);
create index claim_newest on claim (county, recorded_at desc, id desc);
create index claim_flaw on claim (county, flaw_id);
create index claim_unit on claim (county, claimant_unit);
create unique index claim_once on claim (county, accountability_id) where state not in ('withdrawn', 'not-admitted');
create trigger keep_version before update on claim for each row execute function keep_version();

-- INVARIANT: whoever writes, by whatever way: a claim is filed first, moves along its life, and stays about one matter.
create function keep_claim() returns trigger language plpgsql as $$
declare
  moves constant text[] := array['filed>admitted', 'filed>not-admitted', 'filed>withdrawn', 'admitted>investigating',
    'admitted>withdrawn', 'investigating>suspended', 'investigating>deliberating', 'investigating>withdrawn',
    'suspended>investigating', 'suspended>withdrawn', 'deliberating>investigating', 'deliberating>decided',
    'deliberating>referred', 're-review>decided', 're-review>referred', 'upper-review>decided', 'referred>decided',
    'referred>deliberating', 'referred>re-review', 'decided>served', 'served>re-review', 'served>upper-review', 'served>closed'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'filed' or new.version <> 1 or new.stage <> 'first' then
      raise exception 'a claim begins as filed' using errcode = 'restrict_violation', constraint = 'claim_moves';
    end if;
    return new;
  end if;
  if new.state <> old.state and not (old.state || '>' || new.state) = any (moves) then
    raise exception 'a claim in state % does not become %', old.state, new.state
      using errcode = 'restrict_violation', constraint = 'claim_moves';
  end if;
  if old.state in ('not-admitted', 'withdrawn') or (new.code, new.flaw_id, new.accountability_id, new.claimant_kind,
     new.claimant_unit, new.claimant_account, new.claimant_person, new.statement, new.wish, new.evidence, new.routed_by,
     new.rulebook_code, new.rulebook_version, new.filed_by, new.filed_person, new.filed_at, new.recorded_at)
     is distinct from (old.code, old.flaw_id, old.accountability_id, old.claimant_kind, old.claimant_unit,
     old.claimant_account, old.claimant_person, old.statement, old.wish, old.evidence, old.routed_by, old.rulebook_code,
     old.rulebook_version, old.filed_by, old.filed_person, old.filed_at, old.recorded_at) then
    raise exception 'what a claim is about never changes' using errcode = 'restrict_violation', constraint = 'claim_frozen';
  end if;
  return new;
end $$;
create trigger claim_moves before insert or update on claim for each row execute function keep_claim();
call protect_county_table('claim', 'update');

-- INVARIANT: a claim is answered before accountability is decided, and its flaw stays open to facts until it is closed.
create function refuse_over_claim() returns trigger language plpgsql as $$
begin
  if exists (select from claim c where c.county = new.county and c.accountability_id = new.id and c.stage = 'first'
     and c.state not in ('withdrawn', 'not-admitted', 'served', 'closed')) then
    raise exception 'a claim waits for its first decision' using errcode = 'restrict_violation', constraint = 'accountability_claim_open';
  end if;
  return new;
end $$;
create trigger accountability_claim_open before update on accountability for each row
  when (new.state = 'decided' and old.state <> 'decided') execute function refuse_over_claim();
create function refuse_closing_over_claim() returns trigger language plpgsql as $$
begin
  if exists (select from claim c where c.county = new.county and c.flaw_id = new.id
     and c.state not in ('withdrawn', 'not-admitted', 'closed')) then
    raise exception 'a claim on this flaw is open' using errcode = 'restrict_violation', constraint = 'flaw_claim_open';
  end if;
  return new;
end $$;
create trigger flaw_claim_open before update on flaw for each row
  when (new.state = 'closed' and old.state <> 'closed') execute function refuse_closing_over_claim();

-- Who may take no part, from when, and who said so. `automatic` is found by the registry itself when it refuses somebody.
create table claim_recusal (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  claim_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  origin text not null check (origin in ('automatic', 'declared', 'demanded')),
  -- Of a demand: which side made it.
  side text check (side in ('claimant', 'accuser')),
  ground text not null check (ground in ('filed', 'counter-signed', 'approved', 'benefited', 'own-unit', 'earlier-stage',
    'relative', 'witness', 'interest', 'other')),
  reason text not null check (length(reason) between 2 and 2000),
  -- Declared and automatic recusals hold at once; a demand does not stop the matter until it is upheld.
  state text not null check (state in ('pending', 'upheld', 'refused')),
  raised_by uuid not null,
  raised_person uuid not null,
  recorded_at timestamptz not null,
  decided_by uuid,
  decided_person uuid,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) between 2 and 2000),
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_recusal_demand check ((origin = 'demanded') = (side is not null)),
  constraint claim_recusal_decided_whole check (
    (state = 'pending') = (decided_at is null) and num_nulls(decided_by, decided_person, decided_at, decision_reason) in (0, 4)),
  -- Nobody decides about himself or about his own demand.
  constraint claim_recusal_own check (decided_person is null or origin = 'automatic'
    or (decided_person <> person_id and decided_person <> raised_person))
);
create index claim_recusal_of on claim_recusal (county, claim_id, person_id);
create unique index claim_recusal_open_once on claim_recusal (county, claim_id, person_id, origin) where state = 'pending';
create trigger keep_version before update on claim_recusal for each row execute function keep_version();
create function keep_recusal() returns trigger language plpgsql as $$
begin
  if old.state <> 'pending' or (new.claim_id, new.account_id, new.person_id, new.origin, new.side, new.ground, new.reason,
     new.raised_by, new.raised_person, new.recorded_at) is distinct from (old.claim_id, old.account_id, old.person_id,
     old.origin, old.side, old.ground, old.reason, old.raised_by, old.raised_person, old.recorded_at) then
    raise exception 'a recusal is decided once' using errcode = 'restrict_violation', constraint = 'claim_recusal_frozen';
  end if;
  return new;
end $$;
create trigger claim_recusal_frozen before update on claim_recusal for each row execute function keep_recusal();
call protect_county_table('claim_recusal', 'update');

-- True when a person takes no part in a claim now, under any of his accounts.
create function is_recused(of_county char(6), of_claim uuid, of_person uuid) returns boolean
  language sql stable as $$
  select exists (select from claim_recusal r where r.county = of_county and r.claim_id = of_claim and r.person_id = of_person
    and (r.state = 'upheld' or (r.state = 'pending' and r.origin <> 'demanded')))
$$;

-- INVARIANT: a recused person's acts are refused here too, whatever code asks.
create function refuse_recused() returns trigger language plpgsql as $$
begin
  if is_recused(new.county, new.claim_id, new.person_id) then
    raise exception 'a recused person takes no part' using errcode = 'restrict_violation', constraint = 'claim_recused';
  end if;
  return new;
end $$;

-- Every act on a claim, in order: who, as what, when, and what was said. The clocks of the procedure are computed from it.
create table claim_act (
  county char(6) not null,
  id uuid not null,
  claim_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  round integer not null check (round > 0),
  act text not null,
  -- The state it led to.
  state text not null,
  text text check (length(text) between 2 and 5000),
  -- What else the act fixed: {workdays}, {ground}, {members}, ...
  detail jsonb not null default '{}',
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_act_in_order unique (county, claim_id, ordinal)
);
create unique index claim_act_one_extension on claim_act (county, claim_id, stage) where act = 'extend';
create trigger claim_recused before insert on claim_act for each row
  when (new.act not in ('file', 'withdraw', 'state', 'request-re-review', 'request-upper-review', 'recuse', 'leave'))
  execute function refuse_recused();
call protect_county_table('claim_act');

-- What each side had to say, taken down by the day it was heard.
create table claim_statement (
  county char(6) not null,
  id uuid not null,
  claim_id uuid not null,
  ordinal integer not null check (ordinal > 0),
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  side text not null check (side in ('claimant', 'accuser')),
  text text not null check (length(text) between 2 and 5000),
  heard_on date not null,
  evidence text[] not null,
  -- Who spoke, when an inspector took it down from somebody without an account: the post, never the name.
  spoken_by text check (length(spoken_by) between 2 and 100),
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_statement_in_order unique (county, claim_id, ordinal)
);
call protect_county_table('claim_statement');

-- Who sits. A member who leaves is marked as gone, never removed.
create table claim_member (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  claim_id uuid not null,
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  account_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  chair boolean not null,
  appointed_by uuid not null,
  appointed_at timestamptz not null,
  left_at timestamptz,
  left_reason text check (length(left_reason) between 2 and 500),
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  constraint claim_member_left_whole check (num_nulls(left_at, left_reason) in (0, 2))
);
-- One natural person sits once, whatever the accounts.
create unique index claim_member_once on claim_member (county, claim_id, stage, person_id) where left_at is null;
create unique index claim_member_one_chair on claim_member (county, claim_id, stage) where chair and left_at is null;
create trigger keep_version before update on claim_member for each row execute function keep_version();
create trigger claim_recused before insert on claim_member for each row execute function refuse_recused();
create function keep_member() returns trigger language plpgsql as $$
begin
  if old.left_at is not null or (new.claim_id, new.stage, new.account_id, new.person_id, new.unit_id, new.chair,
     new.appointed_by, new.appointed_at) is distinct from (old.claim_id, old.stage, old.account_id, old.person_id,
     old.unit_id, old.chair, old.appointed_by, old.appointed_at) then
    raise exception 'a member only leaves, once' using errcode = 'restrict_violation', constraint = 'claim_member_frozen';
  end if;
  return new;
end $$;
create trigger claim_member_frozen before update on claim_member for each row execute function keep_member();
call protect_county_table('claim_member', 'update');

-- A sitting member's opinion by element, and the vote. Never changed: a changed mind waits for the next round.
create table claim_opinion (
  county char(6) not null,
  id uuid not null,
  claim_id uuid not null,
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  round integer not null check (round > 0),
  -- {motive, conditions, procedure, gravity, consequences, remedy}: a text each
  elements jsonb not null,
  vote text not null check (vote in ('exempt', 'mitigated', 'reduced', 'lenient', 'refused')),
  reason text not null check (length(reason) between 2 and 2000),
  -- The state voted on (case-state.service.ts): votes on different states do not add up to a majority.
  finding_id uuid not null,
  state_sha256 text not null check (state_sha256 ~ '^[0-9a-f]{64}$'),
  state_parts jsonb not null,
  actor_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  foreign key (county, finding_id) references finding (county, id),
  constraint claim_opinion_once unique (county, claim_id, stage, round, person_id),
  constraint claim_opinion_elements check (
    elements ?& array['motive', 'conditions', 'procedure', 'gravity', 'consequences', 'remedy'])
);
create trigger claim_recused before insert on claim_opinion for each row execute function refuse_recused();
create function refuse_stranger_to_panel() returns trigger language plpgsql as $$
begin
  if not exists (select from claim_member m where m.county = new.county and m.claim_id = new.claim_id
    and m.stage = new.stage and m.person_id = new.person_id and m.left_at is null) then
    raise exception 'only a sitting member votes' using errcode = 'restrict_violation', constraint = 'claim_opinion_member';
  end if;
  return new;
end $$;
create trigger claim_opinion_member before insert on claim_opinion for each row execute function refuse_stranger_to_panel();
call protect_county_table('claim_opinion');

-- A decision from its proposal to its issue. An older one is kept when a review makes another.
create table claim_decision (
  county char(6) not null,
  id uuid not null,
  version integer not null default 1,
  code text not null,
  claim_id uuid not null,
  stage text not null check (stage in ('first', 're-review', 'upper-review')),
  round integer not null check (round > 0),
  state text not null check (state in ('proposed', 'referred', 'issued', 'sent-back', 'dropped')),
  kind text not null check (kind in ('exempt', 'mitigated', 'reduced', 'lenient', 'refused')),
  reason text not null check (length(reason) between 10 and 5000),
  -- Why it is something else than the check points to; null where it is not.
  departure_reason text check (length(departure_reason) between 10 and 5000),
  -- {applied, other, chosen}: the rule cited with the comparison of the time rule, copied from the finding
  rule jsonb not null,
  finding_id uuid not null,
  -- Of the state reviewed (case_state), and its parts, so that a later change can be named.
  state_sha256 text not null check (state_sha256 ~ '^[0-9a-f]{64}$'),
  state_parts jsonb not null,
  -- What must go to the higher level first: {forged-papers, loss-over-cap, barred}
  referral_grounds text[] not null,
  valid_through date,
  proposed_by uuid not null,
  proposed_person uuid not null,
  proposed_at timestamptz not null,
  issued_by uuid,
  issued_person uuid,
  issued_at timestamptz,
  referred_by uuid,
  referred_person uuid,
  referred_at timestamptz,
  approved_by uuid,
  approved_person uuid,
  approved_at timestamptz,
  higher_reason text check (length(higher_reason) between 2 and 2000),
  recorded_at timestamptz not null,
  primary key (county, id),
  foreign key (county, claim_id) references claim (county, id),
  foreign key (county, finding_id) references finding (county, id),
  constraint claim_decision_code unique (county, code),
  constraint claim_decision_issued_whole check ((state = 'issued') = (issued_at is not null)
    and num_nulls(issued_by, issued_person, issued_at) in (0, 3)),
  constraint claim_decision_two_persons check (issued_person <> proposed_person and referred_person <> proposed_person
    and approved_person <> proposed_person and approved_person <> referred_person),
  constraint claim_decision_approved check (
    state <> 'issued' or cardinality(referral_grounds) = 0 or stage = 'upper-review' or approved_at is not null)
);
create index claim_decision_id on claim_decision (id);
create unique index claim_decision_open_once on claim_decision (county, claim_id) where state in ('proposed', 'referred');
create unique index claim_decision_issued_once on claim_decision (county, claim_id, stage) where state = 'issued';
create trigger keep_version before update on claim_decision for each row execute function keep_version();
create function keep_decision() returns trigger language plpgsql as $$
begin
  if old.state in ('issued', 'sent-back', 'dropped') or (new.code, new.claim_id, new.stage, new.round, new.kind, new.reason,
     new.departure_reason, new.rule, new.finding_id, new.state_sha256, new.state_parts, new.referral_grounds,
     new.valid_through, new.proposed_by, new.proposed_person, new.proposed_at, new.recorded_at)
     is distinct from (old.code, old.claim_id, old.stage, old.round, old.kind, old.reason, old.departure_reason, old.rule,
     old.finding_id, old.state_sha256, old.state_parts, old.referral_grounds, old.valid_through, old.proposed_by,
     old.proposed_person, old.proposed_at, old.recorded_at) then
    raise exception 'what a decision says never changes' using errcode = 'restrict_violation', constraint = 'claim_decision_frozen';
  end if;
  return new;
end $$;
create trigger claim_decision_frozen before update on claim_decision for each row execute function keep_decision();
-- Only what is new is asked about: an earlier hand in it stays true when its owner is recused later.
create function refuse_recused_issuer() returns trigger language plpgsql as $$
declare
  person uuid;
begin
  foreach person in array array[
    case when tg_op = 'INSERT' then new.proposed_person end,
    case when tg_op = 'INSERT' or new.issued_person is distinct from old.issued_person then new.issued_person end,
    case when tg_op = 'INSERT' or new.referred_person is distinct from old.referred_person then new.referred_person end,
    case when tg_op = 'INSERT' or new.approved_person is distinct from old.approved_person then new.approved_person end] loop
    if person is not null and is_recused(new.county, new.claim_id, person) then
      raise exception 'a recused person takes no part' using errcode = 'restrict_violation', constraint = 'claim_recused';
    end if;
  end loop;
  return new;
end $$;
create trigger claim_recused before insert or update on claim_decision for each row execute function refuse_recused_issuer();
call protect_county_table('claim_decision', 'update');

-- INVARIANT: no claim is decided without an issued decision that a majority of an odd, large enough, unrecused panel voted
-- for in this very round, on the very state it is pinned to. Asked at commit.
create function claim_has_quorum() returns trigger language plpgsql as $$
declare
  seats integer;
  votes integer;
  decided claim_decision;
begin
  if (new.state <> 'decided' or old.state = 'decided') and new.decision_id is not distinct from old.decision_id then
    return null;
  end if;
  select * into decided from claim_decision d where d.county = new.county and d.id = new.decision_id
    and d.claim_id = new.id and d.stage = new.stage and d.round = new.round and d.state = 'issued';
  select count(*) into seats from claim_member m where m.county = new.county and m.claim_id = new.id and m.stage = new.stage
    and m.left_at is null and not is_recused(new.county, new.id, m.person_id);
  select count(*) into votes from claim_opinion o join claim_member m on m.county = o.county and m.claim_id = o.claim_id
    and m.stage = o.stage and m.person_id = o.person_id and m.left_at is null
    where o.county = new.county and o.claim_id = new.id and o.stage = new.stage and o.round = new.round
    and o.vote = decided.kind and o.state_sha256 = decided.state_sha256
    and not is_recused(new.county, new.id, o.person_id);
  if decided.id is null or seats < 3 or seats % 2 = 0 or votes * 2 <= seats then
    raise exception 'no decision without a quorum' using errcode = 'restrict_violation', constraint = 'claim_quorum';
  end if;
  return null;
end $$;
create constraint trigger claim_quorum after update on claim deferrable initially deferred
  for each row execute function claim_has_quorum();

-- Facts and judgements of a flaw are part of the procedure: a person recused from a claim on it establishes nothing more.
create function refuse_recused_from_flaw() returns trigger language plpgsql as $$
begin
  if exists (select from claim c join claim_recusal r on r.county = c.county and r.claim_id = c.id
    where c.county = new.county and c.flaw_id = new.flaw_id and c.state not in ('closed', 'withdrawn', 'not-admitted')
    and (r.state = 'upheld' or (r.state = 'pending' and r.origin <> 'demanded'))
    and (r.account_id = new.actor_id
      or r.person_id = (select a.person_id from account a where a.county = new.county and a.id = new.actor_id))) then
    raise exception 'a recused person takes no part' using errcode = 'restrict_violation', constraint = 'claim_recused';
  end if;
  return new;
end $$;
create trigger claim_recused before insert on flaw_answer for each row when (new.established) execute function refuse_recused_from_flaw();
create trigger claim_recused before insert on flaw_judgement for each row execute function refuse_recused_from_flaw();

-- One append-only Merkle log per county (RFC 6962 hashing). The head row is the only one that changes: it is locked
-- last in every writing transaction, so positions have no gaps and writers never deadlock.

create table ledger_head (
  county char(6) primary key check (county ~ '^\d{6}$'),
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  -- The roots of the full subtrees that make up the tree, largest first; with them an append costs O(log n).
  frontier bytea[] not null,
  last_received_at timestamptz
);
alter table ledger_head enable row level security;
alter table ledger_head force row level security;
create policy county_read on ledger_head for select to ph_app using (starts_with(county, region_prefix()));
create policy county_insert on ledger_head for insert to ph_app with check (county = region_prefix());
create policy county_update on ledger_head for update to ph_app using (county = region_prefix()) with check (county = region_prefix());
create policy owner_all on ledger_head to ph_owner using (true) with check (true);
create policy audit_read on ledger_head for select to ph_audit using (true);
grant select, insert, update on ledger_head to ph_app;
grant select on ledger_head to ph_audit;

-- INVARIANT: a log only grows.
create function keep_head_growing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.size <= old.size or new.county <> old.county then
    raise exception 'a log only grows' using errcode = 'restrict_violation', constraint = 'ledger_head_grows';
  end if;
  return new;
end $$;
create trigger ledger_head_grows before update or delete on ledger_head for each row execute function keep_head_growing();
create trigger append_only_truncate before truncate on ledger_head execute function refuse_change();

create table ledger_entry (
  county char(6) not null,
  position bigint not null check (position >= 0),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  subject text not null,
  received_at timestamptz not null,
  actor_unit text not null,
  -- The exact leaf bytes of docs/ledger-format.md, kept verbatim: a proof never depends on re-encoding.
  leaf bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (county, position)
);
create index ledger_entry_subject on ledger_entry (county, subject, position);
create index ledger_entry_kind on ledger_entry (county, kind, position);
call protect_county_table('ledger_entry');

-- The payload lives beside the leaf and not in it, salted, so that personal data can be erased on a lawful order
-- while the leaf and every proof stay valid.
create table ledger_payload (
  county char(6) not null,
  position bigint not null,
  actor_account uuid,
  salt bytea not null check (length(salt) = 16),
  payload bytea not null,
  primary key (county, position),
  foreign key (county, position) references ledger_entry (county, position)
);
call protect_county_table('ledger_payload');

-- Full subtrees only: once written a node never changes. Level 0 are the leaf hashes.
create table ledger_node (
  county char(6) not null,
  level smallint not null check (level between 0 and 63),
  index bigint not null check (index >= 0),
  hash bytea not null check (length(hash) = 32),
  primary key (county, level, index)
);
call protect_county_table('ledger_node');

-- Answers already given to a creating request, in the same transaction as the creation.
create table idempotency (
  county char(6) not null,
  account_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_sha256 text not null,
  answer jsonb,
  recorded_at timestamptz not null,
  primary key (county, account_id, key)
);
call protect_county_table('idempotency', 'update');

-- Readable codes such as SD-513221-2026-0001: gapless, because the counter rolls back with the writer.
create table code_counter (
  county char(6) not null,
  kind char(2) not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (county, kind, year)
);
call protect_county_table('code_counter', 'update');

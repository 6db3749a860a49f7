-- What outsiders hold the log to: checkpoints it signed, witnesses' cosignatures and time-stamp tokens on them, and from
-- when each checkpoint was anchored in time. All of it is public; a copy of every checkpoint stands outside the database.

create table checkpoint (
  county char(6) not null check (county ~ '^\d{6}$'),
  size bigint not null check (size > 0),
  root bytea not null check (length(root) = 32),
  -- The signed note verbatim, with every signature line of the log's own keys and no cosignature.
  note text not null,
  signed_at timestamptz not null,
  primary key (county, size)
);

-- INVARIANT: checkpoints grow with the log and never run ahead of it.
create function keep_checkpoints_growing() returns trigger language plpgsql as $$
begin
  if exists (select from checkpoint c where c.county = new.county and c.size >= new.size)
     or not exists (select from ledger_head h where h.county = new.county and h.size >= new.size) then
    raise exception 'a checkpoint is larger than the one before and no larger than the log'
      using errcode = 'restrict_violation', constraint = 'checkpoint_grows';
  end if;
  return new;
end $$;
create trigger checkpoint_grows before insert on checkpoint for each row execute function keep_checkpoints_growing();
call protect_county_table('checkpoint');

create table cosignature (
  county char(6) not null,
  size bigint not null,
  witness text not null check (length(witness) between 1 and 255),
  key_id text not null check (key_id ~ '^[0-9a-f]{8}$'),
  -- The witness's signature line verbatim, with its line feed.
  line text not null,
  cosigned_at timestamptz not null,
  received_at timestamptz not null,
  primary key (county, size, witness, key_id),
  foreign key (county, size) references checkpoint (county, size)
);
call protect_county_table('cosignature');

create table timestamp_token (
  county char(6) not null,
  size bigint not null,
  authority text not null check (length(authority) between 1 and 255),
  -- DER of the RFC 3161 TimeStampToken; its imprint is SHA-256 of the checkpoint's three lines.
  token bytea not null,
  gen_time timestamptz not null,
  -- PEM of the certificates from the token's signer upward, archived so that it can be verified after they expire.
  chain text not null,
  received_at timestamptz not null,
  primary key (county, size, authority),
  foreign key (county, size) references checkpoint (county, size)
);
call protect_county_table('timestamp_token');

-- Written once when the quorum of witnesses or a token is complete. A row that adds nothing (an equal or larger
-- checkpoint was anchored no later) is not written: what anchors an entry never becomes later than it once was.
create table anchor (
  county char(6) not null,
  size bigint not null,
  kind text not null check (kind in ('quorum', 'token')),
  anchored_at timestamptz not null,
  received_at timestamptz not null,
  primary key (county, size, kind, anchored_at),
  foreign key (county, size) references checkpoint (county, size)
);
create index anchor_covering on anchor (county, size, anchored_at);
call protect_county_table('anchor');

-- The outside time by which an entry was in the log: that of the smallest anchored checkpoint that covers it, or null.
create function anchored_at(the_county char(6), the_position bigint) returns timestamptz
  language sql stable parallel safe
  as $$
    select a.anchored_at from anchor a where a.county = the_county and a.size > the_position
    order by a.size, a.anchored_at limit 1
  $$;

-- Evidence, kept by the digest of its bytes: the same file twice is one row, and no row ever changes.

create table file (
  county char(6) not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text not null check (sm3 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size between 1 and 10485760),
  media_type text not null,
  content bytea not null,
  stored_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county, sha256),
  constraint file_size_fits check (length(content) = size)
);
call protect_county_table('file');

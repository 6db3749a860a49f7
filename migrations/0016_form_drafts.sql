-- What somebody has typed into a form and not sent yet, so that a crash, a lost connection or an expired log-in loses
-- nothing. Private to its account, no content of the registry, and gone after a while: the one table rows leave.

create table form_draft (
  county char(6) not null,
  account_id uuid not null,
  form text not null check (form in ('pilot', 'amendment', 'pledge', 'approval', 'exemption', 'flaw', 'claim',
    'statement', 'fact', 'opinion', 'decision', 'correction')),
  -- What the form is about: an id, or 'new'.
  key text not null,
  -- Grows by one with every save; a save that knows an older one is refused.
  revision integer not null check (revision > 0),
  -- JSON as the browser sent it; nothing here reads it.
  content text not null,
  saved_at timestamptz not null,
  primary key (county, account_id, form, key),
  foreign key (county, account_id) references account (county, id),
  constraint form_draft_key check (key = 'new' or key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  constraint form_draft_size check (octet_length(content) <= 65536)
);
create index form_draft_saved on form_draft (county, saved_at);
call protect_county_table('form_draft', 'update');
create policy county_delete on form_draft for delete to ph_app using (county = region_prefix());
grant delete on form_draft to ph_app;
-- Nobody else's business, the auditor's included.
revoke select on form_draft from ph_audit;

-- Row-level security by region prefix, and the triggers every versioned table shares.
-- The roles ph_owner (migrations only), ph_app and ph_audit exist before the first migration runs.

revoke all on schema public from public;
grant usage on schema public to ph_app, ph_audit;

-- The region an actor may see, as a GB/T 2260 prefix: 6 digits one county, 4 a city, 2 a province.
-- After a transaction a local setting is '' and not unset, hence nullif: no region, no rows.
create function region_prefix() returns text
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.region', true), '') $$;

-- INVARIANT: a change is a new version. Nobody skips one, nobody goes back.
create function keep_version() returns trigger language plpgsql as $$
begin
  if new.version is distinct from old.version + 1 then
    raise exception 'version must grow by one' using errcode = 'check_violation', constraint = tg_table_name || '_version';
  end if;
  if new.county is distinct from old.county or new.id is distinct from old.id then
    raise exception 'county and id never change' using errcode = 'check_violation', constraint = tg_table_name || '_identity';
  end if;
  return new;
end $$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name
    using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;

-- Puts a county table behind the wall. `change_right` is 'update' for tables whose rows live on, '' for append-only ones.
-- FORCE makes the owner subject to policies too; the owner's own policy lets migrations work on the rows.
create procedure protect_county_table(target regclass, change_right text default '') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  -- Without these the planner takes the policy for one row in two hundred and sorts whole counties.
  execute format('create statistics %I on (county::text) from %s', target::text || '_county', target);
  execute format('create policy county_read on %s for select to ph_app using (starts_with(county, region_prefix()))', target);
  execute format('create policy county_insert on %s for insert to ph_app with check (county = region_prefix())', target);
  execute format('create policy owner_all on %s to ph_owner using (true) with check (true)', target);
  execute format('create policy audit_read on %s for select to ph_audit using (true)', target);
  execute format('grant select, insert on %s to ph_app', target);
  execute format('grant select on %s to ph_audit', target);
  if change_right = 'update' then
    execute format('create policy county_update on %s for update to ph_app using (county = region_prefix()) with check (county = region_prefix())', target);
    execute format('grant update on %s to ph_app', target);
  else
    execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
    execute format('create trigger append_only_truncate before truncate on %s execute function refuse_change()', target);
  end if;
end $$;

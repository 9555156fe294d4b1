-- What a hosted project's database has before the first migration, apart from the tables of auth and
-- storage, which @supabase/lite creates just before this file runs. Never part of the migrations:
-- hosted has all of it already.

create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role, postgres;
grant create on schema extensions to postgres;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;

-- public: open by default, as on hosted. Migrations must revoke what a client may not do, and a
-- stack without these grants would hide a migration that forgot to.
grant usage on schema public to anon, authenticated, service_role;
grant all on schema public to postgres;
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;

-- auth: the claims of the request, exactly as hosted computes them.
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
grant usage on schema auth to anon, authenticated, service_role, postgres;
grant all on all tables in schema auth to postgres, dashboard_user;
grant all on all routines in schema auth to postgres, dashboard_user;

-- storage: RLS decides, the grants are open, as on hosted.
grant usage on schema storage to anon, authenticated, service_role;
grant all on schema storage to postgres;
grant all on all tables in schema storage to anon, authenticated, service_role, postgres;
grant all on all routines in schema storage to anon, authenticated, service_role, postgres;
alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;
grant usage on schema storage to supabase_storage_admin;

-- lite makes the table of applied migrations too; on hosted it belongs to the role that migrates.
create schema if not exists supabase_migrations;
alter schema supabase_migrations owner to postgres;
alter table if exists supabase_migrations.schema_migrations owner to postgres;
alter table if exists supabase_migrations.seed_files owner to postgres;

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role, postgres;

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
    alter publication supabase_realtime owner to postgres;
  end if;
  execute format('alter database %I owner to postgres', current_database());
end
$$;

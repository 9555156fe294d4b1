-- Runs after realtime/realtime.sql: migrations add policies to realtime.messages, which only the
-- owner may do, and `postgres` is a member of the owning role (see roles.sql).
alter table realtime.messages owner to supabase_realtime_admin;
grant usage on schema realtime to supabase_realtime_admin;
grant all on realtime.messages to postgres;
grant execute on all routines in schema realtime to anon, authenticated, service_role, postgres;

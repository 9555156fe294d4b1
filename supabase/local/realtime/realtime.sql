-- The schema `realtime` as a hosted project has it, for the embedded stack and for bare databases of tests.
-- A local bootstrap, never a migration: hosted projects already own these objects, and their `postgres` role
-- may not create anything here. Our migrations add policies on realtime.messages and nothing else.
-- Shapes, names and grants follow supabase/realtime, priv/repo/tenant_schema (2026-08). Safe to run again.
-- Expects the roles anon, authenticated and service_role.

do $$
begin
  if not exists (select from pg_roles where rolname = 'supabase_realtime_admin') then
    create role supabase_realtime_admin nologin noinherit createrole;
  end if;
  grant anon, authenticated, service_role to supabase_realtime_admin with inherit false;
  -- Hosted lets `postgres` write policies on a table it does not own (supautils). Membership is the nearest
  -- thing where `postgres` is an ordinary role, as in a database that imitates hosted.
  if exists (select from pg_roles where rolname = 'postgres' and not rolsuper) then
    grant supabase_realtime_admin to postgres;
  end if;
end
$$;

create schema if not exists realtime;

grant usage on schema realtime to anon, authenticated, service_role;
grant all on schema realtime to supabase_realtime_admin with grant option;

-- Messages: what the database broadcasts, and the table whose policies decide who may join a private channel.
create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp without time zone not null default now(),
  inserted_at timestamp without time zone not null default now(),
  id uuid not null default gen_random_uuid(),
  binary_payload bytea,
  constraint messages_payload_exclusive check (payload is null or binary_payload is null),
  constraint messages_pkey primary key (id, inserted_at)
) partition by range (inserted_at);

alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;

create index if not exists messages_inserted_at_topic_index
  on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;

-- No delete: rows leave with their partition.
revoke all on realtime.messages from anon, authenticated, service_role;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

-- The topic under authorisation; policies read it.
create or replace function realtime.topic() returns text
language sql stable
as $$
  select nullif(current_setting('realtime.topic', true), '')::text;
$$;
alter function realtime.topic() owner to supabase_realtime_admin;

-- As on hosted, a failed insert is a warning: a broadcast never undoes the change that caused it.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
declare
  generated_id uuid;
  final_payload jsonb;
begin
  begin
    generated_id := gen_random_uuid();

    if payload ? 'id' then
      final_payload := payload;
    else
      final_payload := jsonb_set(payload, '{id}', to_jsonb(generated_id));
    end if;

    execute format('set local realtime.topic to %L', topic);

    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (generated_id, final_payload, event, topic, private, 'broadcast');
  exception
    when others then
      raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end;
$$;
alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
declare
  generated_id uuid;
begin
  begin
    generated_id := gen_random_uuid();

    execute format('set local realtime.topic to %L', topic);

    insert into realtime.messages (id, binary_payload, event, topic, private, extension)
    values (generated_id, payload, event, topic, private, 'broadcast');
  exception
    when others then
      raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end;
$$;
alter function realtime.send_binary(bytea, text, text, boolean) owner to supabase_realtime_admin;

-- Called from row triggers; always private.
create or replace function realtime.broadcast_changes(
  topic_name text,
  event_name text,
  operation text,
  table_name text,
  table_schema text,
  new record,
  old record,
  level text default 'ROW'
) returns void
language plpgsql
as $$
declare
  row_data jsonb := '{}'::jsonb;
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation = 'INSERT' or operation = 'UPDATE' or operation = 'DELETE' then
    row_data := jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema
    );
    perform realtime.send(row_data, event_name, topic_name);
  else
    raise exception 'Unexpected operation type: %', operation;
  end if;
exception
  when others then
    raise exception 'Failed to process the row: %', sqlerrm;
end;
$$;
alter function realtime.broadcast_changes(text, text, text, text, text, record, record, text)
  owner to supabase_realtime_admin;

-- From here on: what the hosted server does outside the database, in the `local_` names of the embedded stack.

-- Hosted reads the write-ahead log. A notification has the same property that matters: it leaves at commit only.
-- The id travels alone because a notification holds less than 8,000 bytes.
create or replace function realtime.local_notify_message() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_notify('realtime', new.id::text);
  return null;
end;
$$;

create or replace trigger local_notify_message
  after insert on realtime.messages
  for each row
  when (new.event is not null and new.private is not null)
  execute function realtime.local_notify_message();

-- One partition a day, from yesterday to three days ahead; days older than three are dropped, as on hosted.
-- A day too many on both ends: `now()` follows the session's time zone.
create or replace function realtime.local_maintain_messages() returns void
language plpgsql
set search_path = ''
as $$
declare
  day date;
  stale regclass;
begin
  for day in select current_date + offset_days from pg_catalog.generate_series(-1, 3) as offset_days loop
    if pg_catalog.to_regclass(pg_catalog.format('realtime.messages_%s', pg_catalog.to_char(day, 'YYYY_MM_DD')))
       is null then
      execute pg_catalog.format(
        'create table realtime.messages_%s partition of realtime.messages for values from (%L) to (%L)',
        pg_catalog.to_char(day, 'YYYY_MM_DD'), day, day + 1
      );
      -- Policies of the parent do not guard a partition that is asked for by its own name.
      execute pg_catalog.format(
        'alter table realtime.messages_%s enable row level security', pg_catalog.to_char(day, 'YYYY_MM_DD')
      );
      execute pg_catalog.format(
        'alter table realtime.messages_%s owner to supabase_realtime_admin', pg_catalog.to_char(day, 'YYYY_MM_DD')
      );
      execute pg_catalog.format(
        'revoke all on realtime.messages_%s from anon, authenticated, service_role',
        pg_catalog.to_char(day, 'YYYY_MM_DD')
      );
    end if;
  end loop;

  for stale in
    select child.oid::regclass
    from pg_catalog.pg_inherits i
    join pg_catalog.pg_class child on child.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass
      and child.relname ~ '^messages_\d{4}_\d{2}_\d{2}$'
      and pg_catalog.to_date(pg_catalog.substr(child.relname, 10), 'YYYY_MM_DD') < current_date - 3
  loop
    execute pg_catalog.format('drop table %s', stale);
  end loop;
end;
$$;
revoke execute on function realtime.local_maintain_messages() from public, anon, authenticated, service_role;

select realtime.local_maintain_messages();

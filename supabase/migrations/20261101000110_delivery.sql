-- Retries, outbox, schedules, pokes: how work is done once and told to whoever waits for it.
--
-- Phones on poor networks repeat a request whose answer got lost. Every RPC that creates or moves something
-- takes a request_id made by the client; the first call stores its answer in the same transaction, and the
-- same id gives the same answer again. The key contains the person, so an id that somebody else guessed or
-- saw never answers with another person's data.

create table private.requests (
  person_id uuid not null,
  request_id uuid not null,
  rpc text not null,
  args_hash bytea not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (person_id, request_id)
);
create index requests_created_at_idx on private.requests (created_at);
alter table private.requests enable row level security;
comment on table private.requests is 'Answers kept for retries, 30 days. No policies: touched by private.replay and private.remember only. No foreign key on person_id: the all-zero id stands for service calls.';

create function private.replay(p_request_id uuid, p_rpc text, p_args jsonb) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_person uuid := coalesce(auth.uid(), '00000000-0000-0000-0000-000000000000');
  v_hash bytea := sha256(convert_to(p_args::text, 'UTF8'));
  v_row private.requests;
begin
  if p_request_id is null then
    perform private.fail('BB007', 'request_id', '{}', '缺少请求编号');
  end if;
  -- A concurrent call with the same id waits here until the first one commits or rolls back.
  insert into private.requests (person_id, request_id, rpc, args_hash)
  values (v_person, p_request_id, p_rpc, v_hash)
  on conflict (person_id, request_id) do nothing;
  if found then
    return null;
  end if;
  select * into v_row from private.requests where person_id = v_person and request_id = p_request_id;
  if v_row.rpc <> p_rpc or v_row.args_hash <> v_hash then
    perform private.fail('BB003');
  end if;
  return coalesce(v_row.answer, 'null'::jsonb);
end $$;
comment on function private.replay(uuid, text, jsonb) is
  'null: go on, this is the first call. Otherwise the stored answer of the same request. Same id with another RPC or other arguments: BB003.';

create function private.remember(p_request_id uuid, p_answer jsonb) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
begin
  update private.requests set answer = p_answer
  where person_id = coalesce(auth.uid(), '00000000-0000-0000-0000-000000000000') and request_id = p_request_id;
  return p_answer;
end $$;
comment on function private.remember(uuid, jsonb) is 'Stores the answer of a request and gives it back; every RPC that called replay ends with it.';

-- ---------------------------------------------------------------------------------------------------------
-- What must leave the building (subscribe messages, SMS, content check) is written in the same transaction.
create table private.outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  recipient uuid references auth.users (id) on delete cascade,
  payload jsonb not null default '{}',
  dedupe_key text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
  attempts int not null default 0,
  next_try_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index outbox_waiting_idx on private.outbox (next_try_at) where state = 'waiting';
create index outbox_recipient_idx on private.outbox (recipient);
alter table private.outbox enable row level security;
comment on table private.outbox is 'Messages to people outside the app; sent by an Edge Function with back-off. No policies: definer functions write, the service role sends.';

create function private.put_outbox(p_kind text, p_recipient uuid, p_payload jsonb, p_dedupe_key text) returns void
language sql volatile
set search_path = ''
as $$
  insert into private.outbox (kind, recipient, payload, dedupe_key, next_try_at, created_at)
  values (p_kind, p_recipient, p_payload, p_dedupe_key, private.now(), private.now())
  on conflict (dedupe_key) do nothing
$$;
comment on function private.put_outbox(text, uuid, jsonb, text) is 'Queues one message; the same dedupe key is queued once.';

-- ---------------------------------------------------------------------------------------------------------
-- Jobs: pg_cron runs these where it exists (001200_schedules.sql), the embedded scheduler otherwise.
create table private.schedules (
  name text primary key,
  every_seconds int not null check (every_seconds > 0),
  command text not null,
  last_run_at timestamptz
);
alter table private.schedules enable row level security;
comment on table private.schedules is 'What runs again and again: one SQL command a row. No policies: the scheduler is the owner.';

create function private.forget_old_requests() returns void
language sql volatile
set search_path = ''
as $$ delete from private.requests where created_at < now() - interval '30 days' $$;
insert into private.schedules (name, every_seconds, command)
values ('forget_old_requests', 86400, 'select private.forget_old_requests()');

-- ---------------------------------------------------------------------------------------------------------
create function private.notify_people(p_people uuid[], p_event text, p_payload jsonb) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_person uuid;
begin
  for v_person in select distinct p from unnest(p_people) as p where p is not null loop
    perform realtime.send(p_payload, p_event, 'user:' || v_person, true);
  end loop;
end $$;
comment on function private.notify_people(uuid[], text, jsonb) is
  'Pokes each person on the private topic user:<id>; the payload says what changed ({what, id}), never the content. realtime.send swallows its own errors, so a poke never undoes a move.';

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
--
-- A worker takes rows by a lease, sends, and marks. It may die anywhere: before the mark the row comes back when
-- the lease has passed and is sent again under the same idempotency key (dedupe_key), which the receiving side
-- knows. So a message goes out once or again with the same key, never not at all.
create table private.outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  recipient uuid references auth.users (id) on delete cascade,
  payload jsonb not null default '{}',
  dedupe_key text not null unique,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
  attempts int not null default 0,
  next_try_at timestamptz not null default now(),
  claimed_by text,
  claimed_until timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  constraint dropped_has_reason check (state <> 'dropped' or last_error is not null),
  constraint claim_is_whole check ((claimed_by is null) = (claimed_until is null))
);
create index outbox_waiting_idx on private.outbox (next_try_at) where state = 'waiting';
create index outbox_recipient_idx on private.outbox (recipient);
alter table private.outbox enable row level security;
comment on table private.outbox is 'Messages to people outside the app; sent by a worker with back-off. No policies: definer functions write, the service role sends.';
comment on column private.outbox.dedupe_key is 'Unique here, and the idempotency key under which every attempt is sent.';
comment on column private.outbox.attempts is 'Counts claims, not answers: a message that kills its worker also comes to an end.';
comment on column private.outbox.claimed_until is 'A worker that has not marked the row by then is taken for dead.';

insert into private.settings (key, value, note) values
  ('outbox_attempts', '8', 'How often a message is tried before it is dropped with a reason'),
  ('outbox_lease_seconds', '120', 'How long a worker may take for what it has claimed'),
  ('outbox_back_off_seconds', '30', 'First wait after a failure; each further one doubles it, up to six hours');

create function private.put_outbox(p_kind text, p_recipient uuid, p_payload jsonb, p_dedupe_key text) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into private.outbox (kind, recipient, payload, dedupe_key, next_try_at, created_at)
  values (p_kind, p_recipient, p_payload, p_dedupe_key, private.now(), private.now())
  on conflict (dedupe_key) do nothing;
end $$;
comment on function private.put_outbox(text, uuid, jsonb, text) is 'Queues one message; the same dedupe key is queued once.';

create function private.claim_outbox(p_limit int, p_worker text, p_kinds text[] default null, p_but_kinds text[] default null)
returns table (id bigint, kind text, recipient uuid, payload jsonb, idempotency_key text, attempt int)
language plpgsql volatile security definer
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_now timestamptz := private.now();
  v_attempts int := (private.setting('outbox_attempts') #>> '{}')::int;
  v_lease interval := make_interval(secs => (private.setting('outbox_lease_seconds') #>> '{}')::int);
begin
  -- Its last worker died and there is no attempt left: somebody must be able to read that it never went.
  update private.outbox o set state = 'dropped', claimed_by = null, claimed_until = null,
    last_error = concat_ws('; ', o.last_error, format('no mark after attempt %s by %s', o.attempts, o.claimed_by))
  where o.id in (select d.id from private.outbox d
    where d.state = 'waiting' and d.claimed_until <= v_now and d.attempts >= v_attempts for update skip locked);
  return query
    update private.outbox o set claimed_by = p_worker, claimed_until = v_now + v_lease, attempts = o.attempts + 1
    where o.id in (select w.id from private.outbox w
      where w.state = 'waiting' and w.next_try_at <= v_now and (w.claimed_until is null or w.claimed_until <= v_now)
        and (p_kinds is null or w.kind = any (p_kinds)) and (p_but_kinds is null or w.kind <> all (p_but_kinds))
      order by w.next_try_at, w.id limit least(greatest(p_limit, 0), 500)
      for update skip locked)
    returning o.id, o.kind, o.recipient, o.payload, o.dedupe_key, o.attempts;
end $$;
comment on function private.claim_outbox(int, text, text[], text[]) is
  'Up to p_limit due messages (of p_kinds, not of p_but_kinds), leased to this worker, which names itself uniquely (function instance, not function). Two workers never hold the same row; after the lease it is handed out again. Service role only.';

create function private.mark_sent(p_id bigint, p_worker text) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  -- Also from a worker whose lease has passed: it was sent, and whoever holds it now need not send it again.
  update private.outbox set state = 'sent', sent_at = private.now(), last_error = null,
    claimed_by = null, claimed_until = null
  where id = p_id and state = 'waiting' and attempts > 0;
  return found;
end $$;
comment on function private.mark_sent(bigint, text) is 'The message is out; false when that is known already. Service role only.';

create function private.mark_failed(p_id bigint, p_worker text, p_error text, p_drop boolean default false) returns text
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  o private.outbox;
  v_reason text := left(coalesce(private.clean_text(p_error), 'no reason given'), 500);
  v_first int := (private.setting('outbox_back_off_seconds') #>> '{}')::int;
begin
  select * into o from private.outbox where id = p_id for update;
  -- Somebody else holds it by now, or it is done: the failure of a late worker decides nothing.
  if o.id is null or o.state <> 'waiting' or o.claimed_by is distinct from p_worker then
    return null;
  end if;
  if p_drop or o.attempts >= (private.setting('outbox_attempts') #>> '{}')::int then
    update private.outbox set state = 'dropped', last_error = v_reason, claimed_by = null, claimed_until = null
    where id = p_id;
    return 'dropped';
  end if;
  -- A tenth of jitter, so that what failed together does not come back together.
  update private.outbox set last_error = v_reason, claimed_by = null, claimed_until = null,
    next_try_at = private.now() + make_interval(
      secs => least(v_first * 2 ^ (o.attempts - 1), 21600) * (1 + random() / 10))
  where id = p_id;
  return 'waiting';
end $$;
comment on function private.mark_failed(bigint, text, text, boolean) is
  'waiting: tried again later, each wait twice the one before. dropped: the last attempt, or p_drop because trying again is no use (unsubscribed, unknown number). null: this worker no longer holds it. Service role only.';
-- The sender is the only one: no person, and no other function, may take a message out of the queue.
grant execute on function private.claim_outbox(int, text, text[], text[]), private.mark_sent(bigint, text),
  private.mark_failed(bigint, text, text, boolean) to service_role;

-- ---------------------------------------------------------------------------------------------------------
-- Jobs: pg_cron runs these where it exists (001200_schedules.sql), the embedded scheduler otherwise.
create table private.schedules (
  name text primary key,
  every_seconds int not null check (every_seconds > 0),
  command text not null,
  last_run_at timestamptz,
  last_error text
);
alter table private.schedules enable row level security;
comment on table private.schedules is 'What runs again and again: one SQL command a row, each safe to run twice at once. No policies: the scheduler is the owner.';
comment on column private.schedules.last_error is 'Why the last run failed, null after one that did not. Written by the embedded scheduler; pg_cron keeps cron.job_run_details.';

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

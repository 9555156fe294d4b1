-- What the Edge Functions call: claim, ask for the next step, tell what came of it.
--
-- service_role only, each function asks for it first. What a step does and why stands in 001136_message_steps.sql.

create function private.service_message_step(p_id bigint, p_worker text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  o private.outbox;
  k private.message_kinds;
  v_values jsonb;
  v_step jsonb;
  v_until timestamptz;
  v_other bigint;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  select * into o from private.outbox where id = p_id for update;
  if o.id is null or o.state <> 'waiting' or o.claimed_by is distinct from p_worker then
    return jsonb_build_object('do', 'done', 'state', 'lost');
  end if;
  select * into k from private.message_kinds where kind = o.kind;
  if k.kind is null then
    return private.settle_message(o, p_worker, format('这类消息没有文字：%s', o.kind));
  elsif k.route = 'place' then
    return jsonb_build_object('do', 'post', 'kind', o.kind, 'payload', o.payload, 'key', o.dedupe_key);
  elsif k.route <> 'person' then
    return private.settle_message(o, p_worker, k.note);
  elsif private.message_over(o) is not null then
    return private.settle_message(o, p_worker, private.message_over(o));
  end if;
  v_values := private.message_values(o, k);
  if not exists (select from private.deliveries where outbox_id = o.id) then
    v_other := private.told_by(o);
    if v_other is not null then
      return private.settle_message(o, p_worker, format('同一件事，另一条消息会说：%s', v_other));
    end if;
  end if;
  v_until := private.message_waits_until(o, v_values);
  if v_until is not null then
    return private.postpone_message(o, v_until);
  end if;
  v_step := coalesce(private.next_subscribe_step(o, k, p_worker), private.next_sms_step(o, k, p_worker));
  if v_step is null then
    return private.settle_message(o, p_worker, coalesce((select '没送到：' || string_agg(x.error, '；' order by x.way desc)
      from private.deliveries x where x.outbox_id = o.id), '只在小程序里：没有订阅，也不发短信'));
  end if;
  return v_step || jsonb_build_object('values', v_values, 'key', o.dedupe_key);
end $$;

create function public.service_message_step(p_id bigint, p_worker text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_message_step(p_id, p_worker) $$;
comment on function public.service_message_step(bigint, text) is
  'What to do next with a claimed message: {do: subscribe | sms | post, …what to send}, or {do: done, state: sent | dropped | waiting | lost}. What is to be sent counts as begun from here on. service_role only.';

create function private.service_message_outcome(p_id bigint, p_worker text, p_way text, p_outcome text, p_error text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  o private.outbox;
  d private.deliveries;
  k private.message_kinds;
  v_attempts int := (private.setting('outbox_attempts') #>> '{}')::int;
  v_patience int;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  if p_outcome not in ('sent', 'refused', 'failed', 'not_sent', 'unknown') then perform private.fail('BB007', 'outcome'); end if;
  select * into o from private.outbox where id = p_id for update;
  select * into d from private.deliveries where outbox_id = p_id and way = p_way;
  if d.outbox_id is null or d.worker <> p_worker or d.state <> 'begun' then
    -- A worker that was taken for dead: whoever holds the message now asks WeChat and decides.
    return jsonb_build_object('do', 'done', 'state', 'lost');
  end if;
  select * into k from private.message_kinds where kind = o.kind;
  if p_way = 'subscribe' then
    perform pg_advisory_xact_lock(hashtextextended('subscriptions:' || o.recipient || ':' || k.template, 0));
  end if;
  -- What can go by SMS does not wait for a WeChat that is down; what cannot has no other way.
  v_patience := case when p_way = 'subscribe' and private.sms_wanted(o, k) is not null then 3 else v_attempts end;
  if p_outcome in ('not_sent', 'unknown') and d.tries < v_patience and o.attempts < v_attempts
    and not (p_way = 'sms' and p_outcome = 'unknown' and d.again) then
    if p_outcome = 'not_sent' then
      update private.deliveries set state = 'not_sent', ended_at = private.now(), error = p_error
      where outbox_id = p_id and way = p_way;
    end if;
    return jsonb_build_object('do', 'done', 'state', private.mark_failed(p_id, p_worker, p_error));
  end if;
  perform private.end_delivery(d, case
    -- It was asked twice, and what WeChat refuses the second time it may have sent the first time.
    when p_outcome = 'refused' and d.again and p_way = 'subscribe' then 'doubtful'
    when p_outcome = 'unknown' then 'doubtful'
    when p_outcome = 'not_sent' and d.again then 'doubtful'
    when p_outcome = 'not_sent' then 'failed' else p_outcome end, case when p_outcome <> 'sent' then p_error end);
  if p_outcome = 'sent' then
    return private.settle_message(o, p_worker, null);
  end if;
  -- The next way.
  return private.service_message_step(p_id, p_worker);
end $$;

create function public.service_message_outcome(p_id bigint, p_worker text, p_way text, p_outcome text, p_error text default null)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_message_outcome(p_id, p_worker, p_way, p_outcome, p_error) $$;
comment on function public.service_message_outcome(bigint, text, text, text, text) is
  'What came of a sending, and the step after it. sent; refused: he does not want it; failed: it can never go this way; not_sent: busy or quota, later; unknown: no answer. service_role only.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_claim_outbox(p_limit int, p_worker text, p_kinds text[] default null) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'recipient', c.recipient,
      'payload', c.payload, 'key', c.idempotency_key, 'attempt', c.attempt) order by c.id), '[]')
    from private.claim_outbox(p_limit, p_worker, p_kinds,
      case when p_kinds is null then array(select k.kind from private.message_kinds k where k.route = 'elsewhere') end) c);
end $$;

create function public.service_claim_outbox(p_limit int, p_worker text, p_kinds text[] default null) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_claim_outbox(p_limit, p_worker, p_kinds) $$;
comment on function public.service_claim_outbox(int, text, text[]) is
  '[{id, kind, recipient, payload, key, attempt}]: due rows of these kinds, leased to this worker; null: every kind that has no worker of its own. service_role only.';

create function private.service_mark_sent(p_id bigint, p_worker text) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  return private.mark_sent(p_id, p_worker);
end $$;

create function public.service_mark_sent(p_id bigint, p_worker text) returns boolean
language sql volatile
set search_path = ''
as $$ select private.service_mark_sent(p_id, p_worker) $$;
comment on function public.service_mark_sent(bigint, text) is 'The row is done; false when that is known already. service_role only.';

create function private.service_mark_failed(p_id bigint, p_worker text, p_error text, p_drop boolean default false) returns text
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  return private.mark_failed(p_id, p_worker, p_error, p_drop);
end $$;

create function public.service_mark_failed(p_id bigint, p_worker text, p_error text, p_drop boolean default false) returns text
language sql volatile
set search_path = ''
as $$ select private.service_mark_failed(p_id, p_worker, p_error, p_drop) $$;
comment on function public.service_mark_failed(bigint, text, text, boolean) is
  'waiting: tried again later. dropped: the last attempt, or p_drop. null: this worker no longer holds it. service_role only.';

grant execute on function
  private.service_message_step(bigint, text), public.service_message_step(bigint, text),
  private.service_message_outcome(bigint, text, text, text, text), public.service_message_outcome(bigint, text, text, text, text),
  private.service_claim_outbox(int, text, text[]), public.service_claim_outbox(int, text, text[]),
  private.service_mark_sent(bigint, text), public.service_mark_sent(bigint, text),
  private.service_mark_failed(bigint, text, text, boolean), public.service_mark_failed(bigint, text, text, boolean)
  to service_role;

create function private.forget_old_messages() returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_count int;
begin
  -- Who was told what, and when, is of no use after a season. Kinds with a worker of their own are its business.
  delete from private.outbox o where o.state <> 'waiting' and o.created_at < private.now() - interval '90 days'
    and not exists (select from private.message_kinds k where k.kind = o.kind and k.route = 'elsewhere');
  get diagnostics v_count = row_count;
  delete from private.subscriptions where ended_at < private.now() - interval '90 days';
  return v_count;
end $$;
comment on function private.forget_old_messages() is 'Job: messages that are done, how they were sent and the acceptances they used are forgotten after 90 days; how many.';
insert into private.schedules (name, every_seconds, command)
values ('forget_old_messages', 86400, 'select private.forget_old_messages()');

create function private.messages_wait() returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return exists (select from private.outbox o where o.state = 'waiting' and o.next_try_at <= private.now()
    and (o.claimed_until is null or o.claimed_until <= private.now())
    and not exists (select from private.message_kinds k where k.kind = o.kind and k.route = 'elsewhere'));
end $$;
comment on function private.messages_wait() is 'Whether anything is due that notify would take; the condition of its job.';

-- It counts as run just now: a new database has nothing to tell yet.
insert into private.schedules (name, every_seconds, command, edge_function, only_when, last_run_at)
values ('notify', 60, 'select private.call_edge_function(''notify'') where private.messages_wait()', 'notify',
  'private.messages_wait()', now());

-- How one message goes out: SQL decides and writes down, the Edge Function notify only sends.
--
-- The function claims rows and asks for each: what is the next step? A step that sends is written down (deliveries,
-- the acceptance taken) and committed before anything leaves; then the function says what came of it. So a worker
-- may die anywhere, and the next one finds either nothing, or a sending that was begun and whose end nobody knows.
--
-- Why that needs thought: subscribeMessage.send has no idempotency key. Of a sending that was begun we cannot know
-- whether it went out. But WeChat itself keeps count: one acceptance, one sending. So
-- · when the person holds no other acceptance of that template, WeChat is asked again under the same acceptance and
--   judges: 0 means that it goes out now, 43101 that it went out before (or that he refused meanwhile);
-- · when he holds others, or the template lasts, asking again could tell him twice and spend an acceptance given for
--   something else: it is not asked again. The acceptance counts as used, and the next way is taken.
-- In both doubtful cases what has legal weight or a deadline goes by SMS too: told twice rather than not at all.
-- Acceptances of one person and template are taken under one lock, and a row is taken for one message (unique), so
-- two workers never send by the same.
--
-- Ways in order: subscribe message; SMS, for topics that a person has on, to a confirmed number; only in the app.

create table private.deliveries (
  outbox_id bigint not null references private.outbox (id) on delete cascade,
  way text not null check (way in ('subscribe', 'sms')),
  state text not null check (state in ('begun', 'not_sent', 'sent', 'refused', 'failed', 'doubtful')),
  subscription_id bigint references private.subscriptions (id) on delete set null,
  worker text not null,
  tries int not null default 1,
  again boolean not null default false,
  begun_at timestamptz not null,
  ended_at timestamptz,
  error text,
  primary key (outbox_id, way),
  constraint begun_is_open check ((state = 'begun') = (ended_at is null))
);
create index deliveries_subscription_idx on private.deliveries (subscription_id);
alter table private.deliveries enable row level security;
comment on table private.deliveries is 'How a message was sent by each way. begun: on its way, or its worker is dead. not_sent: WeChat was busy, tried again. refused, failed: the next way. doubtful: nobody knows. No content; no policies.';
comment on column private.deliveries.again is 'Sent a second time, since nobody knows the end of the first: by WeChat, which judges, or by SMS, which may come twice.';

create function private.sms_wanted(o private.outbox, k private.message_kinds) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return case when k.sms is not null and private.wants_sms(o.recipient, k.topic) then private.confirmed_phone(o.recipient) end;
end $$;
comment on function private.sms_wanted(private.outbox, private.message_kinds) is 'The number to which this message may go by SMS; null when it may not.';

create function private.message_reachable(o private.outbox, k private.message_kinds) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return private.sms_wanted(o, k) is not null
    or (exists (select from private.wechat_identities w where w.user_id = o.recipient)
      and exists (select from private.open_subscriptions(o.recipient, k.template)));
end $$;

comment on function private.message_reachable(private.outbox, private.message_kinds) is 'Whether the person would hear of this message by any way outside the app.';

create function private.message_subject(p_payload jsonb) returns text
language sql immutable
set search_path = ''
as $$ select coalesce(p_payload ->> 'application_id', p_payload ->> 'appeal_id', case when p_payload ? 'check_id' then 'content' end) $$;
comment on function private.message_subject(jsonb) is 'Messages of one matter are told once within minutes: of an application, of an appeal, of all that is held back together. Null: of no matter.';
create index outbox_subject_idx on private.outbox (recipient, private.message_subject(payload), created_at);

create function private.told_by(o private.outbox) returns bigint
language plpgsql stable
set search_path = ''
as $$
declare
  v_window interval := make_interval(secs => (private.setting('message_merge_seconds') #>> '{}')::int);
begin
  return (select n.id from private.outbox n
    join private.message_kinds nk on nk.kind = n.kind and nk.route = 'person'
    join private.message_topics nt on nt.code = nk.topic
    join private.message_kinds ok on ok.kind = o.kind
    join private.message_topics ot on ot.code = ok.topic
    where n.recipient = o.recipient and private.message_subject(n.payload) = private.message_subject(o.payload)
      and n.created_at between o.created_at - v_window and o.created_at + v_window
      and n.state = 'waiting' and n.id <> o.id and (nt.sms, n.created_at, n.id) > (ot.sms, o.created_at, o.id)
      and private.message_over(n) is null and private.message_reachable(n, nk)
    order by nt.sms desc, n.created_at desc, n.id desc limit 1);
end $$;
comment on function private.told_by(private.outbox) is 'Another message of the same matter to the same person that is about to go and says more: weightier, or later. Never each of two by the other: the order is strict.';

create function private.message_waits_until(o private.outbox, p_values jsonb) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  v_held timestamptz := o.created_at + make_interval(secs => coalesce(
    (select k.hold_seconds from private.message_kinds k where k.kind = o.kind), (private.setting('message_hold_seconds') #>> '{}')::int));
  v_told timestamptz;
  v_quiet timestamptz := private.quiet_until(least((p_values ->> 'due')::timestamptz, (p_values ->> 'when')::timestamptz));
begin
  select max(d.ended_at) + make_interval(secs => (private.setting('message_merge_seconds') #>> '{}')::int) into v_told
  from private.outbox n join private.deliveries d on d.outbox_id = n.id and d.state = 'sent'
  where n.recipient = o.recipient and n.id <> o.id
    and private.message_subject(n.payload) = private.message_subject(o.payload);
  return nullif(greatest(v_now, v_held, v_told, v_quiet), v_now);
end $$;
comment on function private.message_waits_until(private.outbox, jsonb) is 'When this message may go: after the hold, minutes after the last one of the same matter, after the quiet hours; null for now.';

-- ---------------------------------------------------------------------------------------------------------
create function private.next_subscribe_step(o private.outbox, k private.message_kinds, p_worker text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  d private.deliveries;
  s private.subscriptions;
  v_openid text;
begin
  -- One taker at a time for a person and template. Everything below reads what the one before committed.
  perform pg_advisory_xact_lock(hashtextextended('subscriptions:' || o.recipient || ':' || k.template, 0));
  select * into d from private.deliveries where outbox_id = o.id and way = 'subscribe';
  select w.openid into v_openid from private.wechat_identities w where w.user_id = o.recipient;
  if d.state in ('refused', 'failed', 'doubtful', 'sent') or v_openid is null then
    return null;
  elsif d.outbox_id is null then
    select * into s from private.open_subscriptions(o.recipient, k.template) limit 1;
    if s.id is null then return null; end if;
    update private.subscriptions set taken_for = o.id where id = s.id and not long_term;
    insert into private.deliveries (outbox_id, way, state, subscription_id, worker, begun_at)
    values (o.id, 'subscribe', 'begun', s.id, p_worker, private.now());
  else
    select * into s from private.subscriptions where id = d.subscription_id and ended_at is null;
    if (d.state = 'begun' or d.again) and (s.id is null or s.long_term
        or exists (select from private.open_subscriptions(o.recipient, k.template))) then
      perform private.end_delivery(d, 'doubtful', '不知道送到没有');
      return null;
    elsif s.id is null then
      -- Refused meanwhile, by another message.
      perform private.end_delivery(d, 'refused', '用户不再接收');
      return null;
    end if;
    update private.deliveries set again = (d.state = 'begun' or d.again), state = 'begun', ended_at = null, worker = p_worker,
      tries = tries + 1
    where outbox_id = o.id and way = 'subscribe';
  end if;
  return jsonb_build_object('do', 'subscribe', 'openid', v_openid, 'template_id', s.template_id,
    'fields', (select t.fields from private.message_templates t where t.key = k.template),
    'page', private.message_page(k.page, o.payload));
end $$;

comment on function private.next_subscribe_step(private.outbox, private.message_kinds, text) is 'The sending by WeChat, written down as begun and with the acceptance taken; null when WeChat is no way for this message, or no more.';

create function private.end_delivery(d private.deliveries, p_state text, p_error text) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update private.deliveries set state = p_state, ended_at = private.now(), error = p_error
  where outbox_id = d.outbox_id and way = d.way;
  if p_state in ('sent', 'doubtful') then
    update private.subscriptions set ended_at = private.now(), ended_why = p_state
    where id = d.subscription_id and not long_term and ended_at is null;
  elsif p_state = 'failed' then
    -- WeChat took nothing: the acceptance is there for another message.
    update private.subscriptions set taken_for = null where id = d.subscription_id and ended_at is null;
  elsif p_state = 'refused' and d.way = 'subscribe' then
    -- The balance is none: everything accepted until this was begun is void. What he accepted since stands.
    update private.subscriptions s set ended_at = private.now(), ended_why = 'refused'
    from private.subscriptions own where own.id = d.subscription_id and s.ended_at is null
      and s.person_id = own.person_id and s.template_id = own.template_id
      and (s.id = own.id or (s.taken_for is null and s.accepted_at <= d.begun_at));
  end if;
end $$;
comment on function private.end_delivery(private.deliveries, text, text) is 'Writes down how a sending ended, and what that means for the acceptance.';

create function private.end_open_deliveries() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  d private.deliveries;
begin
  for d in select * from private.deliveries where outbox_id = new.id and state in ('begun', 'not_sent') loop
    perform private.end_delivery(d, case when d.state = 'not_sent' and not d.again then 'failed' else 'doubtful' end, new.last_error);
  end loop;
  return null;
end $$;
comment on function private.end_open_deliveries() is
  'Trigger: a message that ends (over meanwhile, no attempt left) ends its sendings too. An acceptance by which nothing went out is there for another message; one by which it may have gone out counts as used.';
create trigger outbox_ends_deliveries after update of state on private.outbox
  for each row when (old.state = 'waiting' and new.state <> 'waiting') execute function private.end_open_deliveries();

create function private.next_sms_step(o private.outbox, k private.message_kinds, p_worker text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  d private.deliveries;
  v_phone text := private.sms_wanted(o, k);
begin
  select * into d from private.deliveries where outbox_id = o.id and way = 'sms';
  if d.state = 'begun' and d.again then
    -- Providers know no keys: after two sendings whose end nobody knows, a third would be told three times.
    perform private.end_delivery(d, 'doubtful', '不知道送到没有');
    return null;
  elsif v_phone is null or d.state in ('sent', 'refused', 'failed', 'doubtful') or exists (select from private.deliveries x
      where x.outbox_id = o.id and x.way = 'subscribe' and x.state = 'sent') then
    return null;
  end if;
  insert into private.deliveries (outbox_id, way, state, worker, begun_at)
  values (o.id, 'sms', 'begun', p_worker, private.now())
  on conflict (outbox_id, way) do update set worker = excluded.worker, tries = private.deliveries.tries + 1,
    again = private.deliveries.again or private.deliveries.state = 'begun', state = 'begun', ended_at = null;
  return (select jsonb_build_object('do', 'sms', 'phone', v_phone, 'template', t.key, 'provider_id', t.provider_id,
    'words', t.words, 'params', to_jsonb(t.params)) from private.sms_templates t where t.key = k.sms);
end $$;

comment on function private.next_sms_step(private.outbox, private.message_kinds, text) is 'The sending by SMS, written down as begun; null when SMS is no way for this message, or no more.';

create function private.settle_message(o private.outbox, p_worker text, p_reason text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
begin
  if exists (select from private.deliveries d where d.outbox_id = o.id and d.state in ('sent', 'doubtful')) then
    perform private.mark_sent(o.id, p_worker);
    return jsonb_build_object('do', 'done', 'state', 'sent');
  end if;
  perform private.mark_failed(o.id, p_worker, p_reason, true);
  return jsonb_build_object('do', 'done', 'state', 'dropped', 'why', p_reason);
end $$;

comment on function private.settle_message(private.outbox, text, text) is 'The end of a message, as the step that says so: sent, also when nobody knows; else dropped with the reason.';

create function private.postpone_message(o private.outbox, p_until timestamptz) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
begin
  -- Waiting is no failure: the claim that found it too early is not counted.
  update private.outbox set next_try_at = p_until, attempts = attempts - 1, claimed_by = null, claimed_until = null
  where id = o.id;
  return jsonb_build_object('do', 'done', 'state', 'waiting', 'until', private.iso(p_until));
end $$;
comment on function private.postpone_message(private.outbox, timestamptz) is 'Puts the message back until then, as the step that says so.';

-- What a person accepted to be told by WeChat, and what he wants by SMS.
--
-- Why our own ledger: one acceptance of a one-time template is one sending, and no API of WeChat tells the balance
-- (facts of subscribeMessage.send: 43101 when it is spent or refused). So each acceptance is a row, and a sending
-- takes one. The client reports what the person tapped; whoever reports too much only gets a 43101 in his own name,
-- which closes the rows. For H5 there is SMS, to a number that was confirmed by a code, never to one merely typed.

insert into private.error_codes (code, message, hint) values
  ('BB105', '还没有确认过手机号', '先在“我的信息”里确认手机号，再打开短信提醒');
insert into private.rate_limits (action, per, window_seconds, max, note) values
  ('subscribe', 'person', 3600, 60, 'Asked once after each thing done');

create table private.subscriptions (
  id bigint generated always as identity primary key,
  person_id uuid not null references public.people (id) on delete cascade,
  template text not null references private.message_templates (key) on delete restrict,
  template_id text not null,
  long_term boolean not null,
  accepted_at timestamptz not null,
  taken_for bigint unique references private.outbox (id) on delete set null,
  ended_at timestamptz,
  ended_why text check (ended_why in ('sent', 'refused', 'doubtful')),
  constraint ended_says_why check ((ended_at is null) = (ended_why is null)),
  constraint long_term_is_not_taken check (not long_term or taken_for is null)
);
create index subscriptions_open_idx on private.subscriptions (person_id, template, template_id) where ended_at is null;
create index subscriptions_person_idx on private.subscriptions (person_id);
create index subscriptions_template_idx on private.subscriptions (template);
create unique index subscriptions_long_term_key on private.subscriptions (person_id, template_id) where long_term and ended_at is null;
alter table private.subscriptions enable row level security;
comment on table private.subscriptions is 'The ledger: one row an acceptance. A one-time row is taken for one outbox row, at most once (unique), and ends with it; a long-term row lasts until it is refused. No policies.';
comment on column private.subscriptions.ended_why is 'sent: used up. refused: WeChat answered 43101, the balance is none. doubtful: its worker died or WeChat did not answer, so it counts as used.';

create table private.message_choices (
  person_id uuid not null references public.people (id) on delete cascade,
  topic text not null references private.message_topics (code) on delete cascade,
  sms boolean not null,
  chosen_at timestamptz not null,
  primary key (person_id, topic)
);
create index message_choices_topic_idx on private.message_choices (topic);
alter table private.message_choices enable row level security;
comment on table private.message_choices is 'Which messages a person wants by SMS; without a row the topic''s own rule holds. No policies.';

create function private.forget_message_choices() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  delete from private.subscriptions where person_id = new.id;
  delete from private.message_choices where person_id = new.id;
  return null;
end $$;
comment on function private.forget_message_choices() is 'Trigger: an account that is cancelled leaves no acceptance and no choice behind.';
create trigger people_forget_message_choices after update of cancelled_at on public.people
  for each row when (old.cancelled_at is null and new.cancelled_at is not null)
  execute function private.forget_message_choices();

-- ---------------------------------------------------------------------------------------------------------
create function private.confirmed_phone(p_person uuid) returns text
language plpgsql stable
set search_path = ''
as $$ begin return (select i.phone from private.phone_identities i where i.user_id = p_person); end $$;
comment on function private.confirmed_phone(uuid) is 'The number whose code the person typed or WeChat vouched for; one that was merely typed gets no SMS.';

create function private.wants_sms(p_person uuid, p_topic text) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return coalesce((select c.sms from private.message_choices c where c.person_id = p_person and c.topic = p_topic),
    (select t.sms from private.message_topics t where t.code = p_topic));
end $$;

comment on function private.wants_sms(uuid, text) is 'What the person chose for this topic, else the topic''s own rule.';

create function private.open_subscriptions(p_person uuid, p_template text) returns setof private.subscriptions
language sql stable
set search_path = ''
as $$
  select s.* from private.subscriptions s join private.message_templates t on t.key = s.template and t.template_id = s.template_id
  where s.person_id = p_person and s.template = p_template and s.ended_at is null and s.taken_for is null
  order by s.long_term desc, s.accepted_at, s.id
$$;
comment on function private.open_subscriptions(uuid, text) is 'Acceptances that can still be sent by, the lasting one first. What was accepted for a template that the county has replaced is none.';

-- ---------------------------------------------------------------------------------------------------------
create function private.list_subscription_templates() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_staff boolean := exists (select from private.my_roles());
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('key', t.key, 'template_id', t.template_id, 'title', t.title,
      'long_term', t.long_term, 'moments', to_jsonb(t.moments),
      'held', (select count(*) from private.open_subscriptions(v_user, t.key))) order by t.key), '[]')
    from private.message_templates t where t.template_id is not null and (v_staff or not t.for_staff));
end $$;

create function public.list_subscription_templates() returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_subscription_templates() $$;
comment on function public.list_subscription_templates() is
  'SubscriptionTemplate[]: what the caller may accept by wx.requestSubscribeMessage, at which moments, and how many acceptances he holds. Errors: BB001.';

create function private.record_subscription(p_results jsonb, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'record_subscription', jsonb_build_array(p_results));
  r record;
begin
  if v_answer is not null then return v_answer; end if;
  if jsonb_typeof(p_results) is distinct from 'object' then
    perform private.fail('BB007', 'results');
  end if;
  perform private.hit_limit('subscribe');
  for r in
    select t.*, p.value as answer from jsonb_each_text(p_results) p
    join private.message_templates t on t.template_id = p.key order by t.key
  loop
    if r.answer = 'accept' then
      insert into private.subscriptions (person_id, template, template_id, long_term, accepted_at)
      values (v_user, r.key, r.template_id, r.long_term, private.now())
      on conflict (person_id, template_id) where long_term and ended_at is null do nothing;
    elsif r.answer in ('reject', 'ban') and r.long_term then
      update private.subscriptions set ended_at = private.now(), ended_why = 'refused'
      where person_id = v_user and template_id = r.template_id and long_term and ended_at is null;
    end if;
  end loop;
  return private.remember(p_request_id, private.list_subscription_templates());
end $$;

create function public.record_subscription(p_results jsonb, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.record_subscription(p_results, p_request_id) $$;
comment on function public.record_subscription(jsonb, uuid) is
  'SubscriptionTemplate[] afterwards: writes down what wx.requestSubscribeMessage answered, {template_id: accept|reject|ban|filter}; each accept of a one-time template is one message more. Errors: BB001, BB003, BB007 results, BB080.';

-- ---------------------------------------------------------------------------------------------------------
create function private.my_message_settings() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_staff boolean := exists (select from private.my_roles());
  v_phone text := private.confirmed_phone(v_user);
begin
  return jsonb_build_object(
    'wechat', exists (select from private.wechat_identities w where w.user_id = v_user),
    'phone', private.mask_phone(v_phone),
    'quiet', (select nullif(private.setting('quiet_hours'), '{}')),
    'topics', (select coalesce(jsonb_agg(jsonb_build_object('code', t.code, 'name', t.name, 'about', t.about,
        'for_staff', t.for_staff, 'by_sms', exists (select from private.message_kinds k where k.topic = t.code and k.sms is not null),
        'sms', private.wants_sms(v_user, t.code),
        'wechat', (select coalesce(jsonb_agg(distinct k.template), '[]') from private.message_kinds k where k.topic = t.code)
      ) order by t.position), '[]')
      from private.message_topics t where v_staff or not t.for_staff));
end $$;

create function public.my_message_settings() returns jsonb
language sql stable
set search_path = ''
as $$ select private.my_message_settings() $$;
comment on function public.my_message_settings() is
  'MessageSettings: whether WeChat is linked, the confirmed number masked, the quiet hours, and by topic whether SMS is wanted and which templates carry it. Errors: BB001.';

create function private.set_message_choice(p_topic text, p_sms boolean, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'set_message_choice', jsonb_build_array(p_topic, p_sms));
begin
  if v_answer is not null then return v_answer; end if;
  if p_sms is null then
    perform private.fail('BB007', 'sms');
  elsif not exists (select from private.message_kinds k join private.message_topics t on t.code = k.topic
      where t.code = p_topic and k.sms is not null and (not t.for_staff or exists (select from private.my_roles()))) then
    perform private.fail('BB007', 'topic', '{}', '这类消息没有短信');
  elsif p_sms and private.confirmed_phone(v_user) is null then
    perform private.fail('BB105');
  end if;
  insert into private.message_choices (person_id, topic, sms, chosen_at) values (v_user, p_topic, p_sms, private.now())
  on conflict (person_id, topic) do update set sms = excluded.sms, chosen_at = excluded.chosen_at;
  return private.remember(p_request_id, private.my_message_settings());
end $$;

create function public.set_message_choice(p_topic text, p_sms boolean, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.set_message_choice(p_topic, p_sms, p_request_id) $$;
comment on function public.set_message_choice(text, boolean, uuid) is
  'MessageSettings afterwards: whether messages of a topic come by SMS when WeChat does not reach the caller. Errors: BB001, BB003, BB007 topic or sms, BB105 no confirmed number.';

grant execute on function private.list_subscription_templates(), public.list_subscription_templates(),
  private.record_subscription(jsonb, uuid), public.record_subscription(jsonb, uuid),
  private.my_message_settings(), public.my_message_settings(),
  private.set_message_choice(text, boolean, uuid), public.set_message_choice(text, boolean, uuid) to authenticated;
-- Nothing to anon: there is nobody to tell.

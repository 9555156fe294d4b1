-- Why: what becomes of a check. The Edge Function content-check asks WeChat and writes down what it heard;
-- wechat-events brings what WeChat says of pictures later. Both come here, with the secret key.

create function private.content_deciders() returns uuid[]
language plpgsql stable
set search_path = ''
as $$
begin
  return array(select distinct r.person_id from public.staff_roles r join public.staff s on s.person_id = r.person_id
    where s.active and r.role in ('group_lead', 'taskforce'));
end $$;
comment on function private.content_deciders() is 'Who reads what is held: 专组, 专班.';

-- Everybody who has the content on the screen looks again.
create function private.tell_content(c private.content_checks) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  m public.messages;
  a public.appeals;
begin
  if c.subject = 'message' then
    select * into m from public.messages where id = c.subject_id;
    perform realtime.send(jsonb_build_object('message_id', m.id, 'seq', m.seq), 'changed', 'conversation:' || m.conversation_id, true);
    perform private.notify_people(private.live_members(c.enterprise_id) || private.current_officer(c.enterprise_id) || c.author_id,
      'changed', jsonb_build_object('what', 'message', 'id', m.conversation_id));
  elsif c.appeal_id is not null then
    select * into a from public.appeals where id = c.appeal_id;
    perform private.notify_people(private.live_members(c.enterprise_id) || a.handler_id || c.author_id,
      'changed', jsonb_build_object('what', 'appeal', 'id', c.appeal_id));
  else
    perform private.notify_people(array[c.author_id], 'changed', jsonb_build_object('what', 'me', 'id', c.author_id));
  end if;
  perform private.notify_people(private.content_deciders(), 'changed', jsonb_build_object('what', 'content', 'id', c.id));
end $$;
comment on function private.tell_content(private.content_checks) is 'Pokes both sides and those who decide: ids only, never the content.';

create function private.settle_content(c private.content_checks, p_suggest text, p_label int, p_reason text) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update private.content_checks x set
    state = case when p_reason is not null then 'unchecked' when p_suggest = 'pass' then 'passed' else 'held' end,
    hidden = p_reason is null and p_suggest = 'risky',
    suggest = case when p_reason is null then p_suggest end, label = p_label, reason = p_reason, checked_at = private.now()
  where x.id = c.id returning * into c;
  if c.state <> 'held' then return; end if;
  if c.subject = 'name' and c.hidden then
    -- Only while it is still the name; the trigger does not check the one it is put back to.
    update public.people set name = private.nobodys_name() where id = c.author_id and name = c.words;
  end if;
  perform private.tell_content(c);
  perform private.put_outbox('content_held', d.id, jsonb_build_object('check_id', c.id), format('content_held:%s:%s', c.id, d.id))
  from unnest(private.content_deciders()) as d (id);
end $$;
comment on function private.settle_content(private.content_checks, text, int, text) is
  'pass: nothing happens. risky: hidden from the others until a person has looked. review: shown, and on the list. A reason: it could not be checked, and goes on.';

-- ---------------------------------------------------------------------------------------------------------
create function private.content_words(c private.content_checks) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return case c.subject
    when 'message' then (select jsonb_build_object('words', m.body) from public.messages m where m.id = c.subject_id)
    when 'appeal' then (select jsonb_build_object('words', a.body, 'title', a.title) from public.appeals a where a.id = c.subject_id)
    when 'appeal_reply' then (select jsonb_build_object('words', r.body) from public.appeal_replies r where r.id = c.subject_id)
    when 'appeal_rating' then (select jsonb_build_object('words', a.rating_comment) from public.appeals a where a.id = c.subject_id)
    when 'rating' then (select jsonb_build_object('words', r.comment) from public.ratings r where r.application_id = c.subject_id)
    else jsonb_build_object('words', c.words) end;
end $$;
comment on function private.content_words(private.content_checks) is '{words, title?} as they stand in their own table.';

create function private.service_content_to_check(p_check_ids uuid[]) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  return (select coalesce(jsonb_agg(jsonb_build_object('id', c.id,
      -- 1 资料, 2 评论: the two of WeChat's four scenes that there are here.
      'scene', case c.subject when 'name' then 1 else 2 end,
      'openid', (select w.openid from private.wechat_identities w where w.user_id = c.author_id),
      'file', case when c.file is not null then jsonb_build_object('bucket', c.file -> 'bucket', 'path', c.file -> 'path',
        'mime', c.file -> 'mime', 'size', c.file -> 'size') end)
      || case when c.file is null then private.content_words(c) else '{}'::jsonb end order by c.created_at, c.id), '[]')
    from private.content_checks c where c.id = any (p_check_ids) and c.state = 'waiting');
end $$;

create function public.service_content_to_check(p_check_ids uuid[]) returns jsonb
language sql stable
set search_path = ''
as $$ select private.service_content_to_check(p_check_ids) $$;
comment on function public.service_content_to_check(uuid[]) is
  '[{id, scene, openid | null, words?, title?, file: {bucket, path, mime, size} | null}] of those that still wait. service_role only: BB002.';

create function private.service_record_content(p_check_id uuid, p_suggest text, p_label int, p_trace_id text, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
  m private.media_answers;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  select * into c from private.content_checks where id = p_check_id for update;
  if c.id is null then perform private.fail('BB004'); end if;
  -- A worker that was thought dead comes late: what is known stays.
  if c.state <> 'waiting' then return c.state; end if;
  if p_reason is null and p_suggest is null then
    if p_trace_id is null then perform private.fail('BB007', 'suggest'); end if;
    -- service_media_answer takes the same lock: of the two that meet, the second sees the first.
    perform pg_advisory_xact_lock(hashtextextended('media_answer:' || p_trace_id, 0));
    update private.content_checks set state = 'asked', asked_at = private.now(), trace_id = p_trace_id where id = c.id returning * into c;
    select * into m from private.media_answers where trace_id = p_trace_id;
    if m.trace_id is not null then perform private.settle_content(c, m.suggest, m.label, m.problem); end if;
  else
    update private.content_checks set trace_id = p_trace_id where id = c.id returning * into c;
    perform private.settle_content(c, p_suggest, p_label, left(private.clean_text(p_reason), 200));
  end if;
  return (select state from private.content_checks where id = c.id);
end $$;

create function public.service_record_content(p_check_id uuid, p_suggest text, p_label int, p_trace_id text, p_reason text)
returns text
language sql volatile
set search_path = ''
as $$ select private.service_record_content(p_check_id, p_suggest, p_label, p_trace_id, p_reason) $$;
comment on function public.service_record_content(uuid, text, int, text, text) is
  'The state it has now: what WeChat said (p_suggest pass|review|risky), that it was asked (p_trace_id alone), or why it could not be checked (p_reason). What is settled stays as it is. service_role only: BB002; BB004, BB007.';

create function private.service_media_answer(p_trace_id text, p_suggest text, p_label int, p_problem text) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  perform pg_advisory_xact_lock(hashtextextended('media_answer:' || p_trace_id, 0));
  insert into private.media_answers (trace_id, suggest, label, problem, at)
  values (p_trace_id, case when p_problem is null then p_suggest end, p_label, p_problem, private.now())
  on conflict (trace_id) do nothing;
  if not found then return false; end if;
  -- Also when we had given up waiting: what is risky is held back, however late WeChat says so.
  select * into c from private.content_checks
  where trace_id = p_trace_id and (state = 'asked' or (state = 'unchecked' and reason = 'no_answer')) for update;
  if c.id is not null then perform private.settle_content(c, p_suggest, p_label, p_problem); end if;
  return true;
end $$;

create function public.service_media_answer(p_trace_id text, p_suggest text, p_label int, p_problem text) returns boolean
language sql volatile
set search_path = ''
as $$ select private.service_media_answer(p_trace_id, p_suggest, p_label, p_problem) $$;
comment on function public.service_media_answer(text, text, int, text) is
  'What WeChat pushed about a picture (event wxa_media_check); false when it was told that before, and then nothing changes. service_role only: BB002.';

-- ---------------------------------------------------------------------------------------------------------
create function private.sweep_content() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.content_checks;
  v_count int := 0;
begin
  for c in
    select x.* from private.content_checks x
    where (x.state = 'asked'
        and x.asked_at < private.now() - make_interval(hours => (private.setting('media_answer_hours') #>> '{}')::int))
      -- Its worker died, or the account went: nobody will ask any more.
      or (x.state = 'waiting' and x.created_at < private.now() - interval '10 minutes' and not exists (
        select from private.outbox o where o.dedupe_key = 'content_check:' || x.id and o.state = 'waiting'))
    order by x.created_at limit 500 for update skip locked
  loop
    perform private.settle_content(c, null, null, case c.state when 'asked' then 'no_answer' else coalesce(
      (select o.last_error from private.outbox o where o.dedupe_key = 'content_check:' || c.id), 'not_asked') end);
    v_count := v_count + 1;
  end loop;
  delete from private.media_answers where at < private.now() - interval '7 days';
  return v_count;
end $$;
comment on function private.sweep_content() is 'Job: what nobody will answer any more is recorded as unchecked, with the reason; how many.';

create function private.forget_old_checks() returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_count int;
begin
  delete from private.outbox where kind = 'content_check' and state <> 'waiting' and created_at < private.now() - interval '7 days';
  get diagnostics v_count = row_count;
  delete from private.content_checks where state = 'passed' and checked_at < private.now() - interval '90 days';
  return v_count;
end $$;
comment on function private.forget_old_checks() is 'Job: rows of the outbox whose check is done go after a week, checks without any finding after 90 days; how many rows of the outbox. What was held, decided or not checked stays.';
-- Executable by nobody but the owner: the scheduler runs them.

grant execute on function
  private.service_content_to_check(uuid[]), public.service_content_to_check(uuid[]),
  private.service_record_content(uuid, text, int, text, text), public.service_record_content(uuid, text, int, text, text),
  private.service_media_answer(text, text, int, text), public.service_media_answer(text, text, int, text) to service_role;

insert into private.schedules (name, every_seconds, command) values
  ('sweep_content', 600, 'select private.sweep_content()'),
  ('forget_old_checks', 86400, 'select private.forget_old_checks()');

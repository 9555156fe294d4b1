-- Why: the RPCs of the message screens.

create function private.message_json(m public.messages)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_held jsonb := private.held_mark(m.id);
  -- What waits for a person (001144) is shown to its author; the others learn that something waits.
  v_shown boolean := v_held is null or (v_held ->> 'mine')::boolean;
begin
  perform private.require_user();
  return jsonb_build_object(
    'id', m.id, 'conversation_id', m.conversation_id, 'seq', m.seq, 'sender_id', m.sender_id,
    'sender_name', coalesce((select s.display_name from public.staff s where s.person_id = m.sender_id and m.side = 'officer'),
      (select p.name from public.people p where p.id = m.sender_id)),
    'side', m.side, 'kind', m.kind, 'body', case when v_shown then m.body end,
    'file', case when v_shown then m.file - 'id' - 'uploaded_at' end, 'held', v_held,
    'application', (select jsonb_build_object('id', a.id, 'item_name', i.name, 'state', a.state, 'number', a.number)
      from public.applications a join public.items i on i.code = a.item_code where a.id = m.application_id),
    'created_at', private.iso(m.created_at));
end;
$$;

create function private.conversation_summary(p_id uuid, p_person uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_json jsonb;
begin
  perform private.require_user();
  select jsonb_build_object(
    'id', c.id, 'enterprise_id', c.enterprise_id, 'enterprise_name', e.name,
    'officer', private.staff_card(private.current_officer(c.enterprise_id), c.enterprise_id),
    'last_text', case when l.sender_id <> p_person and private.held_mark(l.id) is not null then '［等人工核对的消息］' else
      case l.kind when 'text' then l.body when 'image' then '［图片］' when 'file' then '［文件］'
      when 'application' then '［办件］' end end,
    'last_at', private.iso(c.last_at),
    'unread', (select count(*) from public.messages m where m.conversation_id = c.id and m.sender_id <> p_person
      and m.seq > coalesce((select r.seq from public.read_marks r
        where r.conversation_id = c.id and r.person_id = p_person), 0)))
  into v_json
  from public.conversations c
  join public.enterprises e on e.id = c.enterprise_id
  left join public.messages l on l.conversation_id = c.id and l.seq = c.last_seq
  where c.id = p_id;
  return v_json;
end;
$$;
comment on function private.conversation_summary(uuid, uuid) is 'ConversationSummary for a person. Callers check first that the person takes part.';

create function private.list_conversations()
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := private.require_user();
begin
  return (select coalesce(jsonb_agg(private.conversation_summary(c.id, v_user) order by c.last_at desc nulls last, c.id), '[]'::jsonb)
    from public.conversations c where c.id = any (array(select private.my_conversation_ids())));
end;
$$;
create function public.list_conversations() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.list_conversations() $$;
comment on function public.list_conversations() is 'ConversationSummary[] of the caller, latest first. BB001.';

create function private.unread_count()
returns integer
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := private.require_user();
begin
  -- Conversation by conversation from the mark on: what was read years ago is not walked again.
  return (select count(*)::integer
    from public.conversations c
    left join public.read_marks r on r.conversation_id = c.id and r.person_id = v_user
    join public.messages m on m.conversation_id = c.id and m.seq > coalesce(r.seq, 0)
    -- By enterprise, and not by my_conversation_ids: an officer's hundreds are looked up once.
    where c.enterprise_id = any (array(select private.my_enterprise_ids() union all select private.my_officer_enterprise_ids()))
      and c.last_seq > coalesce(r.seq, 0) and m.sender_id <> v_user);
end;
$$;
create function public.unread_count() returns integer
language sql stable security invoker set search_path = ''
as $$ select private.unread_count() $$;
comment on function public.unread_count() is 'Messages of others that the caller has not read. BB001.';

create function private.list_messages(p_conversation_id uuid, p_before_seq bigint, p_limit integer)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_limit integer := least(greatest(coalesce(p_limit, 30), 1), 100);
  v_enterprise uuid;
  v_my_side public.conversation_side;
begin
  if p_conversation_id is null or p_conversation_id not in (select private.my_conversation_ids()) then
    perform private.fail('BB004');
  end if;
  select c.enterprise_id into v_enterprise from public.conversations c where c.id = p_conversation_id;
  v_my_side := case when v_enterprise in (select private.my_enterprise_ids()) then 'enterprise' else 'officer' end;
  return (
    with page as (
      select m.* from public.messages m
      where m.conversation_id = p_conversation_id and (p_before_seq is null or m.seq < p_before_seq)
      order by m.seq desc limit v_limit)
    select jsonb_build_object(
      'conversation', private.conversation_summary(p_conversation_id, v_user),
      'messages', (select coalesce(jsonb_agg(private.message_json(m) order by m.seq), '[]'::jsonb)
        from public.messages m where m.id in (select page.id from page)),
      'more', exists (select 1 from public.messages m where m.conversation_id = p_conversation_id
        and m.seq < (select min(page.seq) from page)),
      -- 已读: anybody of the other side. A person is of the enterprise's side when a member of it.
      'other_read_seq', (select coalesce(max(r.seq), 0) from public.read_marks r
        where r.conversation_id = p_conversation_id and r.person_id <> v_user
          and (exists (select 1 from public.enterprise_members em where em.enterprise_id = v_enterprise
                 and em.person_id = r.person_id and em.state <> 'refused') = (v_my_side = 'officer'))),
      'my_read_seq', coalesce((select r.seq from public.read_marks r
        where r.conversation_id = p_conversation_id and r.person_id = v_user), 0)));
end;
$$;
create function public.list_messages(p_conversation_id uuid, p_before_seq bigint default null, p_limit integer default 30)
returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.list_messages(p_conversation_id, p_before_seq, p_limit) $$;
comment on function public.list_messages(uuid, bigint, integer) is 'MessagePage, newest last; p_before_seq pages back. BB001, BB004.';

create function private.send_message(p_conversation_id uuid, p_kind text, p_body text, p_file jsonb, p_application_id uuid, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  v_enterprise uuid;
  v_side public.conversation_side;
  v_body text;
  v_file jsonb;
  v_message public.messages;
begin
  v_answer := private.replay(p_request_id, 'send_message',
    jsonb_build_array(p_conversation_id, p_kind, p_body, p_file, p_application_id));
  if v_answer is not null then return v_answer; end if;
  select c.enterprise_id into v_enterprise from public.conversations c where c.id = p_conversation_id;
  if v_enterprise in (select private.my_enterprise_ids()) then v_side := 'enterprise';
  elsif v_enterprise in (select private.my_officer_enterprise_ids()) then v_side := 'officer';
  else perform private.fail('BB004');
  end if;
  -- What an officer writes fills his own bucket, not that of the enterprise he answers.
  perform private.hit_limit('message', case v_side when 'enterprise' then v_enterprise::text end);
  if p_kind in ('image', 'file') then
    perform private.hit_limit('upload', case v_side when 'enterprise' then v_enterprise::text end);
  end if;
  if p_kind is null or p_kind not in ('text', 'image', 'file', 'application') then perform private.fail('BB007', 'kind'); end if;
  if p_kind = 'text' then
    v_body := private.need_text(p_body, 'body', 2000);
  elsif p_kind in ('image', 'file') then
    v_file := private.checked_upload('messages', p_file ->> 'path', p_file ->> 'name', 'file');
    if v_file ->> 'path' not like p_conversation_id || '/%'
       or (p_kind = 'image' and v_file ->> 'mime' not like 'image/%') then
      perform private.fail('BB013', 'file');
    end if;
  elsif not exists (select 1 from public.applications a where a.id = p_application_id and a.enterprise_id = v_enterprise)
    or not private.can_read_application(p_application_id) then
    perform private.fail('BB004');
  end if;
  update public.conversations set last_seq = last_seq + 1, last_at = private.now()
  where id = p_conversation_id;
  insert into public.messages (id, conversation_id, seq, sender_id, side, kind, body, file, application_id, created_at)
  select p_request_id, c.id, c.last_seq, v_user, v_side, p_kind::public.message_kind, v_body, v_file,
    case when p_kind = 'application' then p_application_id end, c.last_at
  from public.conversations c where c.id = p_conversation_id
  on conflict (id) do nothing
  returning * into v_message;
  -- The id is taken by somebody else's message: used, like one of one's own with other content.
  if v_message.id is null then perform private.fail('BB003'); end if;
  -- What one has written one has read.
  insert into public.read_marks (conversation_id, person_id, seq, at)
  values (p_conversation_id, v_user, v_message.seq, private.now())
  on conflict (conversation_id, person_id) do update set seq = greatest(read_marks.seq, excluded.seq), at = excluded.at;
  return private.remember(p_request_id, private.message_json(v_message));
end;
$$;
create function public.send_message(p_conversation_id uuid, p_kind text, p_body text, p_file jsonb, p_application_id uuid, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.send_message(p_conversation_id, p_kind, p_body, p_file, p_application_id, p_request_id) $$;
comment on function public.send_message(uuid, text, text, jsonb, uuid, uuid) is
  'Message. p_kind text|image|file|application; p_file {path,name} in bucket messages; p_request_id becomes the message''s id. BB003, BB004, BB007, BB013, BB014 blank, BB015 over 2,000 characters, BB080 too often, BB095 not checked yet.';

create function private.mark_read(p_conversation_id uuid, p_seq bigint)
returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_seq bigint;
  v_enterprise uuid;
begin
  -- By the one enterprise, not by the list of conversations: an officer has hundreds.
  select c.enterprise_id into v_enterprise from public.conversations c where c.id = p_conversation_id;
  if v_enterprise is null or (v_enterprise not in (select private.my_enterprise_ids())
    and v_enterprise not in (select private.my_officer_enterprise_ids())) then
    perform private.fail('BB004');
  end if;
  select least(coalesce(p_seq, 0), c.last_seq) into v_seq from public.conversations c where c.id = p_conversation_id;
  insert into public.read_marks (conversation_id, person_id, seq, at)
  values (p_conversation_id, v_user, v_seq, private.now())
  on conflict (conversation_id, person_id) do update set seq = excluded.seq, at = excluded.at
    where read_marks.seq < excluded.seq;
  if found then
    perform realtime.send(jsonb_build_object('person_id', v_user, 'seq', v_seq), 'read', 'conversation:' || p_conversation_id, true);
    perform private.notify_people(array[v_user], 'changed', jsonb_build_object('what', 'message', 'id', p_conversation_id));
  end if;
end;
$$;
create function public.mark_read(p_conversation_id uuid, p_seq bigint) returns void
language sql volatile security invoker set search_path = ''
as $$ select private.mark_read(p_conversation_id, p_seq) $$;
comment on function public.mark_read(uuid, bigint) is 'Moves the caller''s read mark forward, never back, never past the last message. BB001, BB004.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.list_conversations() to authenticated;
grant execute on function private.list_conversations() to authenticated;
grant execute on function public.unread_count() to authenticated;
grant execute on function private.unread_count() to authenticated;
grant execute on function public.list_messages(uuid, bigint, integer) to authenticated;
grant execute on function private.list_messages(uuid, bigint, integer) to authenticated;
grant execute on function public.send_message(uuid, text, text, jsonb, uuid, uuid) to authenticated;
grant execute on function private.send_message(uuid, text, text, jsonb, uuid, uuid) to authenticated;
grant execute on function public.mark_read(uuid, bigint) to authenticated;
grant execute on function private.mark_read(uuid, bigint) to authenticated;

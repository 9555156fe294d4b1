-- Somebody wrote to you, and you have not looked: told once for as long as it stays unread.
--
-- Why with a wait of its own: who has the app open reads it there, and a message outside for each line of a talk would
-- be a nuisance. The key holds how far the person had read, so that ten lines while he is away are one message; what
-- he reads meanwhile is over. The words are not in it: they are for the app, and may still be held back there.

alter table private.message_kinds add column hold_seconds int check (hold_seconds > 0);
comment on column private.message_kinds.hold_seconds is 'Waits so long before it goes, in place of the setting message_hold_seconds.';

insert into private.message_kinds (kind, topic, template, sms, subject, phrase, line, page, hold_seconds) values
  ('message_from_officer', 'reply', 'reply', 'reply', '专员留言', '有新留言', '专员给你留言了，打开看看', 'packages/messages/conversation/index?id={conversation_id}', 300),
  ('message_from_enterprise', 'work', 'work', null, '企业留言', '有新留言', '企业给你留言了，打开看看', 'packages/messages/conversation/index?id={conversation_id}', 300);

create function private.queue_unread(m public.messages) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_enterprise uuid;
  v_person uuid;
  v_key text;
begin
  select c.enterprise_id into v_enterprise from public.conversations c where c.id = m.conversation_id;
  foreach v_person in array case m.side when 'officer' then private.live_members(v_enterprise)
    else array_remove(array[private.current_officer(v_enterprise)], null) end
  loop
    continue when v_person = m.sender_id;
    v_key := format('message:%s:%s:%s', m.conversation_id, v_person, coalesce((select r.seq from public.read_marks r
      where r.conversation_id = m.conversation_id and r.person_id = v_person), 0));
    -- One that was dropped told him nothing: what was new then was held back, or no way led to him.
    delete from private.outbox where dedupe_key = v_key and state = 'dropped';
    perform private.put_outbox('message_from_' || case m.side when 'officer' then 'officer' else 'enterprise' end, v_person,
      jsonb_build_object('conversation_id', m.conversation_id), v_key);
  end loop;
end $$;
comment on function private.queue_unread(public.messages) is 'Queues one message outside for each person of the other side and each stretch of unread messages.';

create function private.tell_unread() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.queue_unread(new);
  return null;
end $$;
comment on function private.tell_unread() is 'Trigger: somebody wrote.';
create trigger messages_tell_unread after insert on public.messages
  for each row execute function private.tell_unread();

create function private.unread_message_over(o private.outbox) returns text
language plpgsql stable
set search_path = ''
as $$
declare
  c public.conversations;
begin
  select * into c from public.conversations where id = (o.payload ->> 'conversation_id')::uuid;
  if c.id is null or not (o.recipient = any (private.live_members(c.enterprise_id))
      or (o.recipient is not distinct from private.current_officer(c.enterprise_id)
        and exists (select from public.staff s where s.person_id = o.recipient and s.active))) then
    return '这件事已经和他无关';
  elsif not exists (select from public.messages m
      where m.conversation_id = c.id and m.sender_id <> o.recipient
        and m.seq > coalesce((select r.seq from public.read_marks r where r.conversation_id = c.id and r.person_id = o.recipient), 0)
        -- What is held back he would not find.
        and not exists (select from private.content_checks x where x.subject_id = m.id and x.hidden)) then
    return '已经看过了';
  end if;
  return null;
end $$;
comment on function private.unread_message_over(private.outbox) is 'Why nobody needs to hear of these messages any more; null while one stands unread.';

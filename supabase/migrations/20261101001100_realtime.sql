-- Why: the database broadcasts, clients listen. Topics are private; who may listen is asked of the tables at
-- join and again when the token is renewed. Clients may send only "typing" in a conversation of theirs.

create function private.may_listen(p_topic text)
returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.me();
  v_kind text := split_part(p_topic, ':', 1);
  v_id uuid := private.folder_id(split_part(p_topic, ':', 2), 1);
begin
  -- Exactly these two parts: a third would be another topic of which nobody knows.
  if v_user is null or v_id is null or p_topic <> v_kind || ':' || v_id then return false; end if;
  return case v_kind
    when 'user' then v_id = v_user
    when 'conversation' then v_id in (select private.my_conversation_ids())
    when 'appointment' then exists (select 1 from public.appointments a where a.id = v_id
      and private.sees_appointment(a))
    else false end;
end;
$$;
comment on function private.may_listen(text) is 'Topics: user:<id> oneself, conversation:<id> those who take part, appointment:<id> both sides.';
grant execute on function private.may_listen(text) to authenticated;

create policy bangban_listen on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and private.may_listen((select realtime.topic())));
-- Clients write broadcasts only into a conversation (typing); everything else comes from triggers.
create policy bangban_typing on realtime.messages for insert to authenticated
  with check (extension = 'broadcast' and (select realtime.topic()) like 'conversation:%'
    and private.may_listen((select realtime.topic())));

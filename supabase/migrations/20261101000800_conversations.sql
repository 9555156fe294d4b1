-- Why: one lasting conversation per enterprise with whoever looks after it. The officer may change or be
-- stood in for; the conversation stays with the enterprise, so nobody explains the same thing twice.
-- Messages are insert-only. `seq` orders them and is given under the conversation's row lock, so that a
-- client that asks "what came after 41" never misses one that committed late.

create type public.conversation_side as enum ('enterprise', 'officer');
create type public.message_kind as enum ('text', 'image', 'file', 'application');

create table public.conversations (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null unique references public.enterprises (id) on delete cascade,
  last_seq bigint not null default 0,
  last_at timestamptz,
  created_at timestamptz not null default now()
);

create table public.messages (
  -- The client's request id: a message that is sent again after a lost answer is the same message.
  id uuid primary key,
  conversation_id uuid not null references public.conversations (id) on delete cascade,
  seq bigint not null,
  sender_id uuid not null references public.people (id) on delete restrict,
  side public.conversation_side not null,
  kind public.message_kind not null,
  body text,
  file jsonb,
  application_id uuid references public.applications (id) on delete set null,
  created_at timestamptz not null,
  constraint messages_in_order unique (conversation_id, seq),
  constraint messages_body_length check (char_length(body) <= 2000),
  constraint messages_has_content check (
    case kind when 'text' then body is not null when 'application' then true else file is not null end)
);
create index messages_sender on public.messages (sender_id);
create index messages_application on public.messages (application_id);

create table public.read_marks (
  conversation_id uuid not null references public.conversations (id) on delete cascade,
  person_id uuid not null references public.people (id) on delete cascade,
  seq bigint not null,
  at timestamptz not null,
  primary key (conversation_id, person_id)
);
create index read_marks_person on public.read_marks (person_id);

-- Conversations of the caller: as an active member, or as the officer (or stand-in) of today.
create function private.my_conversation_ids()
returns setof uuid
language plpgsql stable security definer rows 2 set search_path = ''
as $$
begin
  -- One list of enterprises and not an `or`, so that the index on enterprise leads.
  return query
    select c.id from public.conversations c
    where c.enterprise_id = any (array(select private.my_enterprise_ids() union all select private.my_officer_enterprise_ids()));
end $$;
comment on function private.my_conversation_ids() is 'Conversations the caller takes part in now; a former officer or an ended agent has none.';
grant execute on function private.my_conversation_ids() to authenticated;

alter table public.conversations enable row level security;
alter table public.messages enable row level security;
alter table public.read_marks enable row level security;

create policy conversations_mine on public.conversations for select to authenticated
  using (enterprise_id in (select private.my_enterprise_ids()) or enterprise_id in (select private.my_officer_enterprise_ids()));
create policy messages_mine on public.messages for select to authenticated
  using (conversation_id in (select private.my_conversation_ids()));
create policy read_marks_mine on public.read_marks for select to authenticated
  using (conversation_id in (select private.my_conversation_ids()));

-- No insert, update or delete: send_message() and mark_read() own the changes.
revoke all on public.conversations, public.messages, public.read_marks from anon, authenticated;
grant select on public.conversations, public.messages, public.read_marks to authenticated;

comment on table public.conversations is 'The one conversation of an enterprise with its helper officer (助企专员).';
comment on table public.messages is 'Insert-only. id is the client''s request id; seq orders within the conversation.';
comment on column public.messages.file is 'FileRef of an object in bucket messages, checked when sent.';
comment on table public.read_marks is 'How far each person has read; 已读 is derived from the other side''s greatest mark.';

-- Every enterprise has its conversation from the first moment, so that "ask my officer" never fails.
create function private.create_conversation()
returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into public.conversations (enterprise_id) values (new.id) on conflict do nothing;
  return new;
end;
$$;
comment on function private.create_conversation() is 'Trigger: a new enterprise gets its conversation.';

create trigger enterprises_conversation after insert on public.enterprises
  for each row execute function private.create_conversation();
insert into public.conversations (enterprise_id) select id from public.enterprises on conflict do nothing;

-- Realtime by broadcast from the database. The message row is read again by the client under RLS, so the
-- broadcast carries only ids. Definer, because realtime.send runs as invoker and swallows its errors.
create function private.broadcast_message()
returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare v_enterprise uuid;
begin
  perform realtime.send(jsonb_build_object('message_id', new.id, 'seq', new.seq, 'sender_id', new.sender_id),
    'message', 'conversation:' || new.conversation_id, true);
  select c.enterprise_id into v_enterprise from public.conversations c where c.id = new.conversation_id;
  perform private.notify_people(
    array_remove(private.live_members(v_enterprise) || private.current_officer(v_enterprise), new.sender_id),
    'changed', jsonb_build_object('what', 'message', 'id', new.conversation_id));
  return new;
end;
$$;
comment on function private.broadcast_message() is 'Trigger: tells the conversation''s topic and the other people''s own topics that a message came.';

create trigger messages_broadcast after insert on public.messages
  for each row execute function private.broadcast_message();

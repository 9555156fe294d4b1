-- Why: an appeal is made, spoken about and answered. Each move leaves a reply row, so that both sides read the
-- same history. What decides it or moves it on is in the next file.

-- Somebody to answer at a tier: the officer of the enterprise, else the active colleague of that role with
-- the fewest open appeals.
create function private.appeal_handler(p_tier public.appeal_tier, a public.appeals)
returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_tier = 'officer' then return private.current_officer(a.enterprise_id); end if;
  return (select s.person_id from public.staff s
    join public.staff_roles r on r.person_id = s.person_id
      and r.role = (case p_tier when 'group' then 'group_lead' else 'taskforce' end)::public.staff_role
    where s.active and s.person_id <> all (private.reported_staff(a))
    order by (select count(*) from public.appeals o where o.handler_id = s.person_id and o.state <> 'closed'), s.person_id
    limit 1);
end;
$$;
comment on function private.appeal_handler(public.appeal_tier, public.appeals) is 'Who answers at a tier now; null when nobody holds the role, or only somebody whom the report may be about: then it climbs by the clock.';

create function private.add_appeal_reply(p_appeal uuid, p_side public.appeal_side, p_kind public.appeal_reply_kind, p_body text)
returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare a public.appeals;
begin
  insert into public.appeal_replies (appeal_id, author_id, side, kind, body, created_at)
  values (p_appeal, case when p_side <> 'system' then (select auth.uid()) end, p_side, p_kind, p_body, private.now());
  select * into a from public.appeals where id = p_appeal;
  perform private.notify_people(
    array_remove(private.live_members(a.enterprise_id) || a.handler_id, null),
    'changed', jsonb_build_object('what', 'appeal', 'id', p_appeal));
end;
$$;
comment on function private.add_appeal_reply(uuid, public.appeal_side, public.appeal_reply_kind, text) is
  'Appends to the appeal''s history and pokes the people of both sides.';

-- Puts the appeal at a tier: a handler, and the reason for all to read. The new handler has a contact limit of
-- his own. The resolve limit goes on, because the enterprise waits for one answer and not for one of each tier;
-- only one that has passed (or was never known) is given anew, or the appeal would be late for ever up there.
create function private.enter_appeal_tier(p_appeal uuid, p_tier public.appeal_tier, p_reason text)
returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  a public.appeals;
  k public.appeal_kinds;
begin
  select * into a from public.appeals where id = p_appeal;
  select * into k from public.appeal_kinds where code = a.kind;
  update public.appeals set tier = p_tier, state = 'open', answered_at = null,
    handler_id = private.appeal_handler(p_tier, a), contacted_at = null,
    contact_due_at = private.try_working_time(private.now(), k.contact_value, k.contact_unit),
    resolve_due_at = case when a.resolve_due_at > private.now() then a.resolve_due_at
      else private.try_working_time(private.now(), k.resolve_value, k.resolve_unit) end,
    row_version = row_version + 1
  where id = p_appeal
  returning * into a;
  insert into public.appeal_tiers (appeal_id, tier, since, due_at, reason)
  values (p_appeal, p_tier, private.now(), a.resolve_due_at, p_reason)
  on conflict (appeal_id, tier) do update set since = excluded.since, due_at = excluded.due_at, reason = excluded.reason;
end;
$$;

create function private.next_tier(p_tier public.appeal_tier) returns public.appeal_tier
language sql immutable set search_path = ''
as $$ select case p_tier when 'officer' then 'group'::public.appeal_tier else 'taskforce'::public.appeal_tier end $$;

create function private.create_appeal(p_enterprise_id uuid, p_kind text, p_title text, p_body text, p_application_id uuid, p_files jsonb, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  k public.appeal_kinds;
  v_id uuid := gen_random_uuid();
  v_file jsonb;
begin
  v_answer := private.replay(p_request_id, 'create_appeal',
    jsonb_build_array(p_enterprise_id, p_kind, p_title, p_body, p_application_id, p_files));
  if v_answer is not null then return v_answer; end if;
  if p_enterprise_id is null or p_enterprise_id not in (select private.my_enterprise_ids()) then
    perform private.fail('BB016');
  end if;
  perform private.hit_limit('appeal', p_enterprise_id::text);
  select * into k from public.appeal_kinds where code = p_kind;
  if k.code is null then perform private.fail('BB007', 'kind', '{}', '先选一下是哪类事情'); end if;
  if p_application_id is not null and not exists (select 1 from public.applications p
      where p.id = p_application_id and p.enterprise_id = p_enterprise_id) then
    perform private.fail('BB004', 'application');
  end if;
  if jsonb_array_length(coalesce(p_files, '[]'::jsonb)) > 9 then
    perform private.fail('BB007', 'files', '{}', '最多附 9 个文件');
  end if;
  insert into public.appeals (id, number, enterprise_id, author_id, application_id, kind, title, body, tier, created_at)
  values (v_id, regexp_replace(private.next_number('appeal'), '^[^-]+', 'SQ'), p_enterprise_id, v_user, p_application_id, p_kind,
    private.need_text(p_title, 'title', 60), private.need_text(p_body, 'body', 2000), k.start_tier, private.now());
  for v_file in select value from jsonb_array_elements(coalesce(p_files, '[]'::jsonb)) loop
    v_file := private.checked_upload('appeals', v_file ->> 'path', v_file ->> 'name', 'files');
    if v_file ->> 'path' not like p_enterprise_id || '/%' then perform private.fail('BB013', 'files'); end if;
    insert into public.appeal_files (id, appeal_id, file) values ((v_file ->> 'id')::uuid, v_id, v_file)
    on conflict (id) do nothing;
    -- One file, one appeal: the other may have other readers.
    if not found then perform private.fail('BB020', 'files', '{}', '这个文件已经附在一件诉求上了', '重新选一次再上传'); end if;
  end loop;
  perform private.enter_appeal_tier(v_id, k.start_tier, '企业提出');
  perform private.log_appeal_event(v_id, 'created');
  perform private.notify_people(array_remove(array[(select a.handler_id from public.appeals a where a.id = v_id)], null),
    'changed', jsonb_build_object('what', 'appeal', 'id', v_id));
  return private.remember(p_request_id, private.get_appeal(v_id));
end;
$$;
create function public.create_appeal(p_enterprise_id uuid, p_kind text, p_title text, p_body text, p_application_id uuid, p_files jsonb, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.create_appeal(p_enterprise_id, p_kind, p_title, p_body, p_application_id, p_files, p_request_id) $$;
comment on function public.create_appeal(uuid, text, text, text, uuid, jsonb, uuid) is
  'AppealDetail. p_files: [{path,name}] in bucket appeals. BB004, BB007, BB013, BB014, BB015, BB016 not an active member, BB020 file used already, BB080, BB095 not checked yet.';

-- Locks an appeal for a move that must be in appeal_allowed().
create function private.lock_appeal(p_id uuid, p_move text, p_row_version integer default null)
returns public.appeals
language plpgsql volatile security definer set search_path = ''
as $$
declare a public.appeals;
begin
  perform private.require_user();
  select * into a from public.appeals where id = p_id and id in (select private.my_appeal_ids()) for update;
  if a.id is null then perform private.fail('BB004'); end if;
  if p_row_version is not null and a.row_version <> p_row_version then perform private.fail('BB006'); end if;
  if p_move <> all (private.appeal_allowed(a)) then
    perform private.fail(case when a.handler_id = (select auth.uid())
      or a.enterprise_id in (select private.my_enterprise_ids()) then 'BB044' else 'BB002' end);
  end if;
  return a;
end;
$$;

create function private.reply_appeal(p_appeal_id uuid, p_body text, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  a public.appeals;
  v_body text;
begin
  v_answer := private.replay(p_request_id, 'reply_appeal', jsonb_build_array(p_appeal_id, p_body));
  if v_answer is not null then return v_answer; end if;
  perform private.hit_limit('appeal_reply');
  a := private.lock_appeal(p_appeal_id, 'reply');
  v_body := private.need_text(p_body, 'body', 2000);
  if a.handler_id = v_user then
    -- The handler's first word is the contact that the contact limit asks for.
    perform private.add_appeal_reply(a.id, 'staff', case when a.contacted_at is null then 'contact' else 'reply' end::public.appeal_reply_kind, v_body);
    update public.appeals set contacted_at = coalesce(contacted_at, private.now()) where id = a.id;
  else
    perform private.add_appeal_reply(a.id, 'enterprise', 'reply', v_body);
  end if;
  perform private.log_appeal_event(a.id, case when a.handler_id = v_user and a.contacted_at is null then 'contacted' else 'replied' end);
  return private.remember(p_request_id, private.get_appeal(a.id));
end;
$$;
create function public.reply_appeal(p_appeal_id uuid, p_body text, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.reply_appeal(p_appeal_id, p_body, p_request_id) $$;
comment on function public.reply_appeal(uuid, text, uuid) is 'AppealDetail. Either side; a handler''s first reply counts as the contact. BB002, BB004, BB014, BB015, BB044 closed, BB080.';

create function private.answer_appeal(p_appeal_id uuid, p_body text, p_row_version integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer jsonb;
  a public.appeals;
begin
  perform private.require_user();
  v_answer := private.replay(p_request_id, 'answer_appeal', jsonb_build_array(p_appeal_id, p_body, p_row_version));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appeal(p_appeal_id, 'answer', coalesce(p_row_version, 0));
  update public.appeals set state = 'answered', answered_at = private.now(),
    contacted_at = coalesce(contacted_at, private.now()), row_version = row_version + 1
  where id = a.id;
  perform private.add_appeal_reply(a.id, 'staff', 'answer', private.need_text(p_body, 'body', 2000));
  perform private.log_appeal_event(a.id, 'answered');
  perform private.put_outbox('appeal_answered', a.author_id, jsonb_build_object('appeal_id', a.id),
    'appeal_answered:' || a.id || ':' || a.row_version);
  return private.remember(p_request_id, private.get_appeal(a.id));
end;
$$;
create function public.answer_appeal(p_appeal_id uuid, p_body text, p_row_version integer, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.answer_appeal(p_appeal_id, p_body, p_row_version, p_request_id) $$;
comment on function public.answer_appeal(uuid, text, integer, uuid) is 'AppealDetail. The handler''s answer; then it waits for the enterprise. BB002, BB004, BB006, BB014, BB015, BB044.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.create_appeal(uuid, text, text, text, uuid, jsonb, uuid) to authenticated;
grant execute on function private.create_appeal(uuid, text, text, text, uuid, jsonb, uuid) to authenticated;
grant execute on function public.reply_appeal(uuid, text, uuid) to authenticated;
grant execute on function private.reply_appeal(uuid, text, uuid) to authenticated;
grant execute on function public.answer_appeal(uuid, text, integer, uuid) to authenticated;
grant execute on function private.answer_appeal(uuid, text, integer, uuid) to authenticated;

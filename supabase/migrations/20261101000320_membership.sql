-- Coming to an enterprise and leaving it: bind, confirm, invite, end.
--
-- Anybody can type a USCC, since it is printed on every licence in every shop. So binding gives nothing but a
-- place in the officer's list: he knows the enterprise and confirms. An owner who is already active may confirm
-- too, or invite, which needs no confirmation because he vouches for the agent himself.

insert into private.error_codes (code, message, hint) values
  ('BB024', '等待确认的企业太多了', '等专员确认几家，或撤销不需要的，再绑定新的');

create function private.pick_officer() returns uuid
language sql volatile
set search_path = ''
as $$
  -- Least load first; the id only breaks a tie, so that the answer is the same each time.
  select s.person_id from public.staff s
  join public.staff_roles r on r.person_id = s.person_id and r.role = 'officer'
  left join public.enterprise_officers o on o.officer_id = s.person_id and o.ends_at is null
  where s.active
  group by s.person_id
  order by count(o.id), s.person_id
  limit 1
$$;
comment on function private.pick_officer() is 'The helper-officer with the fewest enterprises; null when the county has none.';

create function private.plain_name(p_name text) returns text
language sql immutable
set search_path = ''
as $$ select lower(regexp_replace(translate(p_name, '（）【】', '()[]'), '\s', '', 'g')) $$;
comment on function private.plain_name(text) is 'Names compare equal whatever brackets and blanks the licence or the keyboard used.';

create function private.bind_enterprise(
  p_name text, p_uscc text, p_legal_person text, p_role text, p_request_id uuid
) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'bind_enterprise',
    jsonb_build_array(p_name, p_uscc, p_legal_person, p_role));
  v_uscc text := upper(regexp_replace(coalesce(p_uscc, ''), '[\s-]', '', 'g'));
  v_name text;
  v_legal text;
  v_enterprise public.enterprises;
  v_member uuid;
  v_officer uuid;
begin
  if v_answer is not null then return v_answer; end if;
  v_name := private.need_text(p_name, 'name', 100);
  v_legal := private.need_text(p_legal_person, 'legal_person', 40);
  if char_length(v_name) < 2 then
    perform private.fail('BB007', 'name', '{}', '企业名称至少 2 个字');
  elsif char_length(v_uscc) <> 18 then
    perform private.fail('BB007', 'uscc', '{}', format('统一社会信用代码应是 18 位，现在是 %s 位', char_length(v_uscc)));
  elsif v_uscc !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then
    -- GB 32100 leaves out I, O, S, V, Z; the check digit is not tested, some issued codes fail it.
    perform private.fail('BB007', 'uscc', '{}', '统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z');
  elsif coalesce(p_role, '') not in ('owner', 'agent') then
    perform private.fail('BB007', 'role', '{}', '请选择你是负责人还是经办人');
  end if;
  if (select count(*) from public.enterprise_members where person_id = v_user and state = 'pending') >= 10 then
    perform private.fail('BB024');
  end if;
  perform private.hit_limit('bind');

  insert into public.enterprises (name, uscc, legal_person) values (v_name, v_uscc, v_legal)
  on conflict (uscc) do nothing
  returning * into v_enterprise;
  if v_enterprise.id is null then
    select * into v_enterprise from public.enterprises where uscc = v_uscc;
    if private.plain_name(v_enterprise.name) <> private.plain_name(v_name) then
      perform private.fail('BB007', 'name', '{}', '企业名称和这个统一社会信用代码对不上，照营业执照再核对一下');
    end if;
  end if;
  -- Also an enterprise that came without one (loaded, or its officer left) gets an officer now.
  if private.current_officer(v_enterprise.id) is null then
    insert into public.enterprise_officers (enterprise_id, officer_id)
    select v_enterprise.id, o from private.pick_officer() o where o is not null
    on conflict do nothing;
  end if;

  insert into public.enterprise_members (enterprise_id, person_id, role, ends_on)
  values (v_enterprise.id, v_user, p_role::public.member_role,
    case when p_role = 'agent' then private.today() + (private.setting('agent_days'))::int end)
  on conflict (person_id, enterprise_id) where state in ('pending', 'active') do nothing
  returning id into v_member;
  if v_member is null then
    -- Authority that ran out still holds the live row: end it and ask anew.
    update public.enterprise_members set state = 'ended'
    where person_id = v_user and enterprise_id = v_enterprise.id and ends_on < private.today()
      and state in ('pending', 'active');
    if not found then
      perform private.fail('BB020', 'uscc', '{}', '你已经绑定这家企业了', '回到“我的”看看它现在的状态');
    end if;
    insert into public.enterprise_members (enterprise_id, person_id, role, ends_on)
    values (v_enterprise.id, v_user, p_role::public.member_role,
      case when p_role = 'agent' then private.today() + (private.setting('agent_days'))::int end)
    returning id into v_member;
  end if;
  v_officer := private.current_officer(v_enterprise.id);
  perform private.notify_people(array[v_officer], 'changed', jsonb_build_object('what', 'member', 'id', v_member));
  return private.remember(p_request_id, private.my_enterprise(v_member));
end $$;

create function public.bind_enterprise(p_name text, p_uscc text, p_legal_person text, p_role text, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.bind_enterprise(p_name, p_uscc, p_legal_person, p_role, p_request_id) $$;
comment on function public.bind_enterprise(text, text, text, text, uuid) is
  'Asks to act for an enterprise (owner, or agent for up to a year); waits for confirmation → MyEnterprise, state pending. Errors: BB001, BB003, BB007 (name, uscc, role), BB014/BB015 (name, legal_person), BB020 bound already, BB024 too many waiting, BB080.';

-- ---------------------------------------------------------------------------------------------------------
create function private.confirm_member(p_member_id uuid, p_accept boolean, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'confirm_member', jsonb_build_array(p_member_id, p_accept));
  v_member public.enterprise_members;
begin
  if v_answer is not null then return v_answer; end if;
  select * into v_member from public.enterprise_members
  where id = p_member_id
    and (enterprise_id in (select private.my_officer_enterprise_ids())
         or enterprise_id in (select private.my_owned_enterprise_ids()))
  for update;
  if v_member.id is null then
    perform private.fail('BB004');
  elsif v_member.person_id = v_user then
    perform private.fail('BB002', null, '{}', '不能自己确认自己');
  elsif v_member.state <> 'pending' then
    perform private.fail('BB005', null, '{}', '这条申请已经处理过了');
  elsif p_accept is null then
    perform private.fail('BB007', 'accept', '{}', '请选择确认或不确认');
  end if;
  update public.enterprise_members set
    state = case when p_accept then 'active' else 'refused' end::public.member_state,
    decided_by = v_user, decided_at = private.now()
  where id = p_member_id returning * into v_member;
  perform private.notify_people(array[v_member.person_id], 'changed',
    jsonb_build_object('what', 'enterprise', 'id', v_member.enterprise_id));
  perform private.put_outbox('member_' || v_member.state, v_member.person_id,
    jsonb_build_object('enterprise_id', v_member.enterprise_id), 'member:' || v_member.id || ':' || v_member.state);
  return private.remember(p_request_id, jsonb_build_object('id', v_member.id, 'state', v_member.state));
end $$;

create function public.confirm_member(p_member_id uuid, p_accept boolean, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.confirm_member(p_member_id, p_accept, p_request_id) $$;
comment on function public.confirm_member(uuid, boolean, uuid) is
  'Confirms or refuses who asked to act for an enterprise → {id, state}. The enterprise''s officer (or stand-in) or an active owner, never the person himself. Errors: BB001, BB002, BB003, BB004, BB005.';

-- ---------------------------------------------------------------------------------------------------------
create function private.end_membership(p_member_id uuid, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'end_membership', jsonb_build_array(p_member_id));
  v_member public.enterprise_members;
begin
  if v_answer is not null then return v_answer; end if;
  select * into v_member from public.enterprise_members
  where id = p_member_id
    and (person_id = v_user
         or (role = 'agent' and enterprise_id in (select private.my_owned_enterprise_ids())))
  for update;
  if v_member.id is null then
    perform private.fail('BB004');
  elsif v_member.state not in ('pending', 'active') then
    perform private.fail('BB005', null, '{}', '这项授权已经结束了');
  elsif v_member.role = 'owner' and v_member.state = 'active'
    and exists (select from public.enterprise_members m where m.enterprise_id = v_member.enterprise_id
                and m.state = 'active' and m.id <> v_member.id)
    and not exists (select from public.enterprise_members m where m.enterprise_id = v_member.enterprise_id
                    and m.state = 'active' and m.role = 'owner' and m.id <> v_member.id) then
    -- Agents act by the owner's authority; without any owner nobody could end theirs.
    perform private.fail('BB002', null, '{}', '你是唯一的负责人，还有经办人在办事', '先结束经办人的授权，再解除自己的绑定');
  end if;
  update public.enterprise_members set state = 'ended', decided_by = v_user, decided_at = private.now()
  where id = p_member_id;
  perform private.notify_people(array[v_member.person_id], 'changed',
    jsonb_build_object('what', 'enterprise', 'id', v_member.enterprise_id));
  return private.remember(p_request_id, jsonb_build_object('id', v_member.id, 'state', 'ended'));
end $$;

create function public.end_membership(p_member_id uuid, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.end_membership(p_member_id, p_request_id) $$;
comment on function public.end_membership(uuid, uuid) is
  'Ends one''s own membership, or as an owner an agent''s, at once → {id, state}. Errors: BB001, BB002 the only owner while agents act, BB003, BB004, BB005.';

grant execute on function
  private.bind_enterprise(text, text, text, text, uuid), public.bind_enterprise(text, text, text, text, uuid),
  private.confirm_member(uuid, boolean, uuid), public.confirm_member(uuid, boolean, uuid),
  private.end_membership(uuid, uuid), public.end_membership(uuid, uuid) to authenticated;

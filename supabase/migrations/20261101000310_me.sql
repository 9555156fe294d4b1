-- What the app knows about the caller, and the door from WeChat to an account.
--
-- Cards and views that colleagues' files extend (conversation_of, usual_reply_minutes) are declared here with
-- the honest answer of a database without conversations, and replaced where the conversations are made.

create function private.usual_reply_minutes(p_staff uuid) returns int
language sql stable
set search_path = ''
as $$ select null::int $$;
comment on function private.usual_reply_minutes(uuid) is 'Median first reply in working minutes of the last 30 days; replaced where messages are made.';

create function private.conversation_of(p_enterprise uuid) returns uuid
language sql stable
set search_path = ''
as $$ select null::uuid $$;
comment on function private.conversation_of(uuid) is 'The enterprise''s conversation; replaced where conversations are made.';

create function private.staff_card(p_staff uuid, p_enterprise uuid default null) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_card jsonb;
begin
  select jsonb_build_object(
    'id', s.person_id,
    'display_name', s.display_name,
    'title', s.title,
    'department', d.name,
    'usual_reply_minutes', private.usual_reply_minutes(s.person_id),
    'stand_in_for', (
      select o.display_name
      from public.enterprise_officers e
      join public.staff o on o.person_id = e.officer_id
      where e.enterprise_id = p_enterprise and e.ends_at is null and e.officer_id <> s.person_id
        and private.current_officer(p_enterprise) = s.person_id))
  into v_card
  from public.staff s join public.departments d on d.code = s.department_code
  where s.person_id = p_staff;
  return v_card;
end $$;
comment on function private.staff_card(uuid, uuid) is
  'StaffCard of src/shared/contract.ts, or null. With an enterprise, stand_in_for names the officer whose place this person takes there.';

create function private.my_enterprise(p_member uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  -- Until somebody confirmed the membership the record shows only what the public register shows.
  return (
    select jsonb_build_object(
      'id', e.id, 'name', e.name, 'uscc', e.uscc,
      'address', case when m.state = 'active' then e.address end,
      'legal_person', case when m.state = 'active' then e.legal_person end,
      'role', m.role, 'state', m.state, 'ends_on', m.ends_on,
      'officer', private.staff_card(private.current_officer(e.id), e.id),
      'conversation_id', case when m.state = 'active' then private.conversation_of(e.id) end)
    from public.enterprise_members m join public.enterprises e on e.id = m.enterprise_id
    where m.id = p_member);
end $$;
comment on function private.my_enterprise(uuid) is 'MyEnterprise of src/shared/contract.ts, from a membership.';

create function private.get_me() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  return (
    select jsonb_build_object(
      'id', p.id, 'name', p.name, 'phone', p.phone,
      'phone_confirmed', exists (select from private.phone_identities f where f.user_id = p.id and f.phone = p.phone),
      'staff', (
        select jsonb_build_object(
          'display_name', s.display_name, 'title', s.title,
          'department_code', s.department_code, 'department', d.name,
          'roles', coalesce((select jsonb_agg(r.role order by r.role) from public.staff_roles r
                             where r.person_id = s.person_id), '[]'))
        from public.staff s join public.departments d on d.code = s.department_code
        where s.person_id = p.id and s.active),
      'enterprises', coalesce((
        select jsonb_agg(private.my_enterprise(m.id) order by m.state desc, m.created_at, m.id)
        from public.enterprise_members m
        where m.person_id = p.id and m.state in ('pending', 'active')
          and (m.ends_on is null or m.ends_on >= private.today())), '[]'))
    from public.people p where p.id = v_user);
end $$;

create function public.get_me() returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_me() $$;
comment on function public.get_me() is 'Me of src/shared/contract.ts. Errors: BB001.';

-- ---------------------------------------------------------------------------------------------------------
create function private.update_me(p_name text, p_phone text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'update_me', jsonb_build_array(p_name, p_phone));
  v_phone text := regexp_replace(coalesce(p_phone, ''), '[\s-]', '', 'g');
  v_name text;
begin
  if v_answer is not null then return v_answer; end if;
  v_name := private.need_text(p_name, 'name', 40);
  if v_phone <> '' and v_phone !~ '^1[0-9]{10}$' then
    perform private.fail('BB007', 'phone', '{}', '手机号应是 11 位数字，以 1 开头');
  end if;
  update public.people set name = v_name, phone = nullif(v_phone, '') where id = v_user;
  return private.remember(p_request_id, private.get_me());
end $$;

create function public.update_me(p_name text, p_phone text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.update_me(p_name, p_phone, p_request_id) $$;
comment on function public.update_me(text, text, uuid) is
  'Sets the caller''s own name and telephone (empty: none) → Me. Errors: BB001, BB003, BB007 phone, BB014/BB015 name.';

-- ---------------------------------------------------------------------------------------------------------
-- The Edge Function wechat-login asks with the secret key. Grants keep everybody else out; the check inside is
-- the second lock.
create function private.service_wechat_user(p_openid text, p_unionid text) returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  -- unionid ties the same person over the county's several WeChat apps.
  return (select user_id from private.wechat_identities
          where openid = p_openid or (p_unionid is not null and unionid = p_unionid)
          order by (openid = p_openid) desc limit 1);
end $$;

create function public.service_wechat_user(p_openid text, p_unionid text) returns uuid
language sql stable
set search_path = ''
as $$ select private.service_wechat_user(p_openid, p_unionid) $$;
comment on function public.service_wechat_user(text, text) is 'The account of a WeChat identity, or null. service_role only.';

create function private.service_link_wechat(p_openid text, p_unionid text, p_user uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  -- Two first sign-ins at once: the one that came first keeps the identity, both get its account.
  insert into private.wechat_identities (openid, unionid, user_id)
  values (p_openid, nullif(p_unionid, ''), p_user)
  on conflict do nothing;
  select user_id into v_user from private.wechat_identities where openid = p_openid;
  return v_user;
end $$;

create function public.service_link_wechat(p_openid text, p_unionid text, p_user uuid) returns uuid
language sql volatile
set search_path = ''
as $$ select private.service_link_wechat(p_openid, p_unionid, p_user) $$;
comment on function public.service_link_wechat(text, text, uuid) is
  'Ties a WeChat identity to an account and answers whose it is now. service_role only.';

grant execute on function private.get_me(), public.get_me(),
  private.update_me(text, text, uuid), public.update_me(text, text, uuid) to authenticated;
grant execute on function private.service_wechat_user(text, text), public.service_wechat_user(text, text),
  private.service_link_wechat(text, text, uuid), public.service_link_wechat(text, text, uuid) to service_role;

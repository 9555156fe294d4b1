-- Invitations of agents, and the list of who belongs to an enterprise.

create function private.invite_code() returns text
language sql volatile
set search_path = ''
as $$
  -- 8 of 31 characters that nobody mixes up (no 0 O 1 I L), from a strong random source.
  select string_agg(substr('23456789ABCDEFGHJKMNPQRSTUVWXYZ', 1 + get_byte(r.bytes, i) % 31, 1), '')
  from (select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as bytes) r,
    generate_series(0, 7) i
$$;

create function private.create_invite(p_enterprise_id uuid, p_ends_on date, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'create_invite', jsonb_build_array(p_enterprise_id, p_ends_on));
  v_code text;
begin
  if v_answer is not null then return v_answer; end if;
  if p_enterprise_id is null or p_enterprise_id not in (select private.my_enterprise_ids()) then
    perform private.fail('BB004');
  elsif p_enterprise_id not in (select private.my_owned_enterprise_ids()) then
    perform private.fail('BB002', null, '{}', '只有企业负责人能邀请经办人');
  elsif p_ends_on is null or p_ends_on <= private.today() then
    perform private.fail('BB007', 'ends_on', '{}', '授权的最后一天要在今天之后');
  elsif p_ends_on > private.today() + 3 * 366 then
    perform private.fail('BB007', 'ends_on', '{}', '授权最长三年，到期可以再续');
  end if;
  perform private.hit_limit('invite', p_enterprise_id::text);
  insert into public.enterprise_invites (enterprise_id, code, ends_on, created_by, expires_at)
  values (p_enterprise_id, private.invite_code(), p_ends_on, v_user,
    private.now() + make_interval(days => (private.setting('invite_days'))::int))
  returning code into v_code;
  return private.remember(p_request_id, jsonb_build_object('code', v_code, 'ends_on', p_ends_on));
end $$;

create function public.create_invite(p_enterprise_id uuid, p_ends_on date, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.create_invite(p_enterprise_id, p_ends_on, p_request_id) $$;
comment on function public.create_invite(uuid, date, uuid) is
  'An owner invites one agent until ends_on (3 years at most); the code works once, for a week → {code, ends_on}. Errors: BB001, BB002, BB003, BB004, BB007 ends_on, BB080.';

create function private.accept_invite(p_code text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'accept_invite', jsonb_build_array(p_code));
  v_invite public.enterprise_invites;
  v_member uuid;
begin
  if v_answer is not null then return v_answer; end if;
  perform private.hit_limit('accept_invite');
  select * into v_invite from public.enterprise_invites
  where code = upper(regexp_replace(coalesce(p_code, ''), '[\s-]', '', 'g')) for update;
  if v_invite.id is null then
    -- A guess: answered, not raised, so that its count stays (000120). The same request may try another code.
    delete from private.requests where person_id = v_user and request_id = p_request_id;
    return private.refusal('BB008', 'code', '{}', '没有这个邀请码', '核对一下，或请企业负责人再发一次');
  elsif v_invite.used_at is not null or v_invite.expires_at < private.now() or v_invite.ends_on < private.today() then
    perform private.fail('BB009', 'code', '{}', '这个邀请码已经用过或过期了', '请企业负责人再发一次');
  elsif not exists (select from public.enterprise_members m where m.enterprise_id = v_invite.enterprise_id
                    and m.person_id = v_invite.created_by and m.role = 'owner' and m.state = 'active') then
    -- Authority given by somebody who has none any more is none.
    perform private.fail('BB009', 'code', '{}', '发邀请的人已经不是这家企业的负责人了', '请现在的负责人再发一次');
  elsif exists (select from public.enterprise_members m where m.enterprise_id = v_invite.enterprise_id
                and m.person_id = v_user and m.state = 'active'
                and (m.ends_on is null or m.ends_on >= private.today())) then
    perform private.fail('BB020', 'code', '{}', '你已经是这家企业的成员了');
  end if;
  -- A request of one's own that still waited, or authority that ran out, gives way to the invitation.
  update public.enterprise_members set state = 'ended', decided_at = private.now()
  where enterprise_id = v_invite.enterprise_id and person_id = v_user and state in ('pending', 'active');
  insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on, decided_by, decided_at)
  values (v_invite.enterprise_id, v_user, 'agent', 'active', v_invite.ends_on, v_invite.created_by, private.now())
  returning id into v_member;
  update public.enterprise_invites set used_by = v_user, used_at = private.now() where id = v_invite.id;
  perform private.notify_people(array[v_invite.created_by], 'changed',
    jsonb_build_object('what', 'enterprise', 'id', v_invite.enterprise_id));
  return private.remember(p_request_id, private.my_enterprise(v_member));
end $$;

create function public.accept_invite(p_code text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.accept_invite(p_code, p_request_id) $$;
comment on function public.accept_invite(text, uuid) is
  'Becomes an agent by an owner''s invitation, at once → MyEnterprise. Errors: BB001, BB003, BB009 used or expired, BB020 a member already, BB080; answered as {refused}: BB008 no such code.';

-- ---------------------------------------------------------------------------------------------------------
create function private.list_members(p_enterprise_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform private.require_user();
  if p_enterprise_id is null or (p_enterprise_id not in (select private.my_enterprise_ids())
    and p_enterprise_id not in (select private.my_officer_enterprise_ids())) then
    perform private.fail('BB004');
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object('id', m.id, 'person_id', m.person_id, 'name', p.name, 'role', m.role,
      'state', m.state, 'starts_on', m.starts_on, 'ends_on', m.ends_on, 'asked_at', m.created_at,
      'mine', m.person_id = auth.uid()) order by m.role, m.created_at, m.id)
    from public.enterprise_members m join public.people p on p.id = m.person_id
    where m.enterprise_id = p_enterprise_id and m.state in ('pending', 'active')
      and (m.ends_on is null or m.ends_on >= private.today())), '[]');
end $$;

create function public.list_members(p_enterprise_id uuid) returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_members(p_enterprise_id) $$;
comment on function public.list_members(uuid) is
  '[{id, person_id, name, role, state, starts_on, ends_on, asked_at, mine}], live ones. Active members and the enterprise''s officer. Errors: BB001, BB004.';

grant execute on function
  private.create_invite(uuid, date, uuid), public.create_invite(uuid, date, uuid),
  private.accept_invite(text, uuid), public.accept_invite(text, uuid),
  private.list_members(uuid), public.list_members(uuid) to authenticated;

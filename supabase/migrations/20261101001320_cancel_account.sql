-- 注销账号 (个人信息保护法 第47条: erase, except what another law says to keep).
--
-- What goes: name, telephone, WeChat identity, confirmed number, addresses and password of the sign-in, sessions, memberships,
-- drafts that nobody else can go on with, answers kept for retries, messages waiting to be sent. What stays, since
-- a permit's file must be kept whole (行政许可法 第40条, 档案法 第14条; 第47条 allows it): filed applications with
-- their answers and files, appeals, messages, ratings. Wherever a list or page names the person by the account, it
-- says 已注销用户 from now on. Two things keep the name as it was: rows of the event chains, whose hashes would
-- break, and frozen documents, which are what was handed out that day. They are evidence of what an office did,
-- seen by those who may open that one application.
--
-- Why the row of auth.users stays, emptied: the kept file refers to the person by id, and a token that is still
-- alive must meet somebody who is known to be gone. private.me() knows it, so every RPC and every policy that asks
-- for oneself refuses at once. The same WeChat account signs in later as a new person: its identity is gone.
--
-- Refused while something is open that nobody else could go on with: the answer lists each matter and what to do.
-- Before erasing anything the enterprises are locked, so that two owners who leave at once do not each count on
-- the other.

insert into private.error_codes (code, message, hint) values
  ('BB081', '还有事没办完，现在不能注销', '把下面列出的事处理好，再来注销');

create function private.lone_enterprise_ids(p_person uuid) returns setof uuid
language sql stable
set search_path = ''
as $$
  select m.enterprise_id from public.enterprise_members m
  where m.person_id = p_person and m.state = 'active' and (m.ends_on is null or m.ends_on >= private.today())
    and not exists (select from public.enterprise_members o where o.enterprise_id = m.enterprise_id
      and o.person_id <> p_person and o.state = 'active' and o.starts_on <= private.today()
      and (o.ends_on is null or o.ends_on >= private.today()))
$$;
comment on function private.lone_enterprise_ids(uuid) is 'Enterprises for which nobody but this person may act now.';

create function private.open_matters(p_person uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'id', o.id, 'title', o.title, 'todo', o.todo)
      order by o.n, o.title, o.id), '[]') from (
    select 1 as n, 'staff' as kind, s.person_id as id, '工作人员身份：' || s.display_name as title,
      '请系统管理员先停用你的工作人员身份' as todo
    from public.staff s where s.person_id = p_person and s.active
    union all
    -- Agents act by the owner's authority; without any owner nobody could end theirs.
    select 2, 'owner', e.id, '你是唯一的负责人：' || e.name, '先结束经办人的授权，或请另一位负责人绑定这家企业'
    from public.enterprise_members m join public.enterprises e on e.id = m.enterprise_id
    where m.person_id = p_person and m.state = 'active' and m.role = 'owner'
      and exists (select from public.enterprise_members x where x.enterprise_id = e.id and x.person_id <> p_person
        and x.state = 'active' and x.role = 'agent' and x.ends_on >= private.today())
      and not exists (select from public.enterprise_members x where x.enterprise_id = e.id and x.person_id <> p_person
        and x.state = 'active' and x.role = 'owner')
    union all
    select 3, 'application', a.id, i.name || ' ' || a.number,
      case when a.state in ('approved', 'issued') then '先等出件，领取结果'
        when a.state = 'correcting' then '先补正，或者撤回；也可以请另一位负责人绑定企业接着办'
        else '等办结，或者先撤回；也可以请另一位负责人绑定企业接着办' end
    from public.applications a join public.items i on i.code = a.item_code
    where a.enterprise_id in (select private.lone_enterprise_ids(p_person))
      and a.state not in ('draft', 'declined', 'denied', 'delivered', 'withdrawn')
    union all
    select 4, 'appointment', b.id, i.name || ' 视频核查', '先取消这次预约'
    from public.appointments b join public.applications a on a.id = b.application_id
    join public.items i on i.code = a.item_code
    where b.enterprise_id in (select private.lone_enterprise_ids(p_person)) and b.state = 'booked'
    union all
    select 5, 'appeal', p.id, '诉求 ' || p.number || '：' || p.title,
      case p.state when 'answered' then '先说说解决了没有' else '等答复，确认解决了再注销' end
    from public.appeals p
    where p.enterprise_id in (select private.lone_enterprise_ids(p_person)) and p.state <> 'closed') o);
end $$;
comment on function private.open_matters(uuid) is 'OpenMatter[]: what is open that only this person can go on with, and what to do about it. Empty: the account may go.';

create function private.lost_draft_ids(p_person uuid) returns setof uuid
language sql stable
set search_path = ''
as $$
  select a.id from public.applications a
  where a.applicant_id = p_person and a.state = 'draft'
    and not exists (select from public.enterprise_members o where o.enterprise_id = a.enterprise_id
      and o.person_id <> p_person and o.state = 'active' and (o.ends_on is null or o.ends_on >= private.today()))
$$;
comment on function private.lost_draft_ids(uuid) is 'Drafts that go with the person; what a colleague can go on with stays with the enterprise.';

create function private.preview_cancellation() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  return jsonb_build_object('open', private.open_matters(v_user),
    'drafts', (select count(*) from private.lost_draft_ids(v_user)),
    'kept', (select count(*) from public.applications a where a.applicant_id = v_user and a.state <> 'draft'),
    'enterprises', (select coalesce(jsonb_agg(e.name order by e.name), '[]') from public.enterprise_members m
      join public.enterprises e on e.id = m.enterprise_id where m.person_id = v_user and m.state in ('pending', 'active')));
end $$;

create function public.preview_cancellation() returns jsonb
language sql stable
set search_path = ''
as $$ select private.preview_cancellation() $$;
comment on function public.preview_cancellation() is
  'CancellationPreview: what stands against it (OpenMatter[]), how many drafts go, how many filed applications stay, which enterprises one leaves. Errors: BB001.';

-- ---------------------------------------------------------------------------------------------------------
create function private.cut_sign_in(p_person uuid) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_table text;
begin
  delete from private.rate_counts r using private.phone_identities f where f.user_id = p_person and r.subject = f.phone;
  delete from private.phone_codes c using private.phone_identities f where f.user_id = p_person and c.phone = f.phone;
  delete from private.phone_identities where user_id = p_person;
  delete from private.wechat_identities where user_id = p_person;
  perform private.cut_sessions(p_person);
  delete from auth.identities where user_id = p_person;
  -- Pending links and second factors; which of these tables there are depends on the version of GoTrue.
  foreach v_table in array array['auth.one_time_tokens', 'auth.mfa_factors'] loop
    if to_regclass(v_table) is not null then
      execute format('delete from %s where user_id = $1', v_table) using p_person;
    end if;
  end loop;
  -- Empty strings, not null: GoTrue cannot read a null in its token columns.
  update auth.users set email = 'cancelled-' || id || '@account.invalid', phone = null, encrypted_password = null,
    raw_user_meta_data = '{}', raw_app_meta_data = '{}', confirmation_token = '', recovery_token = '',
    email_change = '', email_change_token_new = '', email_change_token_current = '', phone_change = '',
    phone_change_token = '', reauthentication_token = '', banned_until = timestamptz '2999-12-31', updated_at = now()
  where id = p_person;
end $$;
comment on function private.cut_sign_in(uuid) is 'No way in is left: WeChat, number, address, password, sessions. The emptied row stays for what refers to it.';

create function private.cancel_account(p_confirm text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid;
  v_gone timestamptz;
  v_open jsonb;
  v_enterprise uuid;
begin
  -- The one call that a cancelled person may repeat: the answer may have got lost on the way.
  select p.cancelled_at into v_gone from public.people p where p.id = auth.uid();
  if v_gone is not null then
    return jsonb_build_object('cancelled_at', private.iso(v_gone));
  end if;
  v_user := private.require_user();
  if p_request_id is null then
    perform private.fail('BB007', 'request_id', '{}', '缺少请求编号');
  elsif private.clean_text(p_confirm) is distinct from '注销' then
    perform private.fail('BB007', 'confirm', '{}', '请输入“注销”两个字');
  end if;
  for v_enterprise in select e.id from public.enterprises e where e.id in (
    select m.enterprise_id from public.enterprise_members m where m.person_id = v_user and m.state in ('pending', 'active'))
    order by e.id for update loop
    -- Each hears of his own enterprise only; if this is refused below, the poke is taken back with all else.
    perform private.notify_people(array_remove(private.live_members(v_enterprise), v_user) || private.current_officer(v_enterprise),
      'changed', jsonb_build_object('what', 'enterprise', 'id', v_enterprise));
  end loop;
  perform from public.people where id = v_user and cancelled_at is null for update;
  if not found then
    return (select jsonb_build_object('cancelled_at', private.iso(p.cancelled_at)) from public.people p where p.id = v_user);
  end if;
  v_open := private.open_matters(v_user);
  if v_open <> '[]' then
    perform private.fail('BB081', null, jsonb_build_object('open', v_open));
  end if;

  delete from public.applications where id in (select private.lost_draft_ids(v_user));
  update public.enterprise_members set state = 'ended', decided_by = v_user, decided_at = private.now()
  where person_id = v_user and state in ('pending', 'active');
  update public.enterprise_invites set expires_at = private.now()
  where created_by = v_user and used_at is null and expires_at > private.now();
  update private.outbox set state = 'dropped', last_error = '账号已注销', claimed_by = null, claimed_until = null
  where recipient = v_user and state = 'waiting';
  delete from private.requests where person_id = v_user;
  delete from private.rate_counts where subject = v_user::text;
  update public.people set name = '已注销用户', phone = null, cancelled_at = private.now() where id = v_user;
  perform private.cut_sign_in(v_user);
  return jsonb_build_object('cancelled_at', private.iso(private.now()));
end $$;

create function public.cancel_account(p_confirm text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.cancel_account(p_confirm, p_request_id) $$;
comment on function public.cancel_account(text, uuid) is
  '{cancelled_at}: the caller''s account is gone, at once and for good; p_confirm is the word 注销. Repeating it answers the same. Errors: BB001, BB007 confirm, BB081 something is open (detail.open is OpenMatter[]). 个人信息保护法 第47条.';

grant execute on function private.preview_cancellation(), public.preview_cancellation(),
  private.cancel_account(text, uuid), public.cancel_account(text, uuid) to authenticated;

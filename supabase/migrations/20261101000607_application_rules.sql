-- Who may make which move, from which state: one table, asked by every RPC and by the list of buttons.
--
-- A caller wears hats towards one application (applicant, pending colleague, officer, window, reviewer, head, task).
-- The same rows answer "may I" and "what can I do now", so a button and a refusal cannot disagree. A person who
-- works for the county and also belongs to the enterprise is an applicant here and nothing else: nobody decides
-- his own application (回避).

create table private.application_moves (
  move text not null,
  hat text not null check (hat in ('applicant', 'pending', 'officer', 'window', 'reviewer', 'head')),
  states public.application_state[] not null,
  primary key (move, hat)
);
alter table private.application_moves enable row level security;
comment on table private.application_moves is 'Rules of the main job. Without policies: read by private.hats'' callers only.';

insert into private.application_moves (move, hat, states) values
  ('edit', 'applicant', '{draft,correcting}'),
  ('edit', 'pending', '{draft}'),
  ('request_pre_check', 'applicant', '{draft,correcting}'),
  ('request_pre_check', 'pending', '{draft}'),
  ('delete', 'applicant', '{draft}'),
  ('delete', 'pending', '{draft}'),
  ('submit', 'applicant', '{draft}'),
  ('answer_correction', 'applicant', '{correcting}'),
  ('withdraw', 'applicant', '{submitted,correcting,resubmitted,accepted,reviewing}'),
  ('receive', 'applicant', '{issued,delivered}'),
  ('rate', 'applicant', '{declined,denied,issued,delivered}'),
  ('answer_pre_check', 'officer', '{draft,correcting}'),
  ('set_verdict', 'officer', '{draft}'),
  ('set_verdict', 'window', '{submitted,resubmitted}'),
  ('take', 'window', '{submitted,resubmitted,approved}'),
  ('issue_correction', 'window', '{submitted,resubmitted}'),
  ('accept', 'window', '{submitted,resubmitted}'),
  ('decline', 'window', '{submitted,resubmitted}'),
  ('issue_result', 'window', '{approved}'),
  ('create_task', 'window', '{accepted,reviewing}'),
  ('create_task', 'reviewer', '{accepted,reviewing}'),
  ('take', 'reviewer', '{accepted,reviewing}'),
  ('approve', 'reviewer', '{reviewing}'),
  ('deny', 'reviewer', '{reviewing}'),
  ('start_special', 'reviewer', '{accepted,reviewing}'),
  ('end_special', 'reviewer', '{accepted,reviewing}'),
  ('request_extension', 'reviewer', '{accepted,reviewing}'),
  ('refuse_extension', 'head', '{accepted,reviewing}'),
  ('extend', 'head', '{accepted,reviewing}');

insert into private.error_codes (code, message, hint) values
  ('BB030', '这项材料的文件已经传满了', '先删掉不要的，再传新的'),
  ('BB031', '告知期限已经过了，按法律视为已受理', '直接受理；受理日算收到申请那天'),
  ('BB032', '还有部门没办完', '等各部门都办完再做决定'),
  ('BB033', '还有材料或填写标着“要补”', '改成合格再受理，或发补正通知'),
  ('BB034', '你这种情形要办的是另一个事项', '按提示去办对的事项，填过的内容还在草稿里'),
  ('BB035', '这家企业还没有安排专员', '可以直接提交，或打大厅电话问'),
  ('BB036', '这份草稿约了视频核查', '先取消预约，再删草稿'),
  ('BB037', '一次补正最多列 50 处', '合并相近的几处再发');

-- ---------------------------------------------------------------------------------------------------------
create function private.hats(a public.applications) returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := auth.uid();
begin
  if v_user is null then
    return '{}';
  elsif a.enterprise_id in (select private.my_enterprise_ids()) then
    return '{applicant}';
  elsif a.applicant_id = v_user and a.enterprise_id in (select private.my_bound_enterprise_ids()) then
    return '{pending}';
  end if;
  return array_remove(array[
    case when a.enterprise_id in (select private.my_officer_enterprise_ids())
      and (a.state <> 'draft' or a.id in (select private.my_helped_draft_ids())) then 'officer' end,
    case when a.state <> 'draft' and private.has_role('window') then 'window' end,
    case when a.state <> 'draft' and a.department_code = private.my_department()
      and private.has_role('reviewer') then 'reviewer' end,
    case when a.state <> 'draft' and a.department_code = private.my_department()
      and private.has_role('head') then 'head' end,
    case when a.id in (select private.my_task_application_ids()) then 'task' end], null);
end $$;
comment on function private.hats(public.applications) is 'What the caller is towards this application; empty: it does not exist for him. The policy on applications says the same in set form; a story holds the two together.';

create function private.can_read_application(p_id uuid) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications;
begin
  select * into a from public.applications where id = p_id;
  return a.id is not null and private.hats(a) <> '{}';
end $$;
comment on function private.can_read_application(uuid) is 'Whether the caller may read the application and what hangs on it.';

-- Not found and not yours are one error; but a person whose own authority ended deserves to be told that.
create function private.refuse_unseen(a public.applications) returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if exists (select from public.enterprise_members m
             where m.enterprise_id = a.enterprise_id and m.person_id = auth.uid() and m.state <> 'refused') then
    perform private.fail('BB016');
  end if;
  perform private.fail('BB004');
end $$;

create function private.seen_application(p_id uuid) returns public.applications
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications;
begin
  perform private.require_user();
  select * into a from public.applications where id = p_id;
  if a.id is null or private.hats(a) = '{}' then
    perform private.refuse_unseen(a);
  end if;
  return a;
end $$;
comment on function private.seen_application(uuid) is 'The application if the caller may read it; BB001, BB004, BB016 (his authority ended or is not confirmed).';

create function private.open_application(p_id uuid, p_move text, p_versioned boolean default false, p_row_version int default null)
returns public.applications
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications;
  v_hats text[];
begin
  perform private.require_user();
  select * into a from public.applications where id = p_id for update;
  v_hats := private.hats(a);
  if a.id is null or v_hats = '{}' then
    perform private.refuse_unseen(a);
  elsif not exists (select from private.application_moves m where m.move = p_move and m.hat = any (v_hats)) then
    perform private.fail(case when v_hats = '{pending}' then 'BB016' else 'BB002' end);
  -- Before the state: of two who decide at once, the second should hear that a colleague was faster.
  elsif p_versioned and p_row_version is distinct from a.row_version then
    perform private.fail('BB006', null, jsonb_build_object('row_version', a.row_version, 'state', a.state));
  elsif not exists (select from private.application_moves m
                    where m.move = p_move and m.hat = any (v_hats) and a.state = any (m.states)) then
    perform private.fail('BB005', null, jsonb_build_object('state', a.state));
  end if;
  return a;
end $$;
comment on function private.open_application(uuid, text, boolean, int) is
  'Locks the application for a move and authorises it: BB001, BB004, BB016, BB002, BB006, BB005 in this order.';

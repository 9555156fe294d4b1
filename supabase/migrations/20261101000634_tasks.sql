-- Department tasks (部门联动): departments work their own part of one application at the same time.
--
-- The application stays in one hand; a task gives one department one question and takes its opinion back. The
-- application's row is locked first in every move, so a decision and an opinion cannot pass each other.

create function private.open_task(p_task_id uuid, p_row_version int) returns public.department_tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  t public.department_tasks;
  a public.applications;
  v_hats text[];
begin
  perform private.require_user();
  select p.* into a from public.applications p join public.department_tasks d on d.application_id = p.id
  where d.id = p_task_id for update of p;
  select * into t from public.department_tasks where id = p_task_id for update;
  v_hats := private.hats(a);
  if t.id is null or v_hats = '{}' then
    perform private.fail('BB004');
  elsif v_hats && '{applicant,pending}' or t.department_code is distinct from private.my_department()
    or not private.has_role('reviewer') then
    perform private.fail('BB002');
  elsif t.row_version is distinct from p_row_version then
    perform private.fail('BB006', null, jsonb_build_object('row_version', t.row_version, 'state', t.state));
  elsif t.state = 'done' or a.state not in ('accepted', 'reviewing') then
    perform private.fail('BB005', null, jsonb_build_object('state', t.state));
  end if;
  return t;
end $$;
comment on function private.open_task(uuid, int) is 'Locks an unfinished task of the caller''s department: BB001, BB004, BB002, BB006, BB005.';

create function private.create_task(p_application_id uuid, p_department_code text, p_title text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'create_task', jsonb_build_array(p_application_id, p_department_code, p_title));
  a public.applications;
  t public.department_tasks;
  v_title text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'create_task');
  v_title := private.need_text(p_title, 'title', 100);
  if not exists (select from public.departments d where d.code = p_department_code) then
    perform private.fail('BB007', 'department_code', '{}', '不认识这个部门');
  elsif exists (select from public.department_tasks d where d.application_id = a.id and d.department_code = p_department_code
    and d.title = v_title and d.state <> 'done') then
    perform private.fail('BB020', 'title');
  end if;
  insert into public.department_tasks (application_id, department_code, title, created_by, due_at)
  values (a.id, p_department_code, v_title, v_user, a.promised_due_at) returning * into t;
  perform private.log_event(a.id, 'task_created', null, jsonb_build_object('task_id', t.id,
    'department', (select d.name from public.departments d where d.code = t.department_code), 'title', t.title));
  perform private.tell_department(t);
  return private.remember(p_request_id, private.task_json(t, true));
end $$;

create function private.tell_department(t public.department_tasks) returns void
language sql volatile
set search_path = ''
as $$
  select private.notify_people(array(
    select s.person_id from public.staff s join public.staff_roles r on r.person_id = s.person_id
    where s.active and r.role = 'reviewer' and s.department_code = t.department_code),
    'changed', jsonb_build_object('what', 'task', 'id', t.id))
$$;

create function public.create_task(p_application_id uuid, p_department_code text, p_title text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.create_task(p_application_id, p_department_code, p_title, p_request_id) $$;
comment on function public.create_task(uuid, text, text, uuid) is
  'DepartmentTask: asks a department for its part of an accepted application. Window or reviewer of the deciding department. Errors: BB001–BB005, BB007 department_code, BB014, BB015, BB020 the same is open.';

create function private.take_task(p_task_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'take_task', jsonb_build_array(p_task_id, p_row_version));
  t public.department_tasks;
begin
  if v_answer is not null then return v_answer; end if;
  t := private.open_task(p_task_id, p_row_version);
  update public.department_tasks set state = 'taken', assigned_to = v_user, row_version = row_version + 1
  where id = t.id returning * into t;
  perform private.log_event(t.application_id, 'task_taken', null, jsonb_build_object('task_id', t.id, 'title', t.title));
  perform private.tell_department(t);
  return private.remember(p_request_id, private.task_json(t, true));
end $$;

create function public.take_task(p_task_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.take_task(p_task_id, p_row_version, p_request_id) $$;
comment on function public.take_task(uuid, int, uuid) is 'DepartmentTask: a reviewer of the task''s department takes it. Errors: BB001–BB006.';

create function private.finish_task(p_task_id uuid, p_outcome text, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'finish_task', jsonb_build_array(p_task_id, p_outcome, p_note, p_row_version));
  t public.department_tasks;
  v_note text;
begin
  if v_answer is not null then return v_answer; end if;
  t := private.open_task(p_task_id, p_row_version);
  if p_outcome is null or p_outcome not in ('agree', 'disagree') then
    perform private.fail('BB007', 'outcome');
  end if;
  v_note := case p_outcome when 'disagree' then private.need_text(p_note, 'note', 1000)
    else private.optional_text(p_note, 'note', 1000) end;
  update public.department_tasks set state = 'done', assigned_to = v_user, outcome = p_outcome::public.task_outcome,
    note = v_note, done_at = private.now(), row_version = row_version + 1
  where id = t.id returning * into t;
  -- The opinion itself stays between departments: events are read by the applicant too.
  perform private.log_event(t.application_id, 'task_finished', null, jsonb_build_object('task_id', t.id, 'title', t.title));
  perform private.tell_department(t);
  return private.remember(p_request_id, private.task_json(t, true));
end $$;

create function public.finish_task(p_task_id uuid, p_outcome text, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.finish_task(p_task_id, p_outcome, p_note, p_row_version, p_request_id) $$;
comment on function public.finish_task(uuid, text, text, int, uuid) is
  'DepartmentTask: the department''s opinion, agree | disagree (which needs a note). Errors: BB001–BB007, BB014, BB015.';

grant execute on function
  private.create_task(uuid, text, text, uuid), public.create_task(uuid, text, text, uuid),
  private.take_task(uuid, int, uuid), public.take_task(uuid, int, uuid),
  private.finish_task(uuid, text, text, int, uuid), public.finish_task(uuid, text, text, int, uuid) to authenticated;

-- The workbench: everything that waits for this staff member, by working time left.

create function private.stage_name(a public.applications) returns text
language sql immutable
set search_path = ''
as $$
  select case a.state when 'submitted' then '核对材料' when 'resubmitted' then '核对补正' when 'correcting' then '补正中'
    when 'accepted' then '待审查' when 'reviewing' then '审查' when 'approved' then '出件' else '' end
$$;
comment on function private.stage_name(public.applications) is 'What the desk does next with it, in one word.';

-- By values and immutable, so that an index can hold the order of the desks: binding_clock in one expression.
create function private.desk_due(
  p_state public.application_state, p_notice timestamptz, p_promised timestamptz, p_statutory timestamptz, p_delivery timestamptz
) returns timestamptz
language plpgsql immutable
set search_path = ''
as $$
begin
  return case when p_state in ('submitted', 'resubmitted') then p_notice when p_state = 'approved' then p_delivery
    when p_state in ('accepted', 'reviewing') then least(p_promised, p_statutory) end;
end $$;
comment on function private.desk_due(public.application_state, timestamptz, timestamptz, timestamptz, timestamptz) is
  'The moment at which the limit that counts now ends; null while none runs, or where the calendar is unknown.';

-- A desk shows the first 200: with these it reads 200, however much is open in the county.
create index applications_window_queue_idx on public.applications
  (private.desk_due(state, notice_due_at, promised_due_at, statutory_due_at, delivery_due_at), updated_at, id)
  where state in ('submitted', 'resubmitted', 'correcting', 'approved');
create index applications_department_queue_idx on public.applications
  (department_code, private.desk_due(state, notice_due_at, promised_due_at, statutory_due_at, delivery_due_at), updated_at, id)
  where state in ('accepted', 'reviewing');

create function private.desk_ids(p_window boolean, p_department text, p_headed text) returns setof uuid
language plpgsql stable rows 200
set search_path = ''
as $$
declare
  -- 回避: one's own enterprise is somebody else's work.
  v_mine uuid[] := array(select private.my_enterprise_ids());
begin
  if p_window then
    return query
      select a.id from public.applications a
      where a.state in ('submitted', 'resubmitted', 'correcting', 'approved') and a.enterprise_id <> all (v_mine)
      order by private.desk_due(a.state, a.notice_due_at, a.promised_due_at, a.statutory_due_at, a.delivery_due_at), a.updated_at, a.id
      limit 200;
  end if;
  if p_department is not null then
    return query
      select a.id from public.applications a
      where a.department_code = p_department and a.state in ('accepted', 'reviewing') and a.enterprise_id <> all (v_mine)
      order by private.desk_due(a.state, a.notice_due_at, a.promised_due_at, a.statutory_due_at, a.delivery_due_at), a.updated_at, a.id
      limit 200;
  end if;
  -- A head is asked for days; the rest of the department's work is not his list.
  if p_headed is distinct from p_department then
    return query
      select a.id from private.extensions e join public.applications a on a.id = e.application_id
      where e.state = 'asked' and a.department_code = p_headed and a.state in ('accepted', 'reviewing')
        and a.enterprise_id <> all (v_mine);
  end if;
end $$;
comment on function private.desk_ids(boolean, text, text) is
  'What lies on a desk, each kind up to 200, what is due first: the window''s, a department''s, what a head is asked about.';

create function private.queue_applications() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_window boolean := private.has_role('window');
  v_department text := case when private.has_role('reviewer') then private.my_department() end;
  v_headed text := case when private.has_role('head') then private.my_department() end;
begin
  return (
    select coalesce(jsonb_agg(private.application_summary(q.id) || jsonb_build_object('notice_warned', q.warned,
        'extension_asked', x.asked, 'stage', case when x.asked and q.department_code = v_headed then '批延期'
          when private.in_special_procedure(q.id) then '特别程序' else q.stage end)
      order by q.waits, q.due nulls last, q.updated_at, q.id), '[]')
    from (
      select a.id, a.department_code, a.updated_at, private.stage_name(a) as stage,
        private.desk_due(a.state, a.notice_due_at, a.promised_due_at, a.statutory_due_at, a.delivery_due_at) as due,
        private.binding_clock(a) is null as waits,
        a.notice_warned_at is not null and a.state in ('submitted', 'resubmitted') as warned
      from (select distinct i from private.desk_ids(v_window, v_department, v_headed) i) d
      join public.applications a on a.id = d.i
      order by waits, due nulls last, a.updated_at, a.id
      limit 200
    ) q
    cross join lateral (select private.extension_asked(q.id) as asked) x);
end $$;
comment on function private.queue_applications() is 'Window: what is filed and what is to be issued; reviewer: the department''s; head: where an extension is asked for. By working time left; what stands still (a correction, a special procedure) comes last.';

create function private.queue_pre_checks() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(private.application_summary(p.application_id) order by p.asked_at, p.id), '[]')
    from public.pre_checks p join public.applications a on a.id = p.application_id
    where p.answered_at is null and a.enterprise_id in (select private.my_officer_enterprise_ids())
      and a.enterprise_id not in (select private.my_enterprise_ids()));
end $$;

create function private.queue_tasks() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.has_role('reviewer') then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(private.task_json(t, true) || jsonb_build_object(
        'item_name', i.name, 'enterprise_name', e.name, 'number', a.number)
      order by t.due_at nulls last, t.created_at, t.id), '[]')
    from public.department_tasks t
    join public.applications a on a.id = t.application_id
    join public.items i on i.code = a.item_code
    join public.enterprises e on e.id = a.enterprise_id
    where t.department_code = private.my_department() and t.state <> 'done' and a.state in ('accepted', 'reviewing')
      and a.enterprise_id not in (select private.my_enterprise_ids()));
end $$;

create function private.queue_officer(p_user uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'members_to_confirm', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'enterprise_name', e.name, 'person_name', p.name,
        'role', m.role, 'asked_at', private.iso(m.created_at)) order by m.created_at, m.id), '[]')
      from public.enterprise_members m
      join public.enterprises e on e.id = m.enterprise_id
      join public.people p on p.id = m.person_id
      where m.state = 'pending' and m.person_id <> p_user
        and m.enterprise_id = any (array(select private.my_officer_enterprise_ids()))),
    'enterprises', (
      select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc,
        'conversation_id', private.conversation_of(e.id),
        'open_applications', (select count(*) from public.applications a where a.enterprise_id = e.id
          and a.state not in ('draft', 'delivered', 'declined', 'denied', 'withdrawn'))) order by e.name collate "zh-x-icu", e.id), '[]')
      from public.enterprises e where e.id = any (array(select private.my_officer_enterprise_ids()))),
    'appeals', (
      select coalesce(jsonb_agg(private.appeal_summary(a.id)
        order by coalesce(case when a.contacted_at is null then a.contact_due_at end, a.resolve_due_at) nulls last, a.id), '[]')
      from public.appeals a where a.handler_id = p_user and a.state = 'open'));
end $$;

create function private.staff_queue() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  if not exists (select from private.my_roles()) then
    perform private.fail('BB002');
  end if;
  return jsonb_build_object(
    'server_now', private.iso(private.now()),
    'applications', private.queue_applications(),
    'pre_checks', private.queue_pre_checks(),
    'tasks', private.queue_tasks(),
    'appointments', private.my_next_appointments(),
    'held_content', private.held_content_count(), 'unread', private.unread_count()) || private.queue_officer(v_user);
end $$;

create function public.staff_queue() returns jsonb
language sql stable
set search_path = ''
as $$ select private.staff_queue() $$;
comment on function public.staff_queue() is
  'StaffQueue of src/shared/contract.ts: what the caller''s roles let him do next, due first. Errors: BB001, BB002 (no staff role).';

grant execute on function private.staff_queue(), public.staff_queue() to authenticated;

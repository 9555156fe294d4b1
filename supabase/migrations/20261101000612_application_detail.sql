-- get_application: timeline, review and correction pages in one request; get_receipt: what a person keeps.
--
-- The same call serves both sides. What differs is decided by the caller's hat: verdicts are staff's notes until
-- a correction tells the applicant everything at once, and what departments write to each other stays theirs.

create function private.file_ref(f public.application_files) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object('id', f.id, 'bucket', 'materials', 'path', f.path, 'name', f.name, 'mime', f.mime,
    'size', f.size, 'sha256', f.sha256, 'uploaded_at', private.iso(f.uploaded_at));
end $$;
comment on function private.file_ref(public.application_files) is 'FileRef of src/shared/contract.ts.';

create function private.result_ref(r public.results) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object('id', r.id, 'bucket', 'results', 'path', r.path, 'name', r.file_name, 'mime', r.mime,
    'size', r.size, 'sha256', r.sha256, 'uploaded_at', private.iso(r.issued_at));
end $$;

create function private.materials_json(a public.applications, p_staff boolean) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_verdicts boolean := p_staff or a.state = 'correcting';
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'key', m.key, 'name', m.name, 'required', m.required, 'fetched_by_office', m.fetched_by_office,
      'how_to', coalesce(i.detail ->> 'how_to', ''), 'sample_points', coalesce(i.detail -> 'sample_points', '[]'),
      'file_types', coalesce(i.detail -> 'file_types', '[]'), 'max_files', coalesce((i.detail -> 'max_files')::int, 1),
      'files', (select coalesce(jsonb_agg(private.file_ref(f) order by f.uploaded_at, f.id), '[]')
        from public.application_files f where f.application_id = a.id and f.material_key = m.key
          and f.replaced_at is null and f.removed_at is null),
      'old_files', (select coalesce(jsonb_agg(private.file_ref(f) order by f.uploaded_at desc, f.id), '[]')
        from public.application_files f where f.application_id = a.id and f.material_key = m.key
          and f.replaced_at is not null and f.removed_at is null),
      'verdict', case when v_verdicts then m.verdict end,
      'verdict_reason', case when v_verdicts then m.verdict_reason end) order by m.position), '[]')
    from public.application_materials m
    left join public.item_materials i on i.version_id = a.item_version_id and i.key = m.key
    where m.application_id = a.id and m.applicable);
end $$;
comment on function private.materials_json(public.applications, boolean) is 'ApplicationMaterial[]: those that the situation answers switch on. Verdicts for staff, and for the applicant while a correction is open.';

create function private.task_json(t public.department_tasks, p_staff boolean) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', t.id, 'application_id', t.application_id, 'department_code', t.department_code,
    'department', (select d.name from public.departments d where d.code = t.department_code),
    'title', t.title, 'state', t.state,
    'assigned_to', case when p_staff then private.staff_label(t.assigned_to) end,
    'outcome', case when p_staff then t.outcome end,
    'note', case when p_staff then t.note end,
    'due_at', private.iso(t.due_at), 'row_version', t.row_version);
end $$;
comment on function private.task_json(public.department_tasks, boolean) is 'DepartmentTask. The applicant sees that a department works on it, not who and not its opinion.';

create function private.application_records(a public.applications, p_staff boolean) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_correction uuid := (select c.id from public.corrections c where c.application_id = a.id order by c.round desc limit 1);
  v_appointment uuid := (select b.id from public.appointments b where b.application_id = a.id and b.state <> 'cancelled'
    order by b.state = 'booked' desc, b.created_at desc limit 1);
begin
  return jsonb_build_object(
    'events', (select coalesce(jsonb_agg(jsonb_build_object('seq', e.seq, 'kind', e.kind, 'actor_name', e.actor_name,
        'actor_side', e.actor_side, 'at', private.iso(e.at), 'note', e.note, 'data', e.data) order by e.seq), '[]')
      from public.application_events e where e.application_id = a.id),
    'correction_points', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'target', p.target, 'key', p.key,
        'title', p.title, 'reason', p.reason, 'how_to', p.how_to, 'answered_at', private.iso(p.answered_at)) order by p.position), '[]')
      from public.correction_points p where p.correction_id = v_correction),
    'pre_check_detail', (select jsonb_build_object('id', p.id, 'asked_at', private.iso(p.asked_at),
        'answered_at', private.iso(p.answered_at), 'outcome', p.outcome, 'note', p.note, 'points', p.points)
      from public.pre_checks p where p.application_id = a.id order by p.asked_at desc, p.id limit 1),
    'appointment', case when v_appointment is not null then private.appointment_summary(v_appointment) end,
    'tasks', (select coalesce(jsonb_agg(private.task_json(t, p_staff) order by t.created_at, t.id), '[]')
      from public.department_tasks t where t.application_id = a.id),
    'result', (select jsonb_build_object('name', r.name, 'number', r.number, 'issued_at', private.iso(r.issued_at),
        'delivered_at', private.iso(r.delivered_at), 'file', private.result_ref(r))
      from public.results r where r.application_id = a.id),
    'documents', private.document_refs(a.id),
    'decision', case when a.decided_at is not null then jsonb_build_object(
        'outcome', case when a.state in ('declined', 'denied') then a.state::text else 'approved' end,
        'reason', a.decision_reason, 'at', private.iso(a.decided_at)) end,
    -- Staff are not told whether a rating came: whoever handled it would know who gave it.
    'rated', not p_staff and exists (select from public.ratings r where r.application_id = a.id));
end $$;
comment on function private.application_records(public.applications, boolean) is 'The parts of ApplicationDetail that happened: events, points, look-over, appointment, tasks, result, decision.';

create function private.get_application(p_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications := private.seen_application(p_id);
  v public.item_versions;
  v_hats text[] := private.hats(a);
  v_staff boolean := not v_hats && '{applicant,pending}';
begin
  select * into v from public.item_versions where id = a.item_version_id;
  return private.application_summary(a.id) || private.application_records(a, v_staff) || jsonb_build_object(
    'server_now', private.iso(private.now()),
    'allowed', to_jsonb(private.allowed_moves(a)),
    'applicant', private.applicant_json(a),
    'officer', private.staff_card(private.current_officer(a.enterprise_id), a.enterprise_id),
    'conversation_id', case when v_hats && '{applicant,officer}' then private.conversation_of(a.enterprise_id) end,
    'department', (select d.name from public.departments d where d.code = a.department_code),
    'situations', private.guide_situations(v.id),
    'situation_answers', a.situation_answers,
    'form', v.form,
    'answers', private.seen_answers(a, v.form),
    'masked', to_jsonb(private.masked_keys(a, v.form)),
    'can_reveal', private.may_reveal(a),
    'draft_revision', a.draft_revision,
    'materials', private.materials_json(a, v_staff),
    'field_verdicts', case when v_staff or a.state = 'correcting' then a.field_verdicts else '{}' end,
    'check_points', private.guide_check_points(v.id, a.situation_answers),
    'submitted_at', private.iso(a.submitted_at), 'accepted_at', private.iso(a.accepted_at)) || private.time_records(a, v_staff);
end $$;

create function public.get_application(p_id uuid) returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_application(p_id) $$;
comment on function public.get_application(uuid) is 'ApplicationDetail of src/shared/contract.ts. Errors: BB001, BB004, BB016 (the caller''s authority ended or waits for confirmation).';

-- ---------------------------------------------------------------------------------------------------------
create function private.receipt_json(p_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications;
  v public.item_versions;
  v_answered timestamptz;
  v_limit record;
begin
  select * into a from public.applications where id = p_id;
  select * into v from public.item_versions where id = a.item_version_id;
  select * into v_limit from private.statutory_limit(v.id);
  v_answered := coalesce((select min(c.issued_at) from public.corrections c where c.application_id = a.id),
    -- 视为受理 is dated back to the receipt; the notice was never given.
    a.deemed_at, a.accepted_at, a.decided_at, a.withdrawn_at);
  return jsonb_build_object(
    'id', a.id, 'number', a.number,
    'item_name', (select i.name from public.items i where i.code = a.item_code),
    'submitted_at', private.iso(a.submitted_at),
    'notice', private.notice_clock(a, v_answered),
    'promised_if_accepted_today', private.iso(private.try_working_time(private.now(), v.promised_value, v.promised_unit, a.department_code)),
    'statutory_if_accepted_today', private.iso(private.try_working_time(private.now(), v_limit.value, v_limit.unit, a.department_code)),
    'officer', private.staff_card(private.current_officer(a.enterprise_id), a.enterprise_id),
    'check_points', private.application_check_point_count(a));
end $$;
comment on function private.receipt_json(uuid) is 'Receipt of src/shared/contract.ts for a filed application. The caller checked that the person may read it.';

create function private.get_receipt(p_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications := private.seen_application(p_id);
begin
  if a.submitted_at is null then
    perform private.fail('BB005', null, jsonb_build_object('state', a.state));
  end if;
  return private.receipt_json(a.id);
end $$;

create function public.get_receipt(p_id uuid) returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_receipt(p_id) $$;
comment on function public.get_receipt(uuid) is 'Receipt. Errors: BB001, BB004, BB005 (still a draft), BB016.';

grant execute on function private.get_application(uuid), public.get_application(uuid),
  private.get_receipt(uuid), public.get_receipt(uuid) to authenticated;

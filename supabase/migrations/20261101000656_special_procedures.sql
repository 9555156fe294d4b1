-- 特别程序 (行政许可法 第45条): hearings, tests, inspections and expert reviews stop both limits of the decision.
--
-- They stop only between the written notice (the event that begins one, which is put on paper) and its end, and only for
-- the kinds that the law names. Nobody decides while one is open: what it finds out belongs into the decision.

create function private.start_special_procedure(
  p_application_id uuid, p_kind text, p_reason text, p_expected_days int, p_row_version int, p_request_id uuid
) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'start_special_procedure',
    jsonb_build_array(p_application_id, p_kind, p_reason, p_expected_days, p_row_version));
  a public.applications;
  k private.special_kinds;
  p private.special_procedures;
  v_reason text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'start_special', true, p_row_version);
  select * into k from private.special_kinds s where s.code = p_kind;
  if k.code is null then
    perform private.fail('BB007', 'kind', '{}', '特别程序只有听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审');
  elsif p_expected_days is null or p_expected_days not between 1 and 365 then
    perform private.fail('BB007', 'expected_days', '{}', '写明要用多久：1 到 365 个工作日');
  end if;
  v_reason := private.need_text(p_reason, 'reason', 1000);
  if private.in_special_procedure(a.id) then
    perform private.fail('BB068');
  end if;
  insert into private.special_procedures (application_id, kind, reason, started_by, started_at, expected_days, expected_until)
  values (a.id, k.code, v_reason, v_user, private.now(), p_expected_days,
    private.try_limit_due(private.now(), p_expected_days, 'working_day', '{}', a.department_code))
  returning * into p;
  perform private.recompute_limits(a.id);
  perform private.note_move(a, 'special_started', v_reason, jsonb_build_object('special_id', p.id, 'kind', k.code, 'kind_name', k.name,
    'expected_days', p.expected_days, 'expected_until', private.iso(p.expected_until)));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.start_special_procedure(
  p_application_id uuid, p_kind text, p_reason text, p_expected_days int, p_row_version int, p_request_id uuid
) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.start_special_procedure(p_application_id, p_kind, p_reason, p_expected_days, p_row_version, p_request_id) $$;
comment on function public.start_special_procedure(uuid, text, text, int, int, uuid) is
  'ApplicationSummary: 特别程序 of a kind that the law names (听证, 检验 …); both limits of the decision stand still from now, and the applicant is told why and for how long (行政许可法 第45条). Reviewer of the department. Errors: BB001–BB007 (kind, expected_days), BB014, BB015, BB068 (one is open).';

create function private.end_special_procedure(p_application_id uuid, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'end_special_procedure', jsonb_build_array(p_application_id, p_note, p_row_version));
  a public.applications;
  p private.special_procedures;
  v_note text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'end_special', true, p_row_version);
  v_note := private.optional_text(p_note, 'note', 1000);
  update private.special_procedures set ended_at = private.now(), ended_by = v_user, note = v_note
  where application_id = a.id and ended_at is null returning * into p;
  if not found then
    perform private.fail('BB069');
  end if;
  perform private.recompute_limits(a.id);
  select * into a from public.applications where id = a.id;
  perform private.note_move(a, 'special_ended', v_note, jsonb_build_object('special_id', p.id, 'kind', p.kind,
    'kind_name', (select k.name from private.special_kinds k where k.code = p.kind), 'started_at', private.iso(p.started_at),
    'promised_due_at', private.iso(a.promised_due_at), 'statutory_due_at', private.iso(a.statutory_due_at)));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.end_special_procedure(p_application_id uuid, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.end_special_procedure(p_application_id, p_note, p_row_version, p_request_id) $$;
comment on function public.end_special_procedure(uuid, text, int, uuid) is
  'ApplicationSummary: the special procedure is over and both limits go on; the applicant is told until when. Reviewer of the department. The note (what came of it) may be empty. Errors: BB001–BB006, BB015, BB069 (none is open).';

grant execute on function
  private.start_special_procedure(uuid, text, text, int, int, uuid), public.start_special_procedure(uuid, text, text, int, int, uuid),
  private.end_special_procedure(uuid, text, int, uuid), public.end_special_procedure(uuid, text, int, uuid) to authenticated;

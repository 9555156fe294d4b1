-- Decision, result, rating: how an application ends.
--
-- The one window issues what the department decided (统一窗口出件), so deciding and issuing are two moves of two
-- roles. Opening the result is its delivery (送达). A rating tells nobody who handled it who gave it: it
-- makes no event and no policy shows it to staff (好差评, 国办发〔2019〕51号).

create function private.approve_application(p_application_id uuid, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'approve_application', jsonb_build_array(p_application_id, p_note, p_row_version));
  a public.applications;
  v_note text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'approve', true, p_row_version);
  if private.in_special_procedure(a.id) then
    perform private.fail('BB065');
  elsif exists (select from public.department_tasks t where t.application_id = a.id and t.state <> 'done') then
    perform private.fail('BB032');
  end if;
  -- Against a department's opinion one decides only with a reason on the file.
  v_note := case when exists (select from public.department_tasks t where t.application_id = a.id and t.outcome = 'disagree')
    then private.need_text(p_note, 'note', 1000) else private.optional_text(p_note, 'note', 1000) end;
  update public.applications set decided_at = private.now(), decision_reason = v_note where id = a.id;
  perform private.recompute_limits(a.id);
  perform private.move_application(a, 'approved', 'staff', null, 'approved', v_note, jsonb_build_object(
    'delivery_due_at', (select private.iso(n.delivery_due_at) from public.applications n where n.id = a.id)));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.approve_application(p_application_id uuid, p_note text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.approve_application(p_application_id, p_note, p_row_version, p_request_id) $$;
comment on function public.approve_application(uuid, text, int, uuid) is
  'ApplicationSummary: 准予. Reviewer of the department, from reviewing, when every task is done; a note is needed if a department disagreed. Errors: BB001–BB006, BB014, BB015, BB032, BB065 (a special procedure is open).';

create function private.deny_application(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'deny_application', jsonb_build_array(p_application_id, p_reason, p_row_version));
  a public.applications;
  v_reason text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'deny', true, p_row_version);
  if private.in_special_procedure(a.id) then
    perform private.fail('BB065');
  end if;
  v_reason := private.need_text(p_reason, 'reason', 1000);
  update public.applications set decided_at = private.now(), decision_reason = v_reason where id = a.id;
  perform private.move_application(a, 'denied', 'nobody', v_user, 'denied', v_reason);
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.deny_application(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.deny_application(p_application_id, p_reason, p_row_version, p_request_id) $$;
comment on function public.deny_application(uuid, text, int, uuid) is
  'ApplicationSummary: 不予许可, with the reason the applicant is told (行政许可法 第38条). Reviewer of the department, from reviewing. Errors: BB001–BB006, BB014, BB015, BB065 (a special procedure is open).';

-- ---------------------------------------------------------------------------------------------------------
create function private.issue_result(p_application_id uuid, p_path text, p_file_name text, p_number text, p_name text, p_row_version int, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'issue_result',
    jsonb_build_array(p_application_id, p_path, p_file_name, p_number, p_name, p_row_version));
  a public.applications;
  v_file jsonb;
  v_number text;
  v_name text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'issue_result', true, p_row_version);
  v_number := private.need_text(p_number, 'number', 80);
  v_name := private.need_text(p_name, 'name', 100);
  if p_path is null or not starts_with(p_path, a.id || '/') then
    perform private.fail('BB013', 'file');
  end if;
  v_file := private.checked_upload('results', p_path, p_file_name, 'file');
  if v_file ->> 'mime' not in ('application/pdf', 'image/jpeg', 'image/png') then
    perform private.fail('BB013', 'file', '{"reason": "wrong_type", "types": ["pdf", "jpg", "png"]}', '结果文件只收 PDF、JPG、PNG');
  end if;
  insert into public.results (application_id, number, name, path, file_name, mime, size, sha256, issued_by, issued_at)
  values (a.id, v_number, v_name, p_path, v_file ->> 'name', v_file ->> 'mime', (v_file ->> 'size')::bigint, v_file ->> 'sha256', v_user, private.now());
  update public.applications set issued_at = private.now() where id = a.id;
  perform private.move_application(a, 'issued', 'applicant', v_user, 'issued', null, jsonb_build_object('name', v_name, 'number', v_number,
    'sha256', v_file ->> 'sha256'));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.issue_result(p_application_id uuid, p_path text, p_file_name text, p_number text, p_name text, p_row_version int, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.issue_result(p_application_id, p_path, p_file_name, p_number, p_name, p_row_version, p_request_id) $$;
comment on function public.issue_result(uuid, text, text, text, text, int, uuid) is
  'ApplicationSummary: 出件 with a file the caller uploaded to bucket results (<application>/…). Window, from approved. Errors: BB001–BB006, BB013 (detail.reason), BB014, BB015, BB095 not checked yet.';

create function private.receive_result(p_application_id uuid, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'receive_result', jsonb_build_array(p_application_id));
  a public.applications;
  r public.results;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'receive');
  select * into r from public.results where application_id = a.id;
  -- Opened again later: the file, and no second delivery.
  if a.state = 'issued' then
    update public.results set delivered_at = private.now() where id = r.id;
    update public.applications set delivered_at = private.now() where id = a.id;
    perform private.move_application(a, 'delivered', 'nobody', a.handler_id, 'delivered');
  end if;
  return private.remember(p_request_id, private.result_ref(r));
end $$;

create function public.receive_result(p_application_id uuid, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.receive_result(p_application_id, p_request_id) $$;
comment on function public.receive_result(uuid, uuid) is
  'FileRef of the result; the first opening is its delivery (送达). Errors: BB001, BB003, BB004, BB005, BB016.';

-- ---------------------------------------------------------------------------------------------------------
create function private.rate_application(p_application_id uuid, p_level int, p_comment text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'rate_application', jsonb_build_array(p_application_id, p_level, p_comment));
  v_comment text := private.optional_text(p_comment, 'comment', 500);
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'rate');
  if p_level is null or p_level not between 1 and 5 then
    perform private.fail('BB007', 'level', '{}', '选一个满意程度');
  elsif exists (select from public.ratings r where r.application_id = a.id) then
    perform private.fail('BB020');
  end if;
  insert into public.ratings (application_id, rater_id, level, comment) values (a.id, v_user, p_level, v_comment);
  if p_level <= 2 then
    -- 差评 opens a loop of check, mend and answer. Group leads hear which department, not who and not which application.
    perform private.put_outbox('rating_low', s.person_id,
      jsonb_build_object('item_code', a.item_code, 'department_code', a.department_code, 'level', p_level),
      format('rating:%s:%s', md5(p_request_id::text), s.person_id))
    from public.staff s join public.staff_roles r on r.person_id = s.person_id
    where s.active and r.role = 'group_lead';
  end if;
  return private.remember(p_request_id, jsonb_build_object('application_id', a.id, 'level', p_level, 'comment', v_comment));
end $$;

create function public.rate_application(p_application_id uuid, p_level int, p_comment text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.rate_application(p_application_id, p_level, p_comment, p_request_id) $$;
comment on function public.rate_application(uuid, int, text, uuid) is
  '{application_id, level, comment}: 好差评 once, 1 非常不满意 … 5 非常满意, after a decision. Staff never see who rated. Errors: BB001, BB003–BB005, BB007 level, BB015, BB016, BB020.';

grant execute on function
  private.approve_application(uuid, text, int, uuid), public.approve_application(uuid, text, int, uuid),
  private.deny_application(uuid, text, int, uuid), public.deny_application(uuid, text, int, uuid),
  private.issue_result(uuid, text, text, text, text, int, uuid), public.issue_result(uuid, text, text, text, text, int, uuid),
  private.receive_result(uuid, uuid), public.receive_result(uuid, uuid),
  private.rate_application(uuid, int, text, uuid), public.rate_application(uuid, int, text, uuid) to authenticated;

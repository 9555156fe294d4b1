-- 延期 (行政许可法 第42条): a named head lengthens the statutory limit once, with a reason that the applicant is told.
--
-- The reviewer who sees that the days will not do asks; the head of the deciding department answers. He may also
-- grant without being asked. Only the law's clock gets longer: what the office promised stays promised, and where
-- it is not kept the clock says so (private.decision_limit). Only while that clock runs: an extension is no
-- cure for a limit that is past. Where departments handle it jointly the law wants the word of the head of the
-- government (第42条第二款): it is given on paper, the head of the deciding department registers it, and screen and
-- paper say so.

create function private.decision_runs(a public.applications) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select a.state in ('accepted', 'reviewing') and not private.in_special_procedure(a.id)
      -- Null: the calendar is unknown, and what is not computed cannot be past.
      and (a.statutory_due_at is null or a.statutory_due_at >= private.now()));
end $$;
comment on function private.decision_runs(public.applications) is 'Whether the statutory clock of the decision runs: begun, not past, not stopped.';

create function private.extendable(a public.applications) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select private.decision_runs(a)
      and not exists (select from private.extensions e where e.application_id = a.id and e.state = 'granted'));
end $$;

create function private.check_extension(a public.applications, p_days int) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_most int := (private.statutory_limit(a.item_version_id)).extension_days;
begin
  if exists (select from private.extensions e where e.application_id = a.id and e.state = 'granted') then
    perform private.fail('BB066');
  elsif not private.decision_runs(a) then
    perform private.fail('BB067');
  elsif p_days is null or p_days not between 1 and v_most then
    perform private.fail('BB007', 'days', jsonb_build_object('max', v_most), format('最多延 %s 个工作日', v_most));
  end if;
end $$;
comment on function private.check_extension(public.applications, int) is 'BB066 extended once already, BB067 the clock does not run, BB007 days (up to 10, joint handling 15).';

create function private.note_move(a public.applications, p_kind text, p_note text, p_data jsonb) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  update public.applications set row_version = row_version + 1, updated_at = private.now() where id = a.id;
  perform private.log_event(a.id, p_kind, p_note, p_data);
end $$;
comment on function private.note_move(public.applications, text, text, jsonb) is 'A move that leaves the state as it is: version and event together. The caller holds the lock of open_application.';

create function private.tell_staff(a public.applications, p_kind text, p_people uuid[], p_dedupe text) returns void
language sql volatile
set search_path = ''
as $$
  select private.put_outbox(p_kind, p, jsonb_build_object('application_id', a.id, 'number', a.number, 'item_code', a.item_code),
    format('application:%s:%s:%s', a.id, p_dedupe, p))
  from unnest(p_people) p
$$;

-- ---------------------------------------------------------------------------------------------------------
create function private.request_extension(p_application_id uuid, p_days int, p_reason text, p_row_version int, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'request_extension', jsonb_build_array(p_application_id, p_days, p_reason, p_row_version));
  a public.applications;
  v_reason text;
  v_id uuid;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'request_extension', true, p_row_version);
  perform private.check_extension(a, p_days);
  v_reason := private.need_text(p_reason, 'reason', 1000);
  if private.extension_asked(a.id) then
    perform private.fail('BB020');
  end if;
  insert into private.extensions (application_id, state, days, asked_by, asked_at, asked_reason)
  values (a.id, 'asked', p_days, v_user, private.now(), v_reason) returning id into v_id;
  -- What staff write to each other stays theirs; that the head was asked the applicant may know.
  perform private.note_move(a, 'extension_asked', null, jsonb_build_object('days', p_days));
  perform private.tell_staff(a, 'extension_asked', array(
    select s.person_id from public.staff s join public.staff_roles r on r.person_id = s.person_id
    where s.active and r.role = 'head' and s.department_code = a.department_code), v_id::text);
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.request_extension(p_application_id uuid, p_days int, p_reason text, p_row_version int, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.request_extension(p_application_id, p_days, p_reason, p_row_version, p_request_id) $$;
comment on function public.request_extension(uuid, int, text, int, uuid) is
  'ApplicationSummary: a reviewer asks the head of the department for an extension; it comes onto his queue. Errors: BB001–BB007 (days), BB014, BB015, BB020 (asked already), BB066 (extended once), BB067 (the clock does not run).';

create function private.extend_decision(p_application_id uuid, p_days int, p_reason text, p_row_version int, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'extend_decision', jsonb_build_array(p_application_id, p_days, p_reason, p_row_version));
  a public.applications;
  v_reason text;
  v_asker uuid;
  v_new timestamptz;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'extend', true, p_row_version);
  perform private.check_extension(a, p_days);
  v_reason := private.need_text(p_reason, 'reason', 1000);
  update private.extensions set state = 'granted', days = p_days, decided_by = v_user, decided_at = private.now(), reason = v_reason
  where application_id = a.id and state = 'asked' returning asked_by into v_asker;
  if not found then
    insert into private.extensions (application_id, state, days, decided_by, decided_at, reason)
    values (a.id, 'granted', p_days, v_user, private.now(), v_reason);
  end if;
  perform private.recompute_limits(a.id);
  select n.statutory_due_at into v_new from public.applications n where n.id = a.id;
  perform private.note_move(a, 'extended', v_reason, jsonb_build_object('days', p_days,
    'joint', (private.statutory_limit(a.item_version_id)).joint, 'old_due_at', private.iso(a.statutory_due_at), 'new_due_at', private.iso(v_new)));
  perform private.tell_staff(a, 'extension_granted', array_remove(array[v_asker], null), 'extended');
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.extend_decision(p_application_id uuid, p_days int, p_reason text, p_row_version int, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.extend_decision(p_application_id, p_days, p_reason, p_row_version, p_request_id) $$;
comment on function public.extend_decision(uuid, int, text, int, uuid) is
  'ApplicationSummary: 延期 by the head of the deciding department, once, up to 10 working days (joint handling 15), while the clock runs; the applicant is told the reason (行政许可法 第42条). The promise does not move. Errors: BB001–BB007 (days), BB014, BB015, BB066 (extended once), BB067 (the clock does not run).';

create function private.refuse_extension(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'refuse_extension', jsonb_build_array(p_application_id, p_reason, p_row_version));
  a public.applications;
  v_reason text;
  e private.extensions;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'refuse_extension', true, p_row_version);
  v_reason := private.need_text(p_reason, 'reason', 1000);
  update private.extensions set state = 'refused', decided_by = v_user, decided_at = private.now(), reason = v_reason
  where application_id = a.id and state = 'asked' returning * into e;
  if not found then
    perform private.fail('BB070');
  end if;
  perform private.note_move(a, 'extension_refused', null, '{}');
  perform private.tell_staff(a, 'extension_refused', array[e.asked_by], e.id::text || ':refused');
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.refuse_extension(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.refuse_extension(p_application_id, p_reason, p_row_version, p_request_id) $$;
comment on function public.refuse_extension(uuid, text, int, uuid) is
  'ApplicationSummary: the head does not grant the extension a reviewer asked for, and tells him why; the limit stays. Errors: BB001–BB006, BB014, BB015, BB070 (nothing is asked).';

-- ---------------------------------------------------------------------------------------------------------
create function private.preview_extension(p_application_id uuid, p_days int) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications := private.seen_application(p_application_id);
  v_new timestamptz;
begin
  if not private.hats(a) && '{reviewer,head}' then
    perform private.fail('BB002');
  end if;
  perform private.check_extension(a, p_days);
  select l.due_at into v_new from private.decision_limit(a, 'statutory', p_days) l;
  return jsonb_build_object('days', p_days, 'extension_days', (private.statutory_limit(a.item_version_id)).extension_days,
    'old_due_at', private.iso(a.statutory_due_at), 'new_due_at', private.iso(v_new), 'unknown', v_new is null);
end $$;

create function public.preview_extension(p_application_id uuid, p_days int) returns jsonb
language sql stable
set search_path = ''
as $$ select private.preview_extension(p_application_id, p_days) $$;
comment on function public.preview_extension(uuid, int) is
  'ExtensionPreview: the day that an extension of so many working days would write, read before it is confirmed; null past the last published year. Reviewer or head of the department. Errors: BB001, BB002, BB004, BB007 days, BB066, BB067.';

grant execute on function
  private.request_extension(uuid, int, text, int, uuid), public.request_extension(uuid, int, text, int, uuid),
  private.extend_decision(uuid, int, text, int, uuid), public.extend_decision(uuid, int, text, int, uuid),
  private.refuse_extension(uuid, text, int, uuid), public.refuse_extension(uuid, text, int, uuid),
  private.preview_extension(uuid, int), public.preview_extension(uuid, int) to authenticated;

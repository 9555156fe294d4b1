-- The decision at the counter: ask for corrections once, accept, decline; and what the law does by itself.

create function private.issue_correction(p_application_id uuid, p_points jsonb, p_due_working_days int, p_row_version int, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'issue_correction', jsonb_build_array(p_application_id, p_points, p_due_working_days, p_row_version));
  a public.applications;
  v_points jsonb;
  v_new jsonb;
  v_round int;
  v_correction uuid;
  v_due timestamptz;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'issue_correction', true, p_row_version);
  if not private.notice_open(a) then
    perform private.fail('BB031', null, jsonb_build_object('notice_due_at', private.iso(a.notice_due_at)));
  elsif p_due_working_days is null or p_due_working_days not between 1 and 30 then
    perform private.fail('BB007', 'due_working_days', '{}', '补正期限应是 1 到 30 个工作日');
  end if;
  v_points := private.checked_points(a, p_points);
  if v_points = '[]' then
    perform private.fail('BB007', 'points', '{}', '至少写一处要补的');
  end if;
  select coalesce(max(c.round), 0) + 1 into v_round from public.corrections c where c.application_id = a.id;
  if v_round > 1 then
    -- 一次性告知: what was not said the first time cannot be asked for any more.
    select n into v_new from jsonb_array_elements(v_points) n
    where not exists (
      select from public.correction_points p join public.corrections c on c.id = p.correction_id
      where c.application_id = a.id and p.target::text = n ->> 'target' and p.key = n ->> 'key') limit 1;
    if found then
      perform private.fail('BB019', v_new ->> 'key', v_new, '补正只能一次说全，第一次没说的不能再加');
    end if;
  end if;
  v_due := private.try_working_time(private.now(), p_due_working_days, 'working_day', a.department_code);
  insert into public.corrections (application_id, round, issued_by, issued_at, due_working_days, due_at)
  values (a.id, v_round, v_user, private.now(), p_due_working_days, v_due) returning id into v_correction;
  insert into public.correction_points (correction_id, position, target, key, title, reason, how_to, answer_before)
  select v_correction, n, (p ->> 'target')::public.point_target, p ->> 'key', p ->> 'title', p ->> 'reason', p ->> 'how_to',
    case p ->> 'target' when 'field' then a.answers ->> (p ->> 'key') end
  from jsonb_array_elements(v_points) with ordinality as t (p, n);
  -- The notice is the verdict: what the applicant reads and what the desk noted must be one.
  update public.application_materials m set verdict = 'fix', verdict_reason = p.reason
  from public.correction_points p
  where m.application_id = a.id and p.correction_id = v_correction and p.target = 'material' and p.key = m.key;
  update public.applications set field_verdicts = field_verdicts || (
    select coalesce(jsonb_object_agg(p.key, jsonb_build_object('verdict', 'fix', 'reason', p.reason)), '{}')
    from public.correction_points p where p.correction_id = v_correction and p.target = 'field')
  where id = a.id;
  perform private.move_application(a, 'correcting', 'applicant', v_user, 'correction_issued', null,
    jsonb_build_object('round', v_round, 'due_at', private.iso(v_due), 'points', v_points));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.issue_correction(p_application_id uuid, p_points jsonb, p_due_working_days int, p_row_version int, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.issue_correction(p_application_id, p_points, p_due_working_days, p_row_version, p_request_id) $$;
comment on function public.issue_correction(uuid, jsonb, int, int, uuid) is
  'ApplicationSummary: one notice with every point [{target, key, reason, how_to}] (行政许可法 第32条). Window, from submitted or resubmitted; a second notice may only repeat earlier points. Errors: BB001–BB007, BB014, BB015, BB019 (new point), BB031 (notice lapsed), BB037.';

-- Read before the notice goes out, because it goes out once: the day that issue_correction would write.
create function private.preview_working_days(p_days int, p_department text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_due timestamptz;
begin
  perform private.require_user();
  if not exists (select from private.my_roles()) then
    perform private.fail('BB002');
  elsif p_days is null or p_days not between 1 and 30 then
    perform private.fail('BB007', 'days', '{}', '期限应是 1 到 30 个工作日');
  end if;
  v_due := private.try_working_time(private.now(), p_days, 'working_day', p_department);
  return jsonb_build_object('due_at', private.iso(v_due), 'unknown', v_due is null);
end $$;

create function public.preview_working_days(p_days int, p_department text default null)
returns jsonb
language sql stable
set search_path = ''
as $$ select private.preview_working_days(p_days, p_department) $$;
comment on function public.preview_working_days(int, text) is
  'WorkingDaysPreview {due_at, unknown}: when a limit of so many working days that begins now ends, by the hours of that department (null: the hall''s). due_at is null past the last published year, never a guess. Staff. Errors: BB001, BB002, BB007 days (1 to 30).';

-- ---------------------------------------------------------------------------------------------------------
create function private.start_limits(a public.applications, p_handler uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_deemed boolean := not private.notice_open(a);
begin
  update public.applications set accepted_at = case when v_deemed then a.received_at else private.now() end,
    deemed_at = case when v_deemed then private.now() end
  where id = a.id;
  perform private.recompute_limits(a.id);
  select * into a from public.applications where id = a.id;
  perform private.move_application(a, 'accepted', 'staff', p_handler, 'accepted', null, jsonb_build_object(
    'accepted_at', private.iso(a.accepted_at), 'deemed', v_deemed,
    'promised_due_at', private.iso(a.promised_due_at), 'statutory_due_at', private.iso(a.statutory_due_at)));
  if v_deemed then
    -- The applicant hears of it by the event; the window, whose notice it was, hears it too.
    perform private.tell_window(a, 'application_accepted_by_law', format('lapsed:%s', extract(epoch from a.received_at)));
  end if;
end $$;
comment on function private.start_limits(public.applications, uuid) is
  'Accepts: both limits begin. With the notice lapsed the law dates acceptance to the day of receipt (视为受理, 行政许可法 第32条): when it was filed, or when all corrections were in.';

create function private.accept_application(p_application_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'accept_application', jsonb_build_array(p_application_id, p_row_version));
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'accept', true, p_row_version);
  -- A lapsed notice leaves nothing to ask for: then a standing 要补 no longer stops the acceptance.
  if private.notice_open(a) and (
    exists (select from public.application_materials m where m.application_id = a.id and m.applicable and m.verdict = 'fix')
    or exists (select from jsonb_each(a.field_verdicts) f where f.value ->> 'verdict' = 'fix')) then
    perform private.fail('BB033');
  end if;
  perform private.start_limits(a, null);
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.accept_application(p_application_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.accept_application(p_application_id, p_row_version, p_request_id) $$;
comment on function public.accept_application(uuid, int, uuid) is
  'ApplicationSummary: 受理; promised and statutory limits begin. Window, from submitted or resubmitted. Errors: BB001–BB006, BB033 something is marked 要补.';

create function private.decline_application(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'decline_application', jsonb_build_array(p_application_id, p_reason, p_row_version));
  a public.applications;
  v_reason text;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'decline', true, p_row_version);
  v_reason := private.need_text(p_reason, 'reason', 1000);
  if not private.notice_open(a) then
    perform private.fail('BB031', null, jsonb_build_object('notice_due_at', private.iso(a.notice_due_at)));
  end if;
  update public.applications set decided_at = private.now(), decision_reason = v_reason where id = a.id;
  perform private.move_application(a, 'declined', 'nobody', v_user, 'declined', v_reason);
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.decline_application(p_application_id uuid, p_reason text, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.decline_application(p_application_id, p_reason, p_row_version, p_request_id) $$;
comment on function public.decline_application(uuid, text, int, uuid) is
  'ApplicationSummary: 不予受理, with the reason the applicant is told. Window, from submitted or resubmitted. Errors: BB001–BB006, BB014, BB015, BB031 (accepted by law already).';

grant execute on function
  private.issue_correction(uuid, jsonb, int, int, uuid), public.issue_correction(uuid, jsonb, int, int, uuid),
  private.preview_working_days(int, text), public.preview_working_days(int, text),
  private.accept_application(uuid, int, uuid), public.accept_application(uuid, int, uuid),
  private.decline_application(uuid, text, int, uuid), public.decline_application(uuid, text, int, uuid) to authenticated;

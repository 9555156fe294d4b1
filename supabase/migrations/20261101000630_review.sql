-- The staff's side before acceptance: take, verdicts, the officer's look-over, one correction, accept, decline.
--
-- A correction says everything at once (一次性告知, 行政许可法 第32条): a second one may only repeat points of the
-- first. Acceptance starts both limits, the day of receipt not counted. Where the notice lapsed, the law has
-- accepted already, so acceptance is dated back to the day of receipt and a correction is refused.

create function private.take_application(p_application_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'take_application', jsonb_build_array(p_application_id, p_row_version));
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'take', true, p_row_version);
  perform private.move_application(a, case a.state when 'accepted' then 'reviewing' else a.state end, 'staff', v_user, 'taken');
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.take_application(p_application_id uuid, p_row_version int, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.take_application(p_application_id, p_row_version, p_request_id) $$;
comment on function public.take_application(uuid, int, uuid) is
  'ApplicationSummary: the caller becomes the handler. Window: submitted, resubmitted, approved; reviewer of the department: accepted (→ reviewing), reviewing. Errors: BB001–BB006.';

-- ---------------------------------------------------------------------------------------------------------
create function private.point_title(a public.applications, p_target text, p_key text) returns text
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_title text;
begin
  if p_target = 'material' then
    select m.name into v_title from public.application_materials m
    where m.application_id = a.id and m.key = p_key and m.applicable and not m.fetched_by_office;
  elsif p_target = 'field' then
    select f ->> 'label' into v_title from public.item_versions v cross join lateral jsonb_array_elements(v.form) f
    where v.id = a.item_version_id and f ->> 'id' = p_key and private.matches(f -> 'when', a.situation_answers);
  else
    perform private.fail('BB007', 'target');
  end if;
  if v_title is null then
    perform private.fail('BB007', 'key', jsonb_build_object('target', p_target, 'key', p_key), '这件申请里没有这一项');
  end if;
  return v_title;
end $$;
comment on function private.point_title(public.applications, text, text) is 'Name of a material or field that applies to this application; BB007 when there is none.';

create function private.checked_points(a public.applications, p_points jsonb) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_points jsonb;
begin
  if coalesce(jsonb_typeof(p_points), 'null') not in ('array', 'null') then
    perform private.fail('BB007', 'points');
  elsif jsonb_typeof(p_points) = 'array' and jsonb_array_length(p_points) > 50 then
    perform private.fail('BB037', 'points');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object(
    'target', p ->> 'target', 'key', p ->> 'key', 'title', private.point_title(a, p ->> 'target', p ->> 'key'),
    'reason', private.need_text(p ->> 'reason', 'reason', 500),
    'how_to', private.optional_text(p ->> 'how_to', 'how_to', 500)) order by n), '[]')
  into v_points
  from jsonb_array_elements(case jsonb_typeof(p_points) when 'array' then p_points else '[]' end) with ordinality as t (p, n);
  if (select count(*) <> count(distinct (p ->> 'target', p ->> 'key')) from jsonb_array_elements(v_points) p) then
    perform private.fail('BB007', 'points', '{}', '同一处列了两次');
  end if;
  return v_points;
end $$;
comment on function private.checked_points(public.applications, jsonb) is '[{target, key, title, reason, how_to}]: each names something of this application and says why; BB007, BB014, BB015, BB037.';

create function private.set_verdict(p_application_id uuid, p_target text, p_key text, p_verdict text, p_reason text, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'set_verdict', jsonb_build_array(p_application_id, p_target, p_key, p_verdict, p_reason));
  v_reason text := private.optional_text(p_reason, 'reason', 500);
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'set_verdict');
  if a.state = 'draft' and not exists (select from public.pre_checks p where p.application_id = a.id and p.answered_at is null) then
    perform private.fail('BB005');
  elsif p_verdict is not null and p_verdict not in ('ok', 'fix') then
    perform private.fail('BB007', 'verdict');
  end if;
  perform private.point_title(a, p_target, p_key);
  if p_target = 'material' then
    update public.application_materials set verdict = p_verdict::public.point_verdict, verdict_reason = v_reason
    where application_id = a.id and key = p_key;
  else
    update public.applications set field_verdicts = case when p_verdict is null then field_verdicts - p_key
      else field_verdicts || jsonb_build_object(p_key, jsonb_build_object('verdict', p_verdict, 'reason', v_reason)) end
    where id = a.id;
  end if;
  return private.remember(p_request_id, jsonb_build_object('target', p_target, 'key', p_key, 'verdict', p_verdict, 'reason', v_reason));
end $$;

create function public.set_verdict(p_application_id uuid, p_target text, p_key text, p_verdict text, p_reason text, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.set_verdict(p_application_id, p_target, p_key, p_verdict, p_reason, p_request_id) $$;
comment on function public.set_verdict(uuid, text, text, text, text, uuid) is
  '{target, key, verdict, reason}: ok | fix (null takes it back) for a material or field; a note for the desk, no move, no event. Window while it checks, officer during a look-over of a draft. Errors: BB001–BB005, BB007, BB015.';

-- ---------------------------------------------------------------------------------------------------------
create function private.answer_pre_check(p_application_id uuid, p_outcome text, p_note text, p_points jsonb, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'answer_pre_check', jsonb_build_array(p_application_id, p_outcome, p_note, p_points));
  v_note text := private.optional_text(p_note, 'note', 1000);
  a public.applications;
  v_points jsonb;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'answer_pre_check');
  if not exists (select from public.pre_checks p where p.application_id = a.id and p.answered_at is null) then
    perform private.fail('BB005');
  elsif p_outcome is null or p_outcome not in ('ready', 'fix') then
    perform private.fail('BB007', 'outcome');
  end if;
  v_points := private.checked_points(a, p_points);
  if p_outcome = 'ready' and v_points <> '[]' then
    perform private.fail('BB007', 'points', '{}', '可以交的话，就不要再列要改的地方');
  elsif p_outcome = 'fix' and v_points = '[]' and v_note is null then
    perform private.fail('BB007', 'points', '{}', '写明要改哪里');
  end if;
  update public.pre_checks set officer_id = v_user, answered_at = private.now(), note = v_note, points = v_points,
    outcome = p_outcome::public.pre_check_outcome
  where application_id = a.id and answered_at is null;
  if a.state = 'draft' then
    update public.applications set holder_side = 'applicant', held_since = private.now() where id = a.id;
  end if;
  update public.applications set updated_at = private.now() where id = a.id;
  perform private.log_event(a.id, 'pre_check_answered', v_note,
    jsonb_build_object('outcome', p_outcome, 'points', jsonb_array_length(v_points)));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.answer_pre_check(p_application_id uuid, p_outcome text, p_note text, p_points jsonb, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.answer_pre_check(p_application_id, p_outcome, p_note, p_points, p_request_id) $$;
comment on function public.answer_pre_check(uuid, text, text, jsonb, uuid) is
  'ApplicationSummary: the officer''s answer, ready | fix with points [{target, key, reason}]. Advice: it binds nobody. Errors: BB001–BB005, BB007, BB014, BB015, BB037.';

grant execute on function
  private.take_application(uuid, int, uuid), public.take_application(uuid, int, uuid),
  private.set_verdict(uuid, text, text, text, text, uuid), public.set_verdict(uuid, text, text, text, text, uuid),
  private.answer_pre_check(uuid, text, text, jsonb, uuid), public.answer_pre_check(uuid, text, text, jsonb, uuid) to authenticated;

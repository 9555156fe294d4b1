-- What a list row says about an application: who has it, since when, and how long each limit still runs.
--
-- Built once here in SQL, in the words of the screens, so that the phone computes no working time and no
-- permission of its own. plpgsql throughout: it binds late to the builders of appointments and conversations.

create function private.legal_clock(p_clock jsonb, p_name text, p_basis text default null) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select p_clock || jsonb_build_object('basis', coalesce(p_basis, r.basis), 'lapse', r.lapse)
    from private.limit_rules r where r.clock = p_name);
end $$;
comment on function private.legal_clock(jsonb, text, text) is 'LegalClock of src/shared/contract.ts: a clock with where it is written and what follows if it lapses; null without a clock.';

create function private.decision_clock(a public.applications, p_name text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  l record;
  t record;
  v_due timestamptz := case p_name when 'promised' then a.promised_due_at else a.statutory_due_at end;
  v_clock jsonb;
  v_basis text;
begin
  if a.state = 'draft' or (a.accepted_at is null and a.state in ('declined', 'withdrawn')) then
    return null;
  end if;
  select * into l from private.decision_value(a, p_name);
  if p_name = 'statutory' and (select s.named from private.statutory_limit(a.item_version_id) s) then
    v_basis := '本事项的法定办结时限';
  end if;
  if a.accepted_at is null then
    -- Not begun: a correction is what it waits for.
    v_clock := private.clock_json(null, l.value, l.unit, 'not_started') || case when a.state = 'correcting'
      then jsonb_build_object('stopped_by', '补正', 'stopped_since', a.held_since) else '{}' end;
  elsif a.state = 'withdrawn' then
    v_clock := private.clock_json(v_due, l.value, l.unit, 'stopped', null, a.department_code, a.withdrawn_at, '撤回');
  elsif a.decided_at is not null then
    v_clock := private.clock_json(v_due, l.value, l.unit, 'done', a.decided_at, a.department_code);
  else
    v_clock := private.clock_json(v_due, l.value, l.unit, 'running', null, a.department_code);
    -- Only what has no due moment can stand still; what it had left is computed from the facts.
    if v_due is null and private.in_special_procedure(a.id) then
      select * into t from private.decision_limit(a, p_name);
      v_clock := private.clock_json(t.due_before_stop, l.value, l.unit, 'stopped', null, a.department_code, t.stopped_since, t.stopped_by);
    end if;
  end if;
  return private.legal_clock(v_clock, p_name, v_basis);
end $$;
comment on function private.decision_clock(public.applications, text) is
  'promised or statutory, from acceptance to decision: 受理 starts it, a correction before acceptance means that it has not begun, a special procedure makes it stand still.';

create function private.notice_clock(a public.applications, p_ended_at timestamptz default null) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return private.legal_clock(private.clock_json(a.notice_due_at, (private.setting('notice_days') #>> '{}')::int, 'working_day',
    case when p_ended_at is null then 'running' else 'done' end, p_ended_at, a.department_code), 'notice');
end $$;
comment on function private.notice_clock(public.applications, timestamptz) is '行政许可法 第32条: five working days from receipt to ask for everything that must be corrected.';

create function private.delivery_clock(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  if a.state not in ('approved', 'issued', 'delivered') then
    return null;
  end if;
  return private.legal_clock(private.clock_json(a.delivery_due_at, (private.setting('delivery_days') #>> '{}')::int, 'working_day',
    case when a.issued_at is null then 'running' else 'done' end, a.issued_at, a.department_code), 'delivery');
end $$;
comment on function private.delivery_clock(public.applications) is
  '行政许可法 第44条: ten working days to hand over what was permitted. The office has done its part when the result lies in the applicant''s app (issued); when he opens it is his. A denial has no such clock: its document is with him in the moment of the decision.';

create function private.binding_clock(a public.applications) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select case
      when a.state in ('submitted', 'resubmitted') then 'notice'
      when a.state = 'approved' then 'delivery'
      when a.state not in ('accepted', 'reviewing') then null
      when a.statutory_due_at < a.promised_due_at or (a.promised_due_at is null and a.statutory_due_at is not null) then 'statutory'
      when a.promised_due_at is not null or a.calendar_unknown then 'promised' end);
end $$;
comment on function private.binding_clock(public.applications) is 'The limit that counts now: the nearer one of the two after acceptance; null while none runs.';

create function private.holder_json(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_name text;
begin
  v_name := case a.holder_side
    when 'nobody' then ''
    when 'applicant' then case when private.hats(a) && '{applicant,pending}' then '你'
      else (select p.name from public.people p where p.id = a.applicant_id) end
    else coalesce(
      private.staff_label(a.handler_id),
      case when a.state = 'draft' then private.staff_label(private.current_officer(a.enterprise_id)) end,
      case when a.state in ('submitted', 'resubmitted', 'approved') then '综合窗口' end,
      (select d.short_name from public.departments d where d.code = a.department_code)) end;
  return jsonb_build_object('side', a.holder_side, 'name', v_name, 'since', private.iso(a.held_since));
end $$;
comment on function private.holder_json(public.applications) is '现在在谁手里, in the caller''s words: 你, 李专员, 审批局王科员, 综合窗口.';

create function private.correction_json(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  c public.corrections;
  v_left int;
begin
  if a.state <> 'correcting' then
    return null;
  end if;
  select * into c from public.corrections where application_id = a.id order by round desc limit 1;
  if c.due_at is not null then
    v_left := (private.clock_json(c.due_at, 1, 'working_day') ->> 'left_days')::int;
  end if;
  return jsonb_build_object(
    'count', (select count(*) from public.correction_points p where p.correction_id = c.id and p.answered_at is null),
    'due_at', private.iso(c.due_at), 'left_days', v_left);
end $$;
comment on function private.correction_json(public.applications) is 'While the applicant corrects: how many points are left and until when; else null.';

create function private.application_summary(p_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  a public.applications;
begin
  select * into a from public.applications where id = p_id;
  return jsonb_build_object(
    'id', a.id, 'number', a.number, 'item_code', a.item_code,
    'item_name', (select i.name from public.items i where i.code = a.item_code),
    'enterprise_id', a.enterprise_id,
    'enterprise_name', (select e.name from public.enterprises e where e.id = a.enterprise_id),
    'state', a.state, 'row_version', a.row_version,
    'holder', private.holder_json(a),
    'notice', case when a.state in ('submitted', 'resubmitted') then private.notice_clock(a) end,
    'promised', private.decision_clock(a, 'promised'),
    'statutory', private.decision_clock(a, 'statutory'),
    'delivery', private.delivery_clock(a),
    'binding', private.binding_clock(a),
    'correction', private.correction_json(a),
    'pre_check', (select coalesce(p.outcome::text, 'asked') from public.pre_checks p
                  where p.application_id = a.id order by p.asked_at desc, p.id limit 1),
    'updated_at', private.iso(a.updated_at));
end $$;
comment on function private.application_summary(uuid) is 'ApplicationSummary of src/shared/contract.ts. The caller checked that the person may read it.';

-- ---------------------------------------------------------------------------------------------------------
create function private.application_check_point_count(a public.applications) returns int
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select count(*)::int from public.item_check_points c
    where c.version_id = a.item_version_id and private.matches(c.when_answers, a.situation_answers));
end $$;

create function private.allowed_moves(a public.applications) returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_hats text[] := private.hats(a);
  v_asked boolean := exists (select from public.pre_checks p where p.application_id = a.id and p.answered_at is null);
  v_moves text[];
begin
  select coalesce(array_agg(distinct m.move), '{}') into v_moves from private.application_moves m
  where m.hat = any (v_hats) and a.state = any (m.states)
    and case m.move
      when 'request_pre_check' then not v_asked and private.current_officer(a.enterprise_id) is not null
      when 'answer_pre_check' then v_asked
      when 'set_verdict' then m.hat <> 'officer' or v_asked
      when 'receive' then a.state = 'issued'
      when 'rate' then not exists (select from public.ratings r where r.application_id = a.id)
      when 'issue_correction' then private.notice_open(a)
      when 'decline' then private.notice_open(a)
      when 'approve' then not private.in_special_procedure(a.id)
      when 'deny' then not private.in_special_procedure(a.id)
      when 'start_special' then not private.in_special_procedure(a.id)
      when 'end_special' then private.in_special_procedure(a.id)
      when 'extend' then private.extendable(a)
      when 'request_extension' then private.extendable(a) and not private.extension_asked(a.id)
      when 'refuse_extension' then private.extension_asked(a.id)
      else true end;
  if 'applicant' = any (v_hats)
    and a.state in ('draft', 'submitted', 'correcting', 'resubmitted', 'accepted', 'reviewing')
    and private.application_check_point_count(a) > 0
    and not exists (select from public.appointments b where b.application_id = a.id and b.state = 'booked') then
    v_moves := v_moves || 'book'::text;
  end if;
  return v_moves;
end $$;
comment on function private.allowed_moves(public.applications) is
  'What the caller may do now, by the table that the RPCs ask, and book (a video check). Names are those of private.application_moves.';

create function private.notice_open(a public.applications) returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return a.notice_due_at is null or a.notice_due_at >= private.now(); end $$;
comment on function private.notice_open(public.applications) is
  'Whether the notice of this receipt is still in time. After it lapsed the application counts as accepted (视为受理), the first time and after a correction alike. Where the calendar is unknown nothing can be said to have lapsed.';

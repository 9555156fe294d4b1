-- A running limit as a screen shows it: when it ends, how it stands, what is left of it in working time.
--
-- The client shows what stands here and computes nothing, so that two phones and the law never disagree.

create function private.clock_json(
  p_due timestamptz,
  p_limit_value int,
  p_limit_unit public.limit_unit,
  p_state text default 'running',
  p_ended_at timestamptz default null,
  p_department text default null
) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  v_state text := p_state;
  v_days int;
  v_minutes int;
begin
  if p_limit_value is null then
    return null;
  end if;
  if p_state = 'running' and p_due < v_now then
    v_state := 'late';
  elsif p_state = 'done' then
    v_state := case when p_due < p_ended_at then 'late' else 'met' end;
  end if;
  if p_due is not null and p_state = 'running' then
    begin
      v_days := private.working_days_between(private.today(), (p_due at time zone 'Asia/Shanghai')::date);
      v_minutes := private.working_minutes_between(v_now, p_due, p_department);
    exception when sqlstate 'BB017' then
      -- The due date was computed in a known year and today lies past it: the date stands, the rest is unknown.
      v_days := null;
      v_minutes := null;
    end;
  end if;
  return jsonb_build_object(
    'due_at', p_due,
    'unknown', p_due is null and p_state in ('running', 'done'),
    'state', v_state,
    'left_days', v_days,
    'left_minutes', v_minutes,
    'limit_value', p_limit_value,
    'limit_unit', p_limit_unit);
end $$;
comment on function private.clock_json(timestamptz, int, public.limit_unit, text, timestamptz, text) is
  'Clock of src/shared/contract.ts, null without a limit. p_state: not_started, running (late once p_due has passed), stopped, or done with p_ended_at (met or late). A running clock without a due date is unknown.';

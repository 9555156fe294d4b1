-- What a screen is told of one clock: until when, what is left, whether it stands still. In one place, so that
-- applications, appeals and desks say it alike and the client computes nothing.

create function private.clock_json(
  p_due timestamptz,
  p_limit_value int,
  p_limit_unit public.limit_unit,
  p_state text default 'running',
  p_ended_at timestamptz default null,
  p_department text default null,
  p_stopped_since timestamptz default null,
  p_stopped_by text default null
) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_at timestamptz := case when p_state = 'stopped' then p_stopped_since else private.now() end;
  v_state text := p_state;
  v_days int;
  v_minutes int;
begin
  if p_limit_value is null then
    return null;
  end if;
  if p_state = 'running' and p_due < v_at then
    v_state := 'late';
  elsif p_state = 'done' then
    v_state := case when p_due < p_ended_at then 'late' else 'met' end;
  end if;
  if p_due is not null and v_at is not null and p_state in ('running', 'stopped') then
    begin
      select l.days, l.minutes into v_days, v_minutes
      from private.limit_left(p_due, v_at, p_limit_unit, p_department) l;
    exception when sqlstate 'BB017' then
      -- The due date was computed in a known year and today lies past it: the date stands, the rest is unknown.
      v_days := null;
      v_minutes := null;
    end;
  end if;
  return jsonb_build_object(
    'due_at', case when p_state <> 'stopped' or p_stopped_since is null then p_due end,
    'unknown', p_due is null and p_state in ('running', 'done'),
    'state', v_state,
    'left_days', v_days,
    'left_minutes', v_minutes,
    'limit_value', p_limit_value,
    'limit_unit', p_limit_unit,
    'stopped_since', case when p_state = 'stopped' then p_stopped_since end,
    'stopped_by', case when p_state = 'stopped' then p_stopped_by end);
end $$;
comment on function private.clock_json(timestamptz, int, public.limit_unit, text, timestamptz, text, timestamptz, text) is
  'Clock of src/shared/contract.ts, null without a limit. p_state: not_started, running (late once p_due has passed), stopped, or done with p_ended_at (met or late). A running clock without a due date is unknown. A clock that stands still since p_stopped_since is given the due moment as it was then: it answers what was left at that moment, and no due_at, because nobody knows when it goes on.';

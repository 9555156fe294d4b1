-- The engine: the one place where working time is added, measured and shown.
--
-- 行政许可法 第82条: limits in days are working days; 民法典 第201条: the first day is not counted. A limit in days ends when
-- the hall closes on its last day. Minutes, hours and half days run in opening hours; a half day is half of the
-- open time of the day in which it runs. The client shows what stands here and computes nothing, so that two
-- phones and the law never disagree.
--
-- Everything is arithmetic on positions: how many working days, or how much open time, lie before a moment
-- (private.open_times). A span that touches a year without a notice is BB017.

create function private.day_number(p_day date) returns int
language plpgsql stable
set search_path = ''
as $$
begin
  perform private.need_years(p_day, p_day);
  return coalesce((
    select o.day_number from private.open_times o
    where o.department_code = '' and o.opens_at < (p_day + 1)::timestamp at time zone 'Asia/Shanghai'
    order by o.opens_at desc limit 1), 0);
end $$;
comment on function private.day_number(date) is 'Working days of the known years up to and with that day. BB017 in an unknown year.';

create function private.hours_of(p_department text) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  -- Ordered as the key is: without it the planner expects the first row to fit and reads the table through.
  return coalesce((
    select o.department_code from private.open_times o where o.department_code = p_department
    order by o.department_code, o.opens_at limit 1), '');
end $$;
comment on function private.hours_of(text) is 'Whose opening hours a department keeps: its own, or the hall''s (empty).';

create function private.clock_position(p_at timestamptz, p_unit public.limit_unit, p_hours text) returns numeric
language plpgsql stable
set search_path = ''
as $$
declare
  o private.open_times;
  v_ran numeric;
begin
  perform private.need_years((p_at at time zone 'Asia/Shanghai')::date, (p_at at time zone 'Asia/Shanghai')::date);
  select * into o from private.open_times t
  where t.department_code = p_hours and t.opens_at <= p_at order by t.opens_at desc limit 1;
  if not found then
    return 0;
  end if;
  v_ran := extract(epoch from least(p_at, o.closes_at) - o.opens_at);
  return case when p_unit = 'half_day' then 2 * (o.day_number - 1) + 2 * (o.day_ran_before + v_ran) / o.day_seconds
    else o.ran_before + v_ran end;
end $$;
comment on function private.clock_position(timestamptz, public.limit_unit, text) is
  'Open time before a moment: half days for half_day, seconds for minutes and hours. BB017 in an unknown year.';

create function private.clock_moment(p_position numeric, p_unit public.limit_unit, p_hours text) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  o private.open_times;
  v_position numeric := round(p_position, 12);
  v_run numeric;
begin
  if p_unit = 'half_day' then
    select * into o from private.open_times t
    where t.department_code = p_hours and t.day_number = ceil(v_position / 2)::int limit 1;
    v_run := round((v_position - 2 * (o.day_number - 1)) * o.day_seconds / 2, 6);
    select * into o from private.open_times t
    where t.department_code = p_hours and t.day_number = o.day_number and t.day_ran_before < ceil(v_run)::int
    order by t.day_ran_before desc limit 1;
    v_run := v_run - o.day_ran_before;
  else
    -- Rounded up to the column's own type, or the index would not be used.
    select * into o from private.open_times t
    where t.department_code = p_hours and t.ran_before < ceil(v_position)::bigint order by t.ran_before desc limit 1;
    v_run := v_position - o.ran_before;
  end if;
  return case when v_run <= extract(epoch from o.closes_at - o.opens_at)
    then o.opens_at + make_interval(secs => v_run::double precision) end;
end $$;
comment on function private.clock_moment(numeric, public.limit_unit, text) is
  'The first moment at which that much open time has run, the inverse of clock_position; null past the last known day.';

create function private.closing_moment(p_day_number int, p_hours text) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select o.closes_at from private.open_times o
    where o.department_code = p_hours and o.day_number = p_day_number
    order by o.day_ran_before desc limit 1);
end $$;

-- ---------------------------------------------------------------------------------------------------------
create function private.limit_due(
  p_from timestamptz, p_value int, p_unit public.limit_unit, p_stops tstzmultirange default '{}',
  p_department text default null
) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_hours text := private.hours_of(p_department);
  v_from date := (p_from at time zone 'Asia/Shanghai')::date;
  v_stop tstzrange;
  v_begins timestamptz;
  v_target numeric;
  v_day int;
  v_due timestamptz;
begin
  if p_value is null or p_value < 1 or p_value > 10000 then
    perform private.fail('BB007', 'limit', '{}', '时限要在 1 到 10000 之间');
  end if;
  v_target := case when p_unit = 'working_day' then private.day_number(v_from) + p_value
    else private.clock_position(p_from, p_unit, v_hours)
      + p_value * case p_unit when 'working_minute' then 60 when 'working_hour' then 3600 else 1 end end;
  v_due := case when p_unit = 'working_day' then private.closing_moment(v_target::int, v_hours)
    else private.clock_moment(v_target, p_unit, v_hours) end;
  for v_stop in select s from unnest(coalesce(p_stops, '{}')) s where upper_inf(s) or upper(s) > p_from order by s loop
    v_begins := greatest(lower(v_stop), p_from);
    -- Past the last known day it is not over yet for anything that begins before.
    exit when v_begins >= coalesce(v_due, (select max(o.closes_at) from private.open_times o where o.department_code = v_hours));
    if upper_inf(v_stop) then
      return null;
    elsif p_unit = 'working_day' then
      v_day := private.day_number((upper(v_stop) at time zone 'Asia/Shanghai')::date);
      v_target := v_target + v_day - private.day_number((v_begins at time zone 'Asia/Shanghai')::date);
      v_due := private.closing_moment(v_target::int, v_hours);
      -- Stopped on its last day, gone on after closing or on a day off: the first closing after the stop. It uses up
      -- no day of the limit, so v_target stays: a next stop may begin before that closing.
      if v_due <= upper(v_stop) then
        v_due := private.closing_moment(v_day, v_hours);
        if v_due <= upper(v_stop) then
          v_due := private.closing_moment(v_day + 1, v_hours);
        end if;
      end if;
    else
      v_target := v_target + private.clock_position(upper(v_stop), p_unit, v_hours)
        - private.clock_position(v_begins, p_unit, v_hours);
      v_due := private.clock_moment(v_target, p_unit, v_hours);
    end if;
  end loop;
  -- Past the last known day: the first year without a notice is the one that is missing.
  perform private.need_years(v_from, coalesce((v_due at time zone 'Asia/Shanghai')::date,
    (select make_date(max(y.year) + 1, 1, 1) from public.calendar_years y)));
  return v_due;
end $$;
comment on function private.limit_due(timestamptz, int, public.limit_unit, tstzmultirange, text) is
  'When a limit that begins at p_from ends if its clock stood still during p_stops. Days: neither the day of receipt nor the first day of a stop is counted (民法典 第201条): each stop lengthens by the working days after its first day up to and with its last; due when the hall closes. Smaller units: open time inside a stop is skipped. A stop that begins after the limit has run out changes nothing; one that is still open before that: null. BB017 past the last published year; BB007 for a value outside 1 to 10000.';

create function private.try_limit_due(
  p_from timestamptz, p_value int, p_unit public.limit_unit, p_stops tstzmultirange default '{}',
  p_department text default null
) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
begin
  return private.limit_due(p_from, p_value, p_unit, p_stops, p_department);
exception when sqlstate 'BB017' then
  return null;
end $$;
comment on function private.try_limit_due(timestamptz, int, public.limit_unit, tstzmultirange, text) is
  'limit_due, or null where the calendar is unknown: an unknown year never stops a filing.';

create function private.try_working_time(
  p_from timestamptz, p_value int, p_unit public.limit_unit, p_department text default null
) returns timestamptz
language plpgsql stable
set search_path = ''
as $$ begin return private.try_limit_due(p_from, p_value, p_unit, '{}', p_department); end $$;
comment on function private.try_working_time(timestamptz, int, public.limit_unit, text) is
  'try_limit_due of a clock that never stood still.';

create function private.working_days_between(p_from date, p_to date) returns int
language plpgsql stable
set search_path = ''
as $$
begin
  perform private.need_years(least(p_from, p_to), greatest(p_from, p_to));
  return private.day_number(p_to) - private.day_number(p_from);
end $$;
comment on function private.working_days_between(date, date) is
  'Working days after p_from up to and with p_to (negative when p_to is earlier). BB017 where a year is unknown.';

create function private.limit_left(
  p_due timestamptz, p_at timestamptz, p_unit public.limit_unit, p_department text default null,
  out value numeric, out days int, out minutes int
)
language plpgsql stable
set search_path = ''
as $$
declare
  v_hours text := private.hours_of(p_department);
  v_seconds numeric;
begin
  days := private.working_days_between(
    (p_at at time zone 'Asia/Shanghai')::date, (p_due at time zone 'Asia/Shanghai')::date);
  v_seconds := private.clock_position(p_due, 'working_minute', v_hours)
    - private.clock_position(p_at, 'working_minute', v_hours);
  minutes := trunc(v_seconds / 60);
  value := round(case p_unit
    when 'working_day' then days
    when 'working_minute' then v_seconds / 60
    when 'working_hour' then v_seconds / 3600
    else private.clock_position(p_due, p_unit, v_hours) - private.clock_position(p_at, p_unit, v_hours) end, 6);
end $$;
comment on function private.limit_left(timestamptz, timestamptz, public.limit_unit, text) is
  'What is left of a limit at a moment (negative once it is past): value in its own unit, working days after that day, whole open minutes. All null without p_due. BB017 where a year is unknown.';

create function private.working_minutes_between(p_from timestamptz, p_to timestamptz, p_department text default null)
returns int
language plpgsql stable
set search_path = ''
as $$ begin return (private.limit_left(p_to, p_from, 'working_minute', p_department)).minutes; end $$;
comment on function private.working_minutes_between(timestamptz, timestamptz, text) is
  'Open minutes between two moments, begun ones not counted (negative when p_to is earlier). BB017 where a year is unknown.';

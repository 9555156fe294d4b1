-- The working calendar (工作日) and the one place where working time is computed.
--
-- Working days follow the State Council's yearly holiday notice (国务院办公厅关于部分节假日安排的通知), make-up
-- Saturdays and Sundays included, so they are data: calendar_days holds exceptions from "Monday to Friday" only,
-- and calendar_years says for which years a notice is loaded. A year without a row is *unknown*: every function
-- here then raises BB017 rather than guess, and try_working_time answers null for callers who must go on
-- (nobody is refused a filing because Beijing has not published next year's holidays).
--
-- 行政许可法 第82条: limits in days are working days. The day of receipt is not counted; a limit in days ends when
-- the hall closes on its last day.

create type public.limit_unit as enum ('working_minute', 'working_hour', 'half_day', 'working_day');

create table public.calendar_years (
  year int primary key,
  notice text not null
);
comment on table public.calendar_years is 'Years whose holiday notice is loaded, and the notice itself. What is not here is unknown.';

create table public.calendar_days (
  day date primary key,
  working boolean not null,
  name text not null
);
comment on table public.calendar_days is 'Exceptions only: holidays (working false) and make-up working days (working true).';

create table public.hall_hours (
  id uuid primary key default gen_random_uuid(),
  department_code text references public.departments (code) on delete cascade,
  opens time not null,
  closes time not null,
  check (opens < closes),
  constraint hours_do_not_overlap exclude using gist (
    (coalesce(department_code, '')) with =,
    int4range(extract(epoch from opens)::int, extract(epoch from closes)::int) with &&)
);
create index hall_hours_department_code_idx on public.hall_hours (department_code);
comment on table public.hall_hours is 'Opening hours of a working day; department_code null is the hall''s, a department with rows of its own has those.';
insert into public.hall_hours (opens, closes) values ('08:30', '12:00'), ('14:00', '17:30');

alter table public.calendar_years enable row level security;
alter table public.calendar_days enable row level security;
alter table public.hall_hours enable row level security;
create policy "the calendar is public" on public.calendar_years for select to anon, authenticated using (true);
create policy "the calendar is public" on public.calendar_days for select to anon, authenticated using (true);
create policy "opening hours are public" on public.hall_hours for select to anon, authenticated using (true);
grant select on public.calendar_years, public.calendar_days, public.hall_hours to anon, authenticated;
-- No writes to clients: the calendar changes by migration, when a notice is published.

-- ---------------------------------------------------------------------------------------------------------
create function private.need_years(p_from date, p_to date) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_year int;
begin
  select y into v_year from generate_series(extract(year from p_from)::int, extract(year from p_to)::int) y
  where not exists (select from public.calendar_years c where c.year = y)
  order by y limit 1;
  if found then
    perform private.fail('BB017', null, jsonb_build_object('year', v_year),
      format('%s 年的放假安排还没公布，算不出准确日期', v_year));
  end if;
end $$;
comment on function private.need_years(date, date) is 'BB017 with the first year of the span whose holiday notice is not loaded.';

create function private.is_working_day(p_day date) returns boolean
language plpgsql stable
set search_path = ''
as $$
declare
  v_working boolean;
begin
  perform private.need_years(p_day, p_day);
  select working into v_working from public.calendar_days where day = p_day;
  return coalesce(v_working, extract(isodow from p_day) < 6);
end $$;
comment on function private.is_working_day(date) is 'Whether the county works that day; BB017 in a year without a notice.';

create function private.working_days(p_from date, p_to date) returns setof date
language plpgsql stable
set search_path = ''
as $$
begin
  perform private.need_years(p_from, p_to);
  return query
    select d::date from generate_series(p_from, p_to, interval '1 day') as d
    left join public.calendar_days c on c.day = d::date
    where coalesce(c.working, extract(isodow from d) < 6);
end $$;
comment on function private.working_days(date, date) is 'Working days of a span, both ends included. A list row asks this several times, so it is one query and not a loop over is_working_day.';

create function private.open_hours(p_department text) returns table (opens time, closes time)
language sql stable
set search_path = ''
as $$
  select h.opens, h.closes from public.hall_hours h
  where h.department_code is not distinct from (
    select d.department_code from public.hall_hours d where d.department_code = p_department limit 1)
  order by h.opens
$$;
comment on function private.open_hours(text) is 'Opening hours of a department, or the hall''s when it has none of its own.';

create function private.day_moment(p_day date, p_time time) returns timestamptz
language sql immutable
set search_path = ''
as $$ select (p_day + p_time) at time zone 'Asia/Shanghai' $$;

create function private.open_minutes_a_day(p_department text) returns int
language sql stable
set search_path = ''
as $$ select coalesce(sum(extract(epoch from h.closes - h.opens))::int / 60, 0) from private.open_hours(p_department) h $$;

-- ---------------------------------------------------------------------------------------------------------
create function private.add_working_time(
  p_from timestamptz, p_value int, p_unit public.limit_unit, p_department text default null
) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_day date := (p_from at time zone 'Asia/Shanghai')::date;
  v_left interval;
  v_start timestamptz;
  v_end timestamptz;
  v_hours record;
begin
  if p_value is null or p_value < 1 or p_value > 10000 then
    perform private.fail('BB007', 'limit', '{}', '时限要在 1 到 10000 之间');
  end if;
  if p_unit = 'working_day' then
    for i in 1 .. p_value loop
      loop
        v_day := v_day + 1;
        exit when private.is_working_day(v_day);
      end loop;
    end loop;
    return private.day_moment(v_day, (select max(h.closes) from private.open_hours(p_department) h));
  end if;

  v_left := make_interval(secs => 60.0 * p_value * case p_unit
    when 'working_minute' then 1
    when 'working_hour' then 60
    else private.open_minutes_a_day(p_department) / 2.0 end);
  loop
    if private.is_working_day(v_day) then
      for v_hours in select * from private.open_hours(p_department) loop
        v_end := private.day_moment(v_day, v_hours.closes);
        v_start := greatest(private.day_moment(v_day, v_hours.opens), p_from);
        if v_start < v_end then
          if v_left <= v_end - v_start then
            return v_start + v_left;
          end if;
          v_left := v_left - (v_end - v_start);
        end if;
      end loop;
    end if;
    v_day := v_day + 1;
  end loop;
end $$;
comment on function private.add_working_time(timestamptz, int, public.limit_unit, text) is
  'When a limit that begins at p_from ends. Days: the day of receipt is not counted (行政许可法 第82条), due when the hall closes. Half days, hours and minutes run in opening hours; a half day is half of the day''s open minutes. BB017 past the last published year.';

create function private.try_working_time(
  p_from timestamptz, p_value int, p_unit public.limit_unit, p_department text default null
) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
begin
  return private.add_working_time(p_from, p_value, p_unit, p_department);
exception when sqlstate 'BB017' then
  return null;
end $$;
comment on function private.try_working_time(timestamptz, int, public.limit_unit, text) is
  'add_working_time, or null where the calendar is unknown: an unknown year never stops a filing.';

create function private.working_days_between(p_from date, p_to date) returns int
language plpgsql stable
set search_path = ''
as $$
begin
  if p_to < p_from then
    return -private.working_days_between(p_to, p_from);
  end if;
  return (select count(*) from private.working_days(p_from + 1, p_to));
end $$;
comment on function private.working_days_between(date, date) is
  'Working days after p_from up to and with p_to (negative when p_to is earlier). BB017 where a year is unknown.';

create function private.working_minutes_between(p_from timestamptz, p_to timestamptz, p_department text default null)
returns int
language plpgsql stable
set search_path = ''
as $$
declare
  v_from timestamp := p_from at time zone 'Asia/Shanghai';
  v_to timestamp := p_to at time zone 'Asia/Shanghai';
begin
  if p_to < p_from then
    return -private.working_minutes_between(p_to, p_from, p_department);
  end if;
  -- Local wall time throughout: China has one time zone and no summer time.
  return (
    select coalesce(floor(sum(extract(epoch from least(d + h.closes, v_to) - greatest(d + h.opens, v_from))) / 60), 0)
    from private.working_days(v_from::date, v_to::date) as d
    cross join private.open_hours(p_department) h
    where d + h.closes > v_from and d + h.opens < v_to);
end $$;
comment on function private.working_minutes_between(timestamptz, timestamptz, text) is
  'Open minutes between two moments (negative when p_to is earlier). BB017 where a year is unknown.';

grant execute on function private.is_working_day(date) to authenticated;

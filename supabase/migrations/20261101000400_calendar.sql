-- The working calendar (工作日) and opening hours: the facts from which working time is computed (000420_clocks.sql).
--
-- Working days follow the State Council's yearly holiday notice (国务院办公厅关于部分节假日安排的通知), make-up
-- Saturdays and Sundays included, so they are data: calendar_days holds exceptions from "Monday to Friday" only,
-- and calendar_years says for which years a notice is loaded. A year without a row is *unknown*: every function
-- here then raises BB017 rather than guess, and try_limit_due answers null for callers who must go on
-- (nobody is refused a filing because Beijing has not published next year's holidays).
--
-- Opening hours have the day from which they hold, because counties change them with the season (夏季作息时间):
-- a change never moves what was already counted.

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
  valid_from date not null default '2000-01-01',
  opens time,
  closes time,
  check (opens < closes),
  check ((opens is null) = (closes is null)),
  constraint hall_has_hours check (department_code is not null or opens is not null),
  -- Two nulls make the range of everything, so that "as the hall" never stands beside hours.
  constraint hours_do_not_overlap exclude using gist (
    (coalesce(department_code, '')) with =, valid_from with =,
    int4range(extract(epoch from opens)::int, extract(epoch from closes)::int) with &&)
);
create index hall_hours_department_code_idx on public.hall_hours (department_code);
comment on table public.hall_hours is 'Opening hours of a working day from a day on; department_code null is the hall''s. The rows of one department and one valid_from hold until its next valid_from.';
comment on column public.hall_hours.opens is 'Null with closes: from that day on the department has the hall''s hours again.';
insert into public.hall_hours (opens, closes) values ('08:30', '12:00'), ('14:00', '17:30');

alter table public.calendar_years enable row level security;
alter table public.calendar_days enable row level security;
alter table public.hall_hours enable row level security;
create policy "the calendar is public" on public.calendar_years for select to anon, authenticated using (true);
create policy "the calendar is public" on public.calendar_days for select to anon, authenticated using (true);
create policy "opening hours are public" on public.hall_hours for select to anon, authenticated using (true);
grant select on public.calendar_years, public.calendar_days, public.hall_hours to anon, authenticated;
-- No writes to clients: an operator edits through the RPCs of 000670_calendar_edits.sql.

-- ---------------------------------------------------------------------------------------------------------
create function private.need_years(p_from date, p_to date) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_from int := extract(year from p_from);
  v_to int := extract(year from p_to);
  v_year int;
begin
  if (select count(*) from public.calendar_years where year between v_from and v_to) = v_to - v_from + 1 then
    return;
  end if;
  select y into v_year from generate_series(v_from, v_to) y
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

create function private.open_hours(p_department text, p_day date default private.today())
returns table (opens time, closes time)
language sql stable
set search_path = ''
as $$
  with held as (
    select distinct on (h.department_code) h.department_code, h.valid_from, h.opens is null as as_hall
    from public.hall_hours h
    where (h.department_code = p_department or h.department_code is null) and h.valid_from <= p_day
    order by h.department_code, h.valid_from desc
  ), chosen as (
    select * from held where not as_hall order by department_code nulls last limit 1
  )
  select h.opens, h.closes
  from chosen c join public.hall_hours h
    on h.department_code is not distinct from c.department_code and h.valid_from = c.valid_from
  order by h.opens
$$;
comment on function private.open_hours(text, date) is 'Opening hours of a department on a day, or the hall''s when it has none of its own.';

-- ---------------------------------------------------------------------------------------------------------
-- Every stretch of open time of the known years, in order, with how much open time lies before it. A limit is
-- then an addition and two look-ups by index instead of a walk over days: lists ask for it several times a row.
create table private.open_times (
  department_code text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  day_number int not null,
  ran_before bigint not null,
  day_ran_before int not null,
  day_seconds int not null,
  primary key (department_code, opens_at)
);
create index open_times_ran_before_idx on private.open_times (department_code, ran_before);
create index open_times_day_number_idx on private.open_times (department_code, day_number, day_ran_before);
alter table private.open_times enable row level security;
comment on table private.open_times is 'Derived from calendar_days, calendar_years and hall_hours by trigger; no policies, read by the engine only. department_code is empty for the hall; departments without hours of their own are not here.';
comment on column private.open_times.day_number is 'Which working day this is since the first known one.';
comment on column private.open_times.ran_before is 'Open seconds since the first known day; day_ran_before those of the same day, day_seconds all of it.';

create function private.rebuild_open_times() returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  lock table private.open_times in share row exclusive mode;
  delete from private.open_times where true;
  insert into private.open_times
  with sets as (
    -- Hours of a department from one valid_from to the next; what is "as the hall" is a set without hours.
    select coalesce(h.department_code, '') as department, h.valid_from, bool_or(h.opens is null) as as_hall,
      lead(h.valid_from, 1, 'infinity') over (partition by h.department_code order by h.valid_from) as until
    from public.hall_hours h group by h.department_code, h.valid_from
  ), days as (
    select d::date as day, (row_number() over (order by d))::int as day_number
    from public.calendar_years y
    cross join generate_series(make_date(y.year, 1, 1), make_date(y.year, 12, 31), interval '1 day') as d
    left join public.calendar_days c on c.day = d::date
    where coalesce(c.working, extract(isodow from d) < 6)
  ), sessions as (
    select p.department, d.day_number, extract(epoch from h.closes - h.opens)::int as seconds,
      (d.day + h.opens) at time zone 'Asia/Shanghai' as opens_at, (d.day + h.closes) at time zone 'Asia/Shanghai' as closes_at
    from (select distinct s.department from sets s) p
    cross join days d
    left join sets own on own.department = p.department and not own.as_hall and own.valid_from <= d.day and d.day < own.until
    left join sets hall on hall.department = '' and hall.valid_from <= d.day and d.day < hall.until
    join public.hall_hours h on coalesce(h.department_code, '') = coalesce(own.department, hall.department)
      and h.valid_from = coalesce(own.valid_from, hall.valid_from)
  )
  select s.department, s.opens_at, s.closes_at, s.day_number,
    coalesce(sum(s.seconds) over (partition by s.department order by s.opens_at
      rows between unbounded preceding and 1 preceding), 0),
    coalesce(sum(s.seconds) over (partition by s.department, s.day_number order by s.opens_at
      rows between unbounded preceding and 1 preceding), 0),
    sum(s.seconds) over (partition by s.department, s.day_number)
  from sessions s;
  return null;
end $$;
comment on function private.rebuild_open_times() is 'Statement trigger of the three tables above. Concurrent edits wait for each other; readers go on with what was.';

create trigger rebuild_open_times after insert or update or delete on public.calendar_years
  for each statement execute function private.rebuild_open_times();
create trigger rebuild_open_times after insert or update or delete on public.calendar_days
  for each statement execute function private.rebuild_open_times();
create trigger rebuild_open_times after insert or update or delete on public.hall_hours
  for each statement execute function private.rebuild_open_times();


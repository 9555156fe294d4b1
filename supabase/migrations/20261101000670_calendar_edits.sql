-- How the calendar is changed after the first landing: by an operator, with a reason that is kept, and with every
-- running limit computed anew in the same transaction.
--
-- What has begun stays as it was counted: days before today are closed to edits, opening hours change from tomorrow
-- on. A preview does the very edit and rolls it back, so that it cannot promise anything else than the edit does.

insert into private.error_codes (code, message, hint) values
  ('BB060', '已经过去的日子不能改', '走过的时间按原来的日历算；只能改以后的日子'),
  ('BB061', '这一年的放假安排不能这样录入', '一年一年地按国务院的通知录入；录过的年份请单独改某一天'),
  ('BB062', '和现在一样，没有要改的', '看看日期和安排有没有填对');

create table public.calendar_edits (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('days', 'year', 'hours')),
  year int not null,
  changes jsonb not null,
  reason text not null,
  applications int not null check (applications >= 0),
  made_by uuid not null references public.staff (person_id) on delete restrict,
  made_at timestamptz not null
);
create index calendar_edits_year_idx on public.calendar_edits (year, made_at desc);
create index calendar_edits_made_at_idx on public.calendar_edits (made_at);
create index calendar_edits_made_by_idx on public.calendar_edits (made_by);
alter table public.calendar_edits enable row level security;
create policy "operators read the edits" on public.calendar_edits for select to authenticated
  using ((select private.has_role('operator')));
grant select on public.calendar_edits to authenticated;
-- No writes to clients: the RPCs of 000672_calendar_calls.sql and 000674_opening_hours.sql.
comment on table public.calendar_edits is 'Who changed the calendar or the opening hours, when and why, with what stood there before. Insert-only.';
comment on column public.calendar_edits.changes is 'days: {days: [{day, before, after: {working, name}}]}; year: the same with year and notice; hours: {department_code, valid_from, before, after: [{opens, closes}] or null for "as the hall"}.';
comment on column public.calendar_edits.applications is 'How many applications had a due moment moved by it.';

create trigger calendar_edits_insert_only before update or delete on public.calendar_edits
  for each row execute function private.insert_only();
create trigger calendar_edits_no_truncate before truncate on public.calendar_edits
  for each statement execute function private.insert_only();

-- ---------------------------------------------------------------------------------------------------------
create function private.hold_calendar() returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  lock table private.open_times in share row exclusive mode;
end $$;
comment on function private.hold_calendar() is 'One edit or preview at a time, so that what an edit found before is what it replaces. Nobody who only reads limits waits.';

create function private.day_default(p_day date) returns boolean
language sql immutable
set search_path = ''
as $$ select extract(isodow from p_day) < 6 $$;

create function private.read_day_changes(p_days jsonb, p_year int default null) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_row record;
  v_day date;
  v_working boolean;
  v_name text;
  v_before jsonb;
  v_after jsonb;
  v_seen date[] := '{}';
  v_changes jsonb := '[]';
  v_at jsonb;
begin
  if p_days is null or jsonb_typeof(p_days) <> 'array' or jsonb_array_length(p_days) not between 1 and 120 then
    perform private.fail('BB007', 'days', '{}', '请写出要改的日子，一次最多 120 天');
  end if;
  for v_row in select d.value as v, d.ordinality as n from jsonb_array_elements(p_days) with ordinality d loop
    v_at := jsonb_build_object('row', v_row.n, 'day', v_row.v ->> 'day');
    if coalesce(v_row.v ->> 'day', '') !~ '^\d{4}-\d\d-\d\d$' or not pg_input_is_valid(v_row.v ->> 'day', 'date') then
      perform private.fail('BB007', 'days', v_at, format('第 %s 行的日期不对，要写成 2026-10-01 这样', v_row.n));
    elsif jsonb_typeof(v_row.v -> 'working') is distinct from 'boolean' then
      perform private.fail('BB007', 'days', v_at, format('第 %s 行没有写清上班还是休息', v_row.n));
    end if;
    v_day := v_row.v ->> 'day';
    v_working := v_row.v ->> 'working';
    v_name := private.optional_text(v_row.v ->> 'name', 'days', 20);
    if v_day = any (v_seen) then
      perform private.fail('BB007', 'days', v_at, format('%s 写了两次', to_char(v_day, 'FMMM月FMDD日')));
    end if;
    v_seen := v_seen || v_day;
    if p_year is not null then
      if extract(year from v_day) <> p_year then
        perform private.fail('BB007', 'days', v_at, format('%s 不在 %s 年', to_char(v_day, 'YYYY年FMMM月FMDD日'), p_year));
      elsif v_working and private.day_default(v_day) then
        perform private.fail('BB007', 'days', v_at, format('%s 是周一到周五，本来就上班，不用补班', to_char(v_day, 'FMMM月FMDD日')));
      end if;
    else
      perform private.need_years(v_day, v_day);
      if v_day < private.today() then
        perform private.fail('BB060', 'days', v_at, format('%s 已经过去，不能再改', to_char(v_day, 'YYYY年FMMM月FMDD日')));
      elsif v_day = private.today() and v_working then
        -- Closing today gives people time; opening it late would take what they counted on this morning.
        perform private.fail('BB060', 'days', v_at, '今天已经开始，只能改成休息，不能改成上班');
      end if;
    end if;
    if v_name is null and (v_working <> private.day_default(v_day) or p_year is not null) then
      perform private.fail('BB007', 'days', v_at, format('请写出 %s 的名称，例如 国庆节调休上班', to_char(v_day, 'FMMM月FMDD日')));
    end if;
    v_before := coalesce(
      (select jsonb_build_object('working', c.working, 'name', c.name) from public.calendar_days c where c.day = v_day),
      jsonb_build_object('working', private.day_default(v_day), 'name', null));
    -- An ordinary working day needs no row; a day off of a holiday that falls on a weekend keeps its name.
    v_after := jsonb_build_object('working', v_working,
      'name', case when v_working and private.day_default(v_day) then null else v_name end);
    if v_before <> v_after then
      v_changes := v_changes || jsonb_build_object('day', v_day, 'before', v_before, 'after', v_after);
    end if;
  end loop;
  if v_changes = '[]' then
    perform private.fail('BB062', 'days');
  end if;
  return v_changes;
end $$;
comment on function private.read_day_changes(jsonb, int) is
  '[{day, working, name}] checked and turned into [{day, before, after}], what does not change left out. With p_year the days of a year that is not loaded yet. BB007 days, BB017, BB060, BB062.';

create function private.apply_calendar(p_kind text, p_changes jsonb) returns date
language plpgsql volatile
set search_path = ''
as $$
declare
  v_department text := p_changes ->> 'department_code';
  v_from date := p_changes ->> 'valid_from';
begin
  if p_kind = 'hours' then
    delete from public.hall_hours where department_code is not distinct from v_department and valid_from = v_from;
    insert into public.hall_hours (department_code, valid_from, opens, closes)
    select v_department, v_from, (h ->> 'opens')::time, (h ->> 'closes')::time
    from jsonb_array_elements(coalesce(nullif(p_changes -> 'after', 'null'), '[{}]')) h;
    return v_from;
  end if;
  if p_kind = 'year' then
    insert into public.calendar_years (year, notice) values ((p_changes ->> 'year')::int, p_changes ->> 'notice');
  end if;
  delete from public.calendar_days c using jsonb_array_elements(p_changes -> 'days') d where c.day = (d ->> 'day')::date;
  insert into public.calendar_days (day, working, name)
  select (d ->> 'day')::date, (d #>> '{after,working}')::boolean, d #>> '{after,name}'
  from jsonb_array_elements(p_changes -> 'days') d where d #>> '{after,name}' is not null;
  return (select min((d ->> 'day')::date) from jsonb_array_elements(p_changes -> 'days') d);
end $$;
comment on function private.apply_calendar(text, jsonb) is 'Writes an edit; the first day that it touches.';

-- ---------------------------------------------------------------------------------------------------------
create function private.running_limits(p_from date) returns setof uuid
language sql stable
set search_path = ''
as $$
  select a.id from public.applications a
  where a.state not in ('draft', 'issued', 'delivered', 'declined', 'denied', 'withdrawn')
    -- Where a clock stands still nothing is due: its end is computed when it goes on.
    and (a.calendar_unknown or a.state = 'correcting'
      or greatest(a.notice_due_at, a.promised_due_at, a.statutory_due_at, a.delivery_due_at)
        >= p_from::timestamp at time zone 'Asia/Shanghai')
  order by coalesce(a.statutory_due_at, a.notice_due_at), a.id
$$;
comment on function private.running_limits(date) is 'Applications whose limits an edit from that day on may move, the most urgent first.';

create function private.move_limits(p_from date, p_reason text default null, p_edit uuid default null) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  a public.applications;
  v_id uuid;
  v_old jsonb;
  v_moved jsonb;
  v_count jsonb;
  v_applications int := 0;
  v_total jsonb := '{"later": 0, "earlier": 0, "filled": 0, "unknown": 0}';
  v_rows jsonb := '[]';
begin
  for v_id in select private.running_limits(p_from) loop
    select * into a from public.applications where id = v_id for update;
    v_old := private.due_moments(a);
    continue when not private.recompute_limits(v_id, p_reason);
    select * into a from public.applications where id = v_id;
    select jsonb_agg(jsonb_build_object('clock', n.key, 'old', v_old -> n.key, 'new', n.value) order by n.key) into v_moved
    from jsonb_each(private.due_moments(a)) n where n.value is distinct from v_old -> n.key;
    continue when v_moved is null;
    v_applications := v_applications + 1;
    select jsonb_build_object('later', count(*) filter (where m.new > m.old), 'earlier', count(*) filter (where m.new < m.old),
      'filled', count(*) filter (where m.old is null), 'unknown', count(*) filter (where m.new is null)) into v_count
    from jsonb_to_recordset(v_moved) m (old text, new text);
    select jsonb_object_agg(t.key, t.value::int + (v_count ->> t.key)::int) into v_total from jsonb_each_text(v_total) t;
    if v_applications <= 50 then
      v_rows := v_rows || jsonb_build_object('application_id', a.id, 'number', a.number,
        'item_name', (select i.name from public.items i where i.code = a.item_code),
        'enterprise_name', (select e.name from public.enterprises e where e.id = a.enterprise_id), 'moved', v_moved);
    end if;
    if p_edit is not null and a.handler_id is not null then
      perform private.tell_staff(a, 'application_limits_moved', array[a.handler_id], 'limits_moved:' || p_edit);
    end if;
  end loop;
  return v_total || jsonb_build_object('applications', v_applications, 'rows', v_rows);
end $$;
comment on function private.move_limits(date, text, uuid) is
  'Computes the running limits anew and counts what moved: {applications, later, earlier, filled, unknown, rows (the first 50)}. With a reason the applicant is told by an event, with p_edit the handler outside the app.';

create function private.edit_words(p_kind text, p_year int, p_reason text) returns text
language sql immutable
set search_path = ''
as $$
  select case p_kind when 'year' then format('%s 年放假安排公布', p_year) when 'hours' then '办公时间调整：' || p_reason
    else '工作日调整：' || p_reason end
$$;

create function private.settle_calendar() returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  e public.calendar_edits;
begin
  for e in select * from public.calendar_edits where made_at > private.now() - interval '10 minutes' order by made_at loop
    -- Beside an edit both would lock the same applications, each in the order of its own due moments.
    perform private.hold_calendar();
    perform private.move_limits(make_date(e.year, 1, 1), private.edit_words(e.kind, e.year, e.reason), e.id);
  end loop;
end $$;
comment on function private.settle_calendar() is 'A filing that was on its way while the calendar was edited has computed with the old one: looked over again for ten minutes. Nothing moves twice.';
insert into private.schedules (name, every_seconds, command)
values ('settle_calendar', 120, 'select private.settle_calendar()');

-- What an operator does with the calendar: look, try, edit, load a year, set opening hours. Everything that moves a
-- limit goes through private.change_calendar, so that it is written down and told in one way.

create function private.try_calendar(p_kind text, p_changes jsonb) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  begin
    v_answer := private.move_limits(private.apply_calendar(p_kind, p_changes));
    raise exception using errcode = 'CALTR';
  exception when sqlstate 'CALTR' then
    -- The subtransaction is gone and with it the edit; what was counted stays in the variable.
    null;
  end;
  return v_answer || private.changes_json(p_kind, p_changes);
end $$;
comment on function private.try_calendar(text, jsonb) is 'CalendarPreview: the edit itself, done and rolled back.';

create function private.fill_appeal_limits() returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- A limit that was unknown when the tier was entered is counted from that moment (enter_appeal_tier).
  update public.appeals a set
    contact_due_at = coalesce(a.contact_due_at, private.try_working_time(t.since, k.contact_value, k.contact_unit)),
    resolve_due_at = coalesce(a.resolve_due_at, private.try_working_time(t.since, k.resolve_value, k.resolve_unit))
  from public.appeal_kinds k, public.appeal_tiers t
  where k.code = a.kind and t.appeal_id = a.id and t.tier = a.tier and a.state = 'open'
    and (a.contact_due_at is null or a.resolve_due_at is null);
  update public.appeal_tiers t set due_at = a.resolve_due_at
  from public.appeals a where a.id = t.appeal_id and a.tier = t.tier and a.state = 'open' and t.due_at is null and a.resolve_due_at is not null;
end $$;
comment on function private.fill_appeal_limits() is 'Open appeals whose limits ended in a year that was unknown have them once its notice is loaded, or they would never climb. Known ones stay as they were promised.';

create function private.change_calendar(p_kind text, p_year int, p_changes jsonb, p_reason text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := gen_random_uuid();
  v_answer jsonb;
begin
  v_answer := private.move_limits(private.apply_calendar(p_kind, p_changes), private.edit_words(p_kind, p_year, p_reason), v_id);
  if p_kind = 'year' then
    perform private.fill_appeal_limits();
  end if;
  insert into public.calendar_edits (id, kind, year, changes, reason, applications, made_by, made_at)
  values (v_id, p_kind, p_year, p_changes, p_reason, (v_answer ->> 'applications')::int, auth.uid(), private.now());
  return v_answer || private.changes_json(p_kind, p_changes);
end $$;
comment on function private.change_calendar(text, int, jsonb, text) is 'CalendarPreview of what was done. The caller checked the right and the changes.';

create function private.changes_json(p_kind text, p_changes jsonb) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'days', coalesce(p_changes -> 'days', '[]'),
    'hours', case when p_kind = 'hours' then p_changes || jsonb_build_object('department',
      (select d.name from public.departments d where d.code = p_changes ->> 'department_code')) end,
    'appointments', (
      select count(*) from public.appointments p
      join jsonb_array_elements(p_changes -> 'days') d on d #>> '{after,working}' = 'false'
        and (lower(p.during) at time zone 'Asia/Shanghai')::date = (d ->> 'day')::date
      where p.state = 'booked'));
end $$;
comment on function private.changes_json(text, jsonb) is 'What an edit changes, as it is told, and how many booked video checks lie on days that become days off: those stay booked.';

-- ---------------------------------------------------------------------------------------------------------
create function private.preview_calendar_edit(p_days jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.require_role('operator');
  perform private.hold_calendar();
  return private.try_calendar('days', jsonb_build_object('days', private.read_day_changes(p_days)));
end $$;
create function public.preview_calendar_edit(p_days jsonb) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.preview_calendar_edit(p_days) $$;
comment on function public.preview_calendar_edit(jsonb) is
  'p_days [{day, working, name}] → CalendarPreview: which due moments would move. Changes nothing. Operator. Errors: BB001, BB002, BB007 days, BB017 unknown year, BB060 past day, BB062 nothing to change.';

create function private.edit_calendar(p_days jsonb, p_reason text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_reason text;
  v_changes jsonb;
begin
  perform private.require_role('operator');
  v_answer := private.replay(p_request_id, 'edit_calendar', jsonb_build_array(p_days, p_reason));
  if v_answer is not null then return v_answer; end if;
  perform private.hold_calendar();
  v_reason := private.need_text(p_reason, 'reason', 200);
  v_changes := private.read_day_changes(p_days);
  return private.remember(p_request_id, private.change_calendar('days', extract(year from (v_changes #>> '{0,day}')::date)::int,
    jsonb_build_object('days', v_changes), v_reason));
end $$;
create function public.edit_calendar(p_days jsonb, p_reason text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.edit_calendar(p_days, p_reason, p_request_id) $$;
comment on function public.edit_calendar(jsonb, text, uuid) is
  'Makes days working or off, with the reason that applicants read → CalendarPreview of what moved. A day set to what its weekday is, without a name, is no exception any more. Operator. Errors: as preview_calendar_edit, BB014/BB015 reason.';

-- ---------------------------------------------------------------------------------------------------------
create function private.read_year(p_year int, p_notice text, p_days jsonb) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_today int := extract(year from private.today());
  v_notice text;
  v_days jsonb;
  v_missing text;
begin
  if p_year is null or p_year not between v_today - 1 and v_today + 1 then
    perform private.fail('BB061', 'year', '{}', format('只能录入 %s 年或 %s 年的放假安排', v_today, v_today + 1));
  elsif exists (select from public.calendar_years y where y.year = p_year) then
    perform private.fail('BB061', 'year', '{}', format('%s 年已经录入；要改某一天，请单独改那一天', p_year));
  elsif exists (select from public.calendar_years) and not exists (select from public.calendar_years y where y.year = p_year - 1) then
    perform private.fail('BB061', 'year', '{}', format('要先录入 %s 年，中间不能空一年', p_year - 1));
  end if;
  v_notice := private.need_text(p_notice, 'notice', 200);
  if position(p_year::text in v_notice) = 0 then
    perform private.fail('BB007', 'notice', '{}', format('通知名称里没有 %s 年，看看是不是贴错了', p_year));
  end if;
  v_days := private.read_day_changes(p_days, p_year);
  -- 全国年节及纪念日放假办法 第二条: these are days off in every year, whatever the notice moves around them.
  select string_agg(to_char(m.day, 'FMMM月FMDD日'), '、' order by m.day) into v_missing
  from unnest(array[make_date(p_year, 1, 1), make_date(p_year, 5, 1), make_date(p_year, 5, 2),
    make_date(p_year, 10, 1), make_date(p_year, 10, 2), make_date(p_year, 10, 3)]) m (day)
  where not exists (select from jsonb_array_elements(p_days) d where (d ->> 'day')::date = m.day and d ->> 'working' = 'false');
  if v_missing is not null then
    perform private.fail('BB007', 'days', '{}', format('法定节假日没有写全，缺 %s', v_missing));
  end if;
  return jsonb_build_object('year', p_year, 'notice', v_notice, 'days', v_days);
end $$;
comment on function private.read_year(int, text, jsonb) is 'The notice of a year, checked. BB061 year; BB007/BB014/BB015 notice; BB007 days.';

create function private.preview_calendar_year(p_year int, p_notice text, p_days jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.require_role('operator');
  perform private.hold_calendar();
  return private.try_calendar('year', private.read_year(p_year, p_notice, p_days));
end $$;
create function public.preview_calendar_year(p_year int, p_notice text, p_days jsonb) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.preview_calendar_year(p_year, p_notice, p_days) $$;
comment on function public.preview_calendar_year(int, text, jsonb) is
  'The notice checked, and which unknown due moments it would fill → CalendarPreview. Changes nothing. Operator. Errors: as publish_calendar_year.';

create function private.publish_calendar_year(p_year int, p_notice text, p_days jsonb, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_changes jsonb;
begin
  perform private.require_role('operator');
  v_answer := private.replay(p_request_id, 'publish_calendar_year', jsonb_build_array(p_year, p_notice, p_days));
  if v_answer is not null then return v_answer; end if;
  perform private.hold_calendar();
  v_changes := private.read_year(p_year, p_notice, p_days);
  return private.remember(p_request_id, private.change_calendar('year', p_year, v_changes, v_changes ->> 'notice'));
end $$;
create function public.publish_calendar_year(p_year int, p_notice text, p_days jsonb, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.publish_calendar_year(p_year, p_notice, p_days, p_request_id) $$;
comment on function public.publish_calendar_year(int, text, jsonb, uuid) is
  'Loads the State Council''s notice of a year: p_days [{day, working, name}], days off and made-up weekends. Due moments that were unknown are filled in and told → CalendarPreview. Operator. Errors: BB001, BB002, BB007 notice/days, BB014/BB015 notice, BB061 year loaded, too far or with a hole before it.';

-- ---------------------------------------------------------------------------------------------------------
create function private.get_calendar(p_year int) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_year public.calendar_years;
begin
  perform private.require_role('operator', 'window', 'reviewer', 'head', 'officer', 'group_lead', 'taskforce');
  if p_year is null or p_year not between 2000 and 2200 then
    perform private.fail('BB007', 'year', '{}', '年份不对');
  end if;
  select * into v_year from public.calendar_years where year = p_year;
  return jsonb_build_object(
    'year', p_year,
    'notice', v_year.notice,
    'known_years', (select coalesce(jsonb_agg(y.year order by y.year), '[]') from public.calendar_years y),
    'today', private.today(),
    'may_edit', private.has_role('operator'),
    'working_days', case when v_year.year is not null then
      private.working_days_between(make_date(p_year, 1, 1), make_date(p_year, 12, 31)) + private.is_working_day(make_date(p_year, 1, 1))::int end,
    'days', coalesce((
      select jsonb_agg(jsonb_build_object('day', c.day, 'working', c.working, 'name', c.name) order by c.day)
      from public.calendar_days c where extract(year from c.day) = p_year), '[]'),
    'departments', (
      select jsonb_agg(jsonb_build_object('code', d.code, 'name', d.short_name) order by d.position, d.code) from public.departments d),
    'hours', (
      select jsonb_agg(jsonb_build_object('department_code', h.department_code,
          'department', (select d.name from public.departments d where d.code = h.department_code),
          'valid_from', case when h.valid_from > '2000-01-01' then h.valid_from end, 'hours', h.hours)
        order by h.department_code nulls first, h.valid_from)
      from (
        select x.department_code, x.valid_from, jsonb_agg(jsonb_build_object('opens', to_char(x.opens, 'HH24:MI'),
          'closes', to_char(x.closes, 'HH24:MI')) order by x.opens) filter (where x.opens is not null) as hours
        from public.hall_hours x group by x.department_code, x.valid_from
      ) h
      -- What has been replaced before this year is history: calendar_edits keeps it.
      where not exists (
        select from public.hall_hours n where n.department_code is not distinct from h.department_code
          and n.valid_from > h.valid_from and n.valid_from <= make_date(p_year, 1, 1))),
    'edits', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'made_at', private.iso(e.made_at),
          'made_by', (select s.display_name from public.staff s where s.person_id = e.made_by), 'reason', e.reason,
          'applications', e.applications) || private.changes_json(e.kind, e.changes) - 'appointments'
        order by e.made_at desc, e.id)
      from public.calendar_edits e where e.year = p_year), '[]'));
end $$;
create function public.get_calendar(p_year int) returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_calendar(p_year) $$;
comment on function public.get_calendar(int) is
  'One year for the people who work by it → CalendarYear: notice (null: not published, limits that end there are unknown), exceptions, opening hours, edits with their reasons. Staff. Errors: BB001, BB002, BB007 year.';

grant execute on function private.preview_calendar_edit(jsonb), public.preview_calendar_edit(jsonb),
  private.edit_calendar(jsonb, text, uuid), public.edit_calendar(jsonb, text, uuid),
  private.preview_calendar_year(int, text, jsonb), public.preview_calendar_year(int, text, jsonb),
  private.publish_calendar_year(int, text, jsonb, uuid), public.publish_calendar_year(int, text, jsonb, uuid),
  private.get_calendar(int), public.get_calendar(int) to authenticated;

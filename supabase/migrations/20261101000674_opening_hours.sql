-- Opening hours by department, from a day on: counties change them with the season (夏季作息时间, 冬季作息时间).
--
-- They hold from tomorrow at the earliest, so that what was counted today stays counted.

create function private.held_hours(p_department text, p_day date) returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_agg(jsonb_build_object('opens', to_char(h.opens, 'HH24:MI'), 'closes', to_char(h.closes, 'HH24:MI')) order by h.opens)
    filter (where h.opens is not null)
  from public.hall_hours h
  where h.department_code is not distinct from p_department and h.valid_from = (
    select max(x.valid_from) from public.hall_hours x
    where x.department_code is not distinct from p_department and x.valid_from <= p_day)
$$;
comment on function private.held_hours(text, date) is 'Hours that a department, or with null the hall, has of its own on a day; null where it goes by the hall.';

create function private.read_hours(p_department text, p_hours jsonb, p_from date) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_before jsonb := private.held_hours(p_department, p_from);
  v_after jsonb;
  v_row record;
  v_last text := '';
begin
  if p_department is not null and not exists (select from public.departments d where d.code = p_department) then
    perform private.fail('BB007', 'department', '{}', '没有这个部门');
  elsif p_from is null or p_from <= private.today() then
    perform private.fail('BB060', 'valid_from', '{}', '办公时间从明天起才能改，今天已经按原来的走了');
  elsif p_from > private.today() + 400 then
    perform private.fail('BB007', 'valid_from', '{}', '最多提前一年设置');
  end if;
  if p_hours is not null and jsonb_typeof(p_hours) <> 'null' and p_hours <> '[]' then
    if jsonb_typeof(p_hours) <> 'array' or jsonb_array_length(p_hours) > 4 then
      perform private.fail('BB007', 'hours', '{}', '一天最多分四段');
    end if;
    for v_row in select h ->> 'opens' as opens, h ->> 'closes' as closes from jsonb_array_elements(p_hours) h order by 1 loop
      if coalesce(v_row.opens, '') !~ '^([01]\d|2[0-3]):[0-5]\d$' or coalesce(v_row.closes, '') !~ '^([01]\d|2[0-3]):[0-5]\d$' then
        perform private.fail('BB007', 'hours', '{}', '时间要写成 08:30 这样');
      elsif v_row.opens >= v_row.closes then
        perform private.fail('BB007', 'hours', '{}', format('%s 到 %s：下班要晚于上班', v_row.opens, v_row.closes));
      elsif v_row.opens < v_last then
        perform private.fail('BB007', 'hours', '{}', format('%s 开始的这一段和前一段重叠了', v_row.opens));
      end if;
      v_last := v_row.closes;
    end loop;
    select jsonb_agg(jsonb_build_object('opens', h ->> 'opens', 'closes', h ->> 'closes') order by h ->> 'opens') into v_after
    from jsonb_array_elements(p_hours) h;
  elsif p_department is null then
    perform private.fail('BB007', 'hours', '{}', '大厅至少要有一段办公时间');
  end if;
  if v_before is not distinct from v_after then
    perform private.fail('BB062', 'hours');
  end if;
  return jsonb_build_object('department_code', p_department, 'valid_from', p_from, 'before', v_before, 'after', v_after);
end $$;
comment on function private.read_hours(text, jsonb, date) is 'New opening hours, checked, with those that they replace. BB007 department/hours/valid_from, BB060 valid_from, BB062.';

create function private.preview_hall_hours(p_department text, p_hours jsonb, p_from date) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  perform private.require_role('operator');
  perform private.hold_calendar();
  return private.try_calendar('hours', private.read_hours(p_department, p_hours, p_from));
end $$;
create function public.preview_hall_hours(p_department text, p_hours jsonb, p_from date) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.preview_hall_hours(p_department, p_hours, p_from) $$;
comment on function public.preview_hall_hours(text, jsonb, date) is
  'Which due moments new opening hours would move → CalendarPreview. Changes nothing. Operator. Errors: as set_hall_hours.';

create function private.set_hall_hours(p_department text, p_hours jsonb, p_from date, p_reason text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_reason text;
begin
  perform private.require_role('operator');
  v_answer := private.replay(p_request_id, 'set_hall_hours', jsonb_build_array(p_department, p_hours, p_from, p_reason));
  if v_answer is not null then return v_answer; end if;
  perform private.hold_calendar();
  v_reason := private.need_text(p_reason, 'reason', 200);
  return private.remember(p_request_id, private.change_calendar('hours', extract(year from p_from)::int,
    private.read_hours(p_department, p_hours, p_from), v_reason));
end $$;
create function public.set_hall_hours(p_department text, p_hours jsonb, p_from date, p_reason text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.set_hall_hours(p_department, p_hours, p_from, p_reason, p_request_id) $$;
comment on function public.set_hall_hours(text, jsonb, date, text, uuid) is
  'Opening hours [{opens, closes}] of a department (null: the hall) from a day on, with the reason that applicants read; null or [] puts a department back to the hall''s → CalendarPreview of what moved. Operator. Errors: BB001, BB002, BB007 department/hours/valid_from, BB014/BB015 reason, BB060 valid_from, BB062 hours.';

grant execute on function private.preview_hall_hours(text, jsonb, date), public.preview_hall_hours(text, jsonb, date),
  private.set_hall_hours(text, jsonb, date, text, uuid), public.set_hall_hours(text, jsonb, date, text, uuid) to authenticated;

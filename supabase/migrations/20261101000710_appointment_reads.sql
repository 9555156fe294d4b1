-- Why: the answers of the booking and video-check screens, built once here so that every screen says the same.

create function private.appointment_summary(p_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_json jsonb;
begin
  perform private.require_user();
  select jsonb_build_object(
    'id', a.id, 'application_id', a.application_id, 'item_name', i.name, 'enterprise_name', e.name,
    'starts_at', private.iso(lower(a.during)), 'ends_at', private.iso(upper(a.during)),
    'state', a.state, 'kind', a.kind, 'officer', private.staff_card(a.staff_id, a.enterprise_id),
    'conclusion', a.conclusion)
  into v_json
  from public.appointments a
  join public.applications p on p.id = a.application_id
  join public.items i on i.code = p.item_code
  join public.enterprises e on e.id = a.enterprise_id
  where a.id = p_id;
  return v_json;
end;
$$;
comment on function private.appointment_summary(uuid) is 'AppointmentSummary as jsonb. Callers check first that the person may see it.';

-- Check points that the answers of this application switch on (核查要点).
create function private.application_check_points(p_application_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_user();
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.key, 'title', c.title, 'standard', c.standard,
      'how_to_show', c.how_to_show, 'basis', c.basis, 'when', c.when_answers) order by c.position), '[]'::jsonb)
    from public.applications p
    join public.item_check_points c on c.version_id = p.item_version_id
    where p.id = p_application_id and private.matches(c.when_answers, p.situation_answers));
end;
$$;
comment on function private.application_check_points(uuid) is 'CheckPoint[] of an application. Callers check first that the person may see it.';

create function private.get_appointment(p_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  a public.appointments;
  v_mine boolean;
  v_staff boolean;
begin
  select * into a from public.appointments where id = p_id;
  v_mine := a.enterprise_id in (select private.my_enterprise_ids());
  v_staff := a.staff_id = v_user;
  if a.id is null or not private.sees_appointment(a) then
    perform private.fail('BB004');
  end if;
  return private.appointment_summary(p_id) || jsonb_build_object(
    'server_now', private.iso(private.now()),
    'row_version', a.row_version,
    'applicant_name', (select pe.name from public.people pe where pe.id = a.booked_by),
    'check_points', private.application_check_points(a.application_id),
    'findings', (select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'verdict', f.verdict, 'note', f.note,
        'photos', f.photos) order by f.key), '[]'::jsonb)
      from public.appointment_findings f where f.appointment_id = p_id),
    'conclusion_note', a.conclusion_note,
    'can', to_jsonb(array_remove(array[
      case when v_mine and a.state = 'booked' and lower(a.during) > private.now() then 'change' end,
      case when v_mine and a.state = 'booked' and lower(a.during) > private.now() then 'cancel' end,
      case when v_staff and a.state = 'booked' then 'record' end,
      case when v_staff and a.state = 'booked' then 'conclude' end], null)));
end;
$$;

create function public.get_appointment(p_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_appointment(p_id) $$;
comment on function public.get_appointment(uuid) is 'AppointmentDetail. BB001, BB004.';

-- Days of one officer with their slots; p_mine marks the caller's own application.
create function private.slot_days(p_staff uuid, p_from date, p_days integer, p_application uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_user();
  return (
    select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'working', not private.known_day_off(d.day),
      'free', coalesce(s.free, 0), 'slots', coalesce(s.slots, '[]'::jsonb)) order by d.day), '[]'::jsonb)
    from (select p_from + n as day from generate_series(0, least(greatest(p_days, 1), 31) - 1) n) d
    left join lateral (
      select count(*) filter (where t.state = 'free') as free,
             jsonb_agg(jsonb_build_object('id', t.id, 'starts_at', private.iso(t.starts_at),
               'ends_at', private.iso(t.ends_at), 'state', t.state) order by t.starts_at) as slots
      from (
        select sl.id, lower(sl.during) as starts_at, upper(sl.during) as ends_at,
          case when b.application_id = p_application then 'mine' when b.id is not null then 'taken' else 'free' end as state
        from public.slots sl
        left join public.appointments b on b.staff_id = sl.staff_id and b.during && sl.during and b.state = 'booked'
        where sl.staff_id = p_staff and sl.state = 'open' and lower(sl.during) > private.now()
          and (lower(sl.during) at time zone 'Asia/Shanghai')::date = d.day) t
    ) s on true);
end;
$$;

create function private.list_slots(p_application_id uuid, p_from date, p_days integer)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_enterprise uuid;
begin
  perform private.require_user();
  select a.enterprise_id into v_enterprise from public.applications a where a.id = p_application_id;
  if v_enterprise is null or v_enterprise not in (select private.my_enterprise_ids()) then
    perform private.fail('BB004');
  end if;
  return private.slot_days(private.current_officer(v_enterprise), p_from, p_days, p_application_id);
end;
$$;

create function public.list_slots(p_application_id uuid, p_from date, p_days integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.list_slots(p_application_id, p_from, p_days) $$;
comment on function public.list_slots(uuid, date, integer) is
  'SlotDay[] of the officer who looks after the application''s enterprise today (stand-in included), future slots only. BB001, BB004.';

create function private.my_slots(p_from date, p_days integer)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := private.require_user();
begin
  if not exists (select 1 from public.staff s where s.person_id = v_user and s.active) then
    perform private.fail('BB002');
  end if;
  return private.slot_days(v_user, p_from, p_days, null);
end;
$$;

create function public.my_slots(p_from date, p_days integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.my_slots(p_from, p_days) $$;
comment on function public.my_slots(date, integer) is 'SlotDay[] of the calling officer, future slots only. BB001, BB002.';

create function private.my_schedule(p_day date)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := private.require_user();
begin
  return (
    select coalesce(jsonb_agg(private.appointment_summary(a.id) order by lower(a.during)), '[]'::jsonb)
    from public.appointments a
    where a.staff_id = v_user and a.state <> 'cancelled' and private.sees_appointment(a)
      and (lower(a.during) at time zone 'Asia/Shanghai')::date = p_day);
end;
$$;

create function public.my_schedule(p_day date) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.my_schedule(p_day) $$;
comment on function public.my_schedule(date) is 'AppointmentSummary[] of the caller on a day (Asia/Shanghai), in order, cancelled ones left out. BB001.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.get_appointment(uuid) to authenticated;
grant execute on function private.get_appointment(uuid) to authenticated;
grant execute on function public.list_slots(uuid, date, integer) to authenticated;
grant execute on function private.list_slots(uuid, date, integer) to authenticated;
grant execute on function public.my_slots(date, integer) to authenticated;
grant execute on function private.my_slots(date, integer) to authenticated;
grant execute on function public.my_schedule(date) to authenticated;
grant execute on function private.my_schedule(date) to authenticated;

-- Why: opening, booking, changing, recording and concluding a video check. Each is one RPC, harmless to retry.

create function private.open_slots(p_day date, p_from time, p_to time, p_minutes integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  v_start timestamptz;
  v_count integer := 0;
begin
  if not exists (select 1 from public.staff s join public.staff_roles r on r.person_id = s.person_id
                 where s.person_id = v_user and s.active and r.role = 'officer') then
    perform private.fail('BB002');
  end if;
  v_answer := private.replay(p_request_id, 'open_slots', jsonb_build_array(p_day, p_from, p_to, p_minutes));
  if v_answer is not null then return v_answer; end if;
  if p_minutes is null or p_minutes not between 10 and 120 then perform private.fail('BB007', 'minutes'); end if;
  if p_from is null or p_to is null or p_from >= p_to then perform private.fail('BB007', 'to'); end if;
  if p_day is null or private.known_day_off(p_day) then perform private.fail('BB041', 'day'); end if;
  v_start := (p_day + p_from) at time zone 'Asia/Shanghai';
  if v_start <= private.now() then perform private.fail('BB011', 'from'); end if;
  while v_start + make_interval(mins => p_minutes) <= (p_day + p_to) at time zone 'Asia/Shanghai' loop
    -- A time that is open already stays as it is: opening twice is not an error.
    insert into public.slots (staff_id, during)
    values (v_user, tstzrange(v_start, v_start + make_interval(mins => p_minutes)))
    on conflict do nothing;
    if found then v_count := v_count + 1; end if;
    v_start := v_start + make_interval(mins => p_minutes);
  end loop;
  return private.remember(p_request_id, jsonb_build_object('opened', v_count));
end;
$$;

create function public.open_slots(p_day date, p_from time, p_to time, p_minutes integer, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.open_slots(p_day, p_from, p_to, p_minutes, p_request_id) $$;
comment on function public.open_slots(date, time, time, integer, uuid) is
  'Opens consecutive slots of p_minutes on a working day for the calling officer; {opened}. BB002, BB007, BB011 past, BB041 not a working day.';

create function private.close_slot(p_slot_id uuid, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  v_slot public.slots;
begin
  v_answer := private.replay(p_request_id, 'close_slot', jsonb_build_array(p_slot_id));
  if v_answer is not null then return v_answer; end if;
  select * into v_slot from public.slots where id = p_slot_id and staff_id = v_user for update;
  if v_slot.id is null then perform private.fail('BB004'); end if;
  -- A booked time is a promise; it is cancelled by talking to the enterprise, not by closing the slot.
  if exists (select 1 from public.appointments a where a.slot_id = p_slot_id and a.state = 'booked') then
    perform private.fail('BB010');
  end if;
  update public.slots set state = 'closed' where id = p_slot_id;
  return private.remember(p_request_id, jsonb_build_object('closed', true));
end;
$$;

create function public.close_slot(p_slot_id uuid, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.close_slot(p_slot_id, p_request_id) $$;
comment on function public.close_slot(uuid, uuid) is 'Closes one open, unbooked slot of the caller. BB004, BB010 it is booked.';

-- Locks a slot of the enterprise's officer and says why not, when it cannot be had.
create function private.lock_free_slot(p_slot_id uuid, p_enterprise_id uuid)
returns public.slots
language plpgsql volatile security definer set search_path = ''
as $$
declare v_slot public.slots;
begin
  perform private.require_user();
  select * into v_slot from public.slots where id = p_slot_id for update;
  if v_slot.id is null or v_slot.staff_id is distinct from private.current_officer(p_enterprise_id) then
    perform private.fail('BB004');
  end if;
  if v_slot.state <> 'open' or lower(v_slot.during) <= private.now() then perform private.fail('BB011'); end if;
  if exists (select 1 from public.appointments a
             where a.staff_id = v_slot.staff_id and a.state = 'booked' and a.during && v_slot.during) then
    perform private.fail('BB010');
  end if;
  return v_slot;
end;
$$;

create function private.book_appointment(p_application_id uuid, p_slot_id uuid, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  v_application public.applications;
  v_slot public.slots;
  v_id uuid;
begin
  v_answer := private.replay(p_request_id, 'book_appointment', jsonb_build_array(p_application_id, p_slot_id));
  if v_answer is not null then return v_answer; end if;
  select * into v_application from public.applications where id = p_application_id for update;
  if v_application.id is null or v_application.enterprise_id not in (select private.my_enterprise_ids()) then
    perform private.fail('BB004');
  end if;
  if v_application.state not in ('draft', 'submitted', 'correcting', 'resubmitted', 'accepted', 'reviewing') then
    perform private.fail('BB005');
  end if;
  if jsonb_array_length(private.application_check_points(p_application_id)) = 0 then perform private.fail('BB040'); end if;
  if exists (select 1 from public.appointments a where a.application_id = p_application_id and a.state = 'booked') then
    perform private.fail('BB021');
  end if;
  v_slot := private.lock_free_slot(p_slot_id, v_application.enterprise_id);
  begin
    insert into public.appointments (application_id, enterprise_id, staff_id, slot_id, during, kind, booked_by)
    values (p_application_id, v_application.enterprise_id, v_slot.staff_id, v_slot.id, v_slot.during,
      case when v_application.state = 'draft' then 'pre' else 'post' end::public.appointment_kind, v_user)
    returning id into v_id;
  exception when exclusion_violation then
    perform private.fail('BB010');
  end;
  perform private.log_event(p_application_id, 'appointment_booked', null,
    jsonb_build_object('appointment_id', v_id, 'starts_at', private.iso(lower(v_slot.during))));
  perform private.tell_appointment(v_id);
  return private.remember(p_request_id, private.appointment_summary(v_id));
end;
$$;

create function public.book_appointment(p_application_id uuid, p_slot_id uuid, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.book_appointment(p_application_id, p_slot_id, p_request_id) $$;
comment on function public.book_appointment(uuid, uuid, uuid) is
  'AppointmentSummary. BB004, BB005 already decided, BB010 slot just taken, BB011 past or closed, BB021 one is booked, BB040 item needs none.';

-- The application first and then its appointment, as every move of the application does (withdrawing cancels what
-- is booked): two who lock the same rows in two orders would be a deadlock.
create function private.lock_appointment(p_id uuid)
returns public.appointments
language plpgsql volatile security definer set search_path = ''
as $$
declare a public.appointments;
begin
  perform private.require_user();
  perform from public.applications p
  where p.id = (select b.application_id from public.appointments b where b.id = p_id) for update;
  select * into a from public.appointments where id = p_id for update;
  return a;
end;
$$;
comment on function private.lock_appointment(uuid) is 'The appointment, locked together with its application, or an empty row. Callers check whose it is.';

create function private.change_appointment(p_appointment_id uuid, p_slot_id uuid, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  a public.appointments;
  v_slot public.slots;
begin
  v_answer := private.replay(p_request_id, 'change_appointment', jsonb_build_array(p_appointment_id, p_slot_id));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appointment(p_appointment_id);
  if a.id is null or a.enterprise_id not in (select private.my_enterprise_ids()) then perform private.fail('BB004'); end if;
  if a.state <> 'booked' or lower(a.during) <= private.now() then perform private.fail('BB005'); end if;
  v_slot := private.lock_free_slot(p_slot_id, a.enterprise_id);
  begin
    update public.appointments set slot_id = v_slot.id, staff_id = v_slot.staff_id, during = v_slot.during,
      booked_by = v_user, row_version = row_version + 1
    where id = p_appointment_id;
  exception when exclusion_violation then
    perform private.fail('BB010');
  end;
  perform private.log_event(a.application_id, 'appointment_changed', null, jsonb_build_object(
    'appointment_id', a.id, 'from', private.iso(lower(a.during)), 'starts_at', private.iso(lower(v_slot.during))));
  perform private.tell_appointment(a.id);
  return private.remember(p_request_id, private.appointment_summary(a.id));
end;
$$;

create function public.change_appointment(p_appointment_id uuid, p_slot_id uuid, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.change_appointment(p_appointment_id, p_slot_id, p_request_id) $$;
comment on function public.change_appointment(uuid, uuid, uuid) is
  'Moves a booked check to another free slot; the old one stays booked when the new one cannot be had. BB004, BB005, BB010, BB011.';

create function private.cancel_appointment(p_appointment_id uuid, p_reason text, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer jsonb;
  a public.appointments;
  v_reason text := nullif(btrim(coalesce(p_reason, '')), '');
begin
  perform private.require_user();
  v_answer := private.replay(p_request_id, 'cancel_appointment', jsonb_build_array(p_appointment_id, p_reason));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appointment(p_appointment_id);
  if a.id is null or a.enterprise_id not in (select private.my_enterprise_ids()) then perform private.fail('BB004'); end if;
  if a.state <> 'booked' or lower(a.during) <= private.now() then perform private.fail('BB005'); end if;
  if char_length(v_reason) > 200 then perform private.fail('BB015', 'reason', jsonb_build_object('max', 200)); end if;
  update public.appointments set state = 'cancelled', cancel_reason = v_reason, row_version = row_version + 1
  where id = p_appointment_id;
  perform private.log_event(a.application_id, 'appointment_cancelled', v_reason,
    jsonb_build_object('appointment_id', a.id, 'starts_at', private.iso(lower(a.during))));
  perform private.tell_appointment(a.id);
  return private.remember(p_request_id, private.appointment_summary(a.id));
end;
$$;

create function public.cancel_appointment(p_appointment_id uuid, p_reason text, p_request_id uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.cancel_appointment(p_appointment_id, p_reason, p_request_id) $$;
comment on function public.cancel_appointment(uuid, text, uuid) is 'Gives the slot back before the call begins. BB004, BB005, BB015.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.open_slots(date, time, time, integer, uuid) to authenticated;
grant execute on function private.open_slots(date, time, time, integer, uuid) to authenticated;
grant execute on function public.close_slot(uuid, uuid) to authenticated;
grant execute on function private.close_slot(uuid, uuid) to authenticated;
grant execute on function public.book_appointment(uuid, uuid, uuid) to authenticated;
grant execute on function private.book_appointment(uuid, uuid, uuid) to authenticated;
grant execute on function public.change_appointment(uuid, uuid, uuid) to authenticated;
grant execute on function private.change_appointment(uuid, uuid, uuid) to authenticated;
grant execute on function public.cancel_appointment(uuid, text, uuid) to authenticated;
grant execute on function private.cancel_appointment(uuid, text, uuid) to authenticated;

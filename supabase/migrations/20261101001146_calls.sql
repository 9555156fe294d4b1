-- Why: wx.joinVoIPChat takes a signature so that a room cannot be entered by whoever knows its name. The key of it
-- is WeChat's session_key, which the function call-sign gets by a fresh wx.login code and forgets with its answer.
-- The database says who may ask for which room, and when.

insert into private.error_codes (code, message, hint) values
  ('BB111', '还没到视频核查的时间', '到预约的时间再进来，提前 15 分钟可以进');

insert into private.settings (key, value, note) values
  ('call_opens_minutes', '15', 'How long before a booked video check its room opens'),
  ('call_closes_minutes', '30', 'How long after its end one may still come in');

insert into private.rate_limits (action, per, window_seconds, max, note) values
  ('call', 'person', 3600, 60, 'Somebody whose network comes and goes enters again and again');

create function private.open_call(p_appointment_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  a public.appointments;
  v_opens timestamptz;
  v_closes timestamptz;
begin
  select * into a from public.appointments where id = p_appointment_id;
  -- Two people: who holds the check and who booked it. Not a colleague, and nobody who lost the right meanwhile.
  if a.id is null or not private.sees_appointment(a)
    or not ((a.staff_id = v_user and private.has_role('officer'))
      or (a.booked_by = v_user and a.enterprise_id in (select private.my_enterprise_ids()))) then
    perform private.fail('BB004');
  end if;
  perform private.hit_limit('call');
  v_opens := lower(a.during) - make_interval(mins => (private.setting('call_opens_minutes') #>> '{}')::int);
  v_closes := upper(a.during) + make_interval(mins => (private.setting('call_closes_minutes') #>> '{}')::int);
  if a.state <> 'booked' then
    perform private.fail('BB005', null, '{}', '这次视频核查已经结束或取消了');
  elsif private.now() < v_opens then
    perform private.fail('BB111', null, jsonb_build_object('opens_at', private.iso(v_opens)));
  elsif private.now() > v_closes then
    perform private.fail('BB111', null, jsonb_build_object('closed_at', private.iso(v_closes)),
      '这次视频核查的时间已经过了', '和对方另约一个时间');
  end if;
  return jsonb_build_object('group_id', 'bb' || replace(a.id::text, '-', ''), 'closes_at', private.iso(v_closes),
    'person_id', v_user);
end $$;

create function public.open_call(p_appointment_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.open_call(p_appointment_id) $$;
comment on function public.open_call(uuid) is
  '{group_id, closes_at, person_id: the caller}: the room of a booked video check, for the officer who holds it and the person who booked it, around its time. For call-sign. Errors: BB001, BB004, BB005 over or cancelled, BB080, BB111 too early or too late.';

grant execute on function private.open_call(uuid), public.open_call(uuid) to authenticated;

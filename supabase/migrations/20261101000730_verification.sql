-- Why: the officer's record of a video check: a verdict per check point while the call runs, then one
-- conclusion that closes it and becomes an event of the application. 没看清 is a verdict of its own, and a
-- conclusion is refused until every point has one, so that nobody passes what nobody looked at.

create function private.tell_appointment(p_id uuid)
returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare a public.appointments;
begin
  select * into a from public.appointments where id = p_id;
  perform realtime.send(jsonb_build_object('id', p_id), 'changed', 'appointment:' || p_id, true);
  perform private.notify_people(
    private.live_members(a.enterprise_id) || a.staff_id,
    'changed', jsonb_build_object('what', 'appointment', 'id', p_id, 'application_id', a.application_id));
end;
$$;
comment on function private.tell_appointment(uuid) is 'Pokes the appointment''s topic and the people of both sides.';

create function private.record_finding(p_appointment_id uuid, p_key text, p_verdict text, p_note text, p_photos jsonb, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  a public.appointments;
  v_photos jsonb;
  v_note text := nullif(btrim(coalesce(p_note, '')), '');
begin
  v_answer := private.replay(p_request_id, 'record_finding',
    jsonb_build_array(p_appointment_id, p_key, p_verdict, p_note, p_photos));
  if v_answer is not null then return v_answer; end if;
  if jsonb_array_length(coalesce(p_photos, '[]'::jsonb)) > 0 then perform private.hit_limit('upload'); end if;
  a := private.lock_appointment(p_appointment_id);
  if a.id is null or a.staff_id <> v_user or not private.sees_appointment(a) then perform private.fail('BB004'); end if;
  if a.state <> 'booked' then perform private.fail('BB005'); end if;
  if not private.application_check_points(a.application_id) @> jsonb_build_array(jsonb_build_object('id', p_key)) then
    perform private.fail('BB004');
  end if;
  if p_verdict is null or p_verdict not in ('ok', 'fix', 'unclear') then perform private.fail('BB007', 'verdict'); end if;
  if p_verdict = 'fix' and v_note is null then perform private.fail('BB014', 'note'); end if;
  if char_length(v_note) > 500 then perform private.fail('BB015', 'note', jsonb_build_object('max', 500)); end if;
  select coalesce(jsonb_agg(coalesce(
      -- A photo kept from an earlier save of this point is not uploaded again.
      (select old from public.appointment_findings f, jsonb_array_elements(f.photos) old
       where f.appointment_id = a.id and f.key = p_key and old ->> 'path' = p.value ->> 'path'),
      private.checked_upload('verification', p.value ->> 'path', p.value ->> 'name', 'photos')) order by p.ordinality), '[]'::jsonb)
  into v_photos
  from jsonb_array_elements(coalesce(p_photos, '[]'::jsonb)) with ordinality p;
  if exists (select 1 from jsonb_array_elements(v_photos) f where f ->> 'path' not like a.id || '/%') then
    perform private.fail('BB013', 'photos');
  end if;
  insert into public.appointment_findings (appointment_id, key, verdict, note, photos, updated_at)
  values (a.id, p_key, p_verdict::public.finding_verdict, v_note, v_photos, private.now())
  on conflict (appointment_id, key) do update
    set verdict = excluded.verdict, note = excluded.note, photos = excluded.photos, updated_at = excluded.updated_at;
  perform realtime.send(jsonb_build_object('id', a.id), 'changed', 'appointment:' || a.id, true);
  return private.remember(p_request_id, jsonb_build_object('key', p_key, 'verdict', p_verdict, 'note', v_note, 'photos', v_photos));
end;
$$;

create function public.record_finding(p_appointment_id uuid, p_key text, p_verdict text, p_note text, p_photos jsonb, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.record_finding(p_appointment_id, p_key, p_verdict, p_note, p_photos, p_request_id) $$;
comment on function public.record_finding(uuid, text, text, text, jsonb, uuid) is
  'Finding. p_photos: [{path,name}] in bucket verification. A point to mend needs a note. BB004, BB005, BB007, BB013, BB014, BB015, BB080, BB095 not checked yet.';

create function private.conclude_appointment(p_appointment_id uuid, p_conclusion text, p_note text, p_row_version integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb;
  a public.appointments;
  v_note text := nullif(btrim(coalesce(p_note, '')), '');
  v_open integer;
  v_bad integer;
begin
  v_answer := private.replay(p_request_id, 'conclude_appointment',
    jsonb_build_array(p_appointment_id, p_conclusion, p_note, p_row_version));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appointment(p_appointment_id);
  if a.id is null or a.staff_id <> v_user or not private.sees_appointment(a) then perform private.fail('BB004'); end if;
  if a.state <> 'booked' then perform private.fail('BB005'); end if;
  if a.row_version is distinct from p_row_version then perform private.fail('BB006'); end if;
  if p_conclusion is null or p_conclusion not in ('pass', 'rectify', 'fail') then perform private.fail('BB007', 'conclusion'); end if;
  if p_conclusion <> 'pass' and v_note is null then perform private.fail('BB014', 'note'); end if;
  if char_length(v_note) > 1000 then perform private.fail('BB015', 'note', jsonb_build_object('max', 1000)); end if;
  select count(*) filter (where f.key is null), count(*) filter (where f.verdict <> 'ok') into v_open, v_bad
  from jsonb_array_elements(private.application_check_points(a.application_id)) c
  left join public.appointment_findings f on f.appointment_id = a.id and f.key = c ->> 'id';
  if v_open > 0 then perform private.fail('BB042', 'findings', jsonb_build_object('open', v_open)); end if;
  if p_conclusion = 'pass' and v_bad > 0 then perform private.fail('BB043', 'conclusion', jsonb_build_object('not_ok', v_bad)); end if;
  update public.appointments set state = 'done', conclusion = p_conclusion::public.verification_conclusion,
    conclusion_note = v_note, concluded_at = private.now(), row_version = row_version + 1
  where id = a.id;
  perform private.log_event(a.application_id, 'verification_concluded', v_note,
    jsonb_build_object('appointment_id', a.id, 'conclusion', p_conclusion));
  perform private.tell_appointment(a.id);
  return private.remember(p_request_id, private.appointment_summary(a.id));
end;
$$;

create function public.conclude_appointment(p_appointment_id uuid, p_conclusion text, p_note text, p_row_version integer, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.conclude_appointment(p_appointment_id, p_conclusion, p_note, p_row_version, p_request_id) $$;
comment on function public.conclude_appointment(uuid, text, text, integer, uuid) is
  'AppointmentSummary. pass | rectify | fail; all but pass need a note. BB004, BB005, BB006, BB014, BB042 points undecided, BB043 pass with points not ok.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.record_finding(uuid, text, text, text, jsonb, uuid) to authenticated;
grant execute on function private.record_finding(uuid, text, text, text, jsonb, uuid) to authenticated;
grant execute on function public.conclude_appointment(uuid, text, text, integer, uuid) to authenticated;
grant execute on function private.conclude_appointment(uuid, text, text, integer, uuid) to authenticated;

-- How a move is written down and told: one function appends the event, one changes the state.
--
-- Every theme that touches an application (filing, review, video checks, results) goes through log_event, so the
-- chain of hashes, the poke to open screens and the message outside the app cannot be forgotten by one of them.

create function private.staff_label(p_staff uuid) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select case when exists (select from public.staff_roles r where r.person_id = s.person_id and r.role in ('window', 'reviewer', 'head'))
      then d.short_name || s.display_name else s.display_name end
    from public.staff s join public.departments d on d.code = s.department_code
    where s.person_id = p_staff);
end $$;
comment on function private.staff_label(uuid) is 'How the applicant reads a staff member: 审批局王科员; a helper-officer by name alone, 李专员.';

create function private.application_people(a public.applications) returns uuid[]
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select array_agg(distinct p.id) from (
      -- The applicant of a draft may still wait for confirmation; of what was filed only who may act today hears.
      select a.applicant_id as id where a.state = 'draft'
      union all select unnest(private.live_members(a.enterprise_id)) where a.state <> 'draft'
      union all select private.current_officer(a.enterprise_id)
      union all select a.handler_id
      union all select s.person_id from public.staff s join public.staff_roles r on r.person_id = s.person_id
        where s.active and case when a.state in ('submitted', 'resubmitted', 'approved') then r.role = 'window'
          else a.state in ('accepted', 'reviewing') and r.role in ('reviewer', 'head') and s.department_code = a.department_code end
    ) p where p.id is not null);
end $$;
comment on function private.application_people(public.applications) is 'Whose screens a change of this application touches: the enterprise, its officer, the handler, the desk it lies on.';

create function private.log_event(p_application uuid, p_kind text, p_note text default null, p_data jsonb default '{}')
returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications;
  e public.application_events;
  v_hats text[];
  v_to uuid;
begin
  -- The lock makes seq and the chain gapless, also for callers that locked something else first.
  select * into a from public.applications where id = p_application for update;
  select * into e from public.application_events where application_id = p_application order by seq desc limit 1;
  e.application_id := p_application;
  e.seq := coalesce(e.seq, 0) + 1;
  e.prev_hash := e.hash;
  e.kind := p_kind;
  e.note := p_note;
  e.data := coalesce(p_data, '{}');
  e.at := private.now();
  e.actor_id := auth.uid();
  v_hats := private.hats(a);
  e.actor_side := case when v_hats && '{applicant,pending}' then 'applicant'
    when exists (select from public.staff s where s.person_id = e.actor_id) then 'staff' else 'system' end;
  e.actor_name := coalesce(case e.actor_side
    when 'applicant' then (select p.name from public.people p where p.id = e.actor_id)
    when 'staff' then private.staff_label(e.actor_id) end, '系统');
  e.hash := private.event_hash(e);
  insert into public.application_events select e.*;

  perform private.notify_people(private.application_people(a), 'changed',
    jsonb_build_object('what', 'application', 'id', p_application));
  -- Authority ends, the case goes on: then the first owner is told in place of who filed it.
  v_to := case when e.actor_side <> 'applicant' then case
      when a.state = 'draft' or a.applicant_id = any (private.live_members(a.enterprise_id)) then a.applicant_id
      else (private.live_members(a.enterprise_id))[1] end
    when p_kind in ('submitted', 'pre_check_asked', 'resubmitted', 'withdrawn') or p_kind like 'appointment%'
      then private.current_officer(a.enterprise_id) end;
  -- Outside the app people hear of what they wait for, not of every step between colleagues.
  if v_to is not null and p_kind not in ('task_created', 'task_taken', 'task_finished', 'extension_asked', 'extension_refused') then
    perform private.put_outbox('application_' || p_kind, v_to,
      jsonb_build_object('application_id', p_application, 'number', a.number, 'item_code', a.item_code),
      format('application:%s:%s', p_application, e.seq));
  end if;
  perform private.write_documents(p_application, e.seq);
end $$;
comment on function private.log_event(uuid, text, text, jsonb) is
  'Appends one event in the caller''s name, pokes whom it concerns on user:<id> (changed {what, id}) and queues what they should hear outside the app.';

create function private.event_hash(e public.application_events) returns bytea
language plpgsql stable
set search_path = ''
as $$
begin
  -- jsonb_build_array frames each value, so that no two different rows give the same text.
  return sha256(convert_to(jsonb_build_array(e.application_id, e.seq, e.kind, e.actor_id, e.actor_name, e.actor_side,
    extract(epoch from e.at), e.note, e.data, encode(e.prev_hash, 'hex'))::text, 'UTF8'));
end $$;

create function private.broken_event(p_application uuid) returns int
language sql stable
set search_path = ''
as $$
  select min(e.seq) from (
    select v.seq, v.hash <> private.event_hash(v) or v.seq <> row_number() over w
      or v.prev_hash is distinct from lag(v.hash) over w as broken
    from public.application_events v where v.application_id = p_application window w as (order by v.seq)) e
  where e.broken
$$;
comment on function private.broken_event(uuid) is 'First event whose number or hash does not fit, null when the chain is whole.';

create function private.move_application(
  a public.applications, p_to public.application_state, p_holder public.holder_side, p_handler uuid,
  p_kind text, p_note text default null, p_data jsonb default '{}'
) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update public.applications set state = p_to, row_version = row_version + 1, holder_side = p_holder,
    handler_id = p_handler, held_since = private.now(), updated_at = private.now()
  where id = a.id;
  -- A video check of an application that ended is time taken from somebody else.
  if p_to in ('withdrawn', 'declined', 'denied') then
    update public.appointments set state = 'cancelled', cancel_reason = '办件已结束', row_version = row_version + 1
    where application_id = a.id and state = 'booked';
  end if;
  -- What was decided or taken back needs no more time: an open procedure ends here, an open wish for days lapses.
  if p_to in ('approved', 'denied', 'withdrawn') then
    update private.special_procedures set ended_at = private.now(), note = '办件已结束'
    where application_id = a.id and ended_at is null;
    update private.extensions set state = 'dropped' where application_id = a.id and state = 'asked';
  end if;
  perform private.log_event(a.id, p_kind, p_note, p_data);
end $$;
comment on function private.move_application(public.applications, public.application_state, public.holder_side, uuid, text, text, jsonb) is
  'The one way to another state: version, holder and event together. The caller holds the lock of open_application.';

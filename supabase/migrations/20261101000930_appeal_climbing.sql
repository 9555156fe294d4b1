-- Why: how an appeal ends or climbs: the enterprise's verdict, another handler, the next tier by a handler's
-- choice, and the next tier by the clock.

create function private.judge_appeal(p_appeal_id uuid, p_solved boolean, p_body text, p_level integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer jsonb;
  a public.appeals;
  v_body text := private.optional_text(p_body, 'body', 500);
  v_to public.appeal_tier;
begin
  perform private.require_user();
  v_answer := private.replay(p_request_id, 'judge_appeal', jsonb_build_array(p_appeal_id, p_solved, p_body, p_level));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appeal(p_appeal_id, 'judge');
  if p_solved is null then perform private.fail('BB007', 'solved', '{}', '先选解决了还是没解决'); end if;
  if p_solved then
    if p_level is not null and p_level not between 1 and 5 then perform private.fail('BB007', 'level'); end if;
    update public.appeals set state = 'closed', closed_at = private.now(), rating_level = p_level,
      rating_comment = v_body, row_version = row_version + 1
    where id = a.id;
    -- The comment belongs to the rating, which the handler does not see.
    perform private.add_appeal_reply(a.id, 'enterprise', 'accept', '解决了');
  else
    v_to := private.next_tier(a.tier);
    perform private.add_appeal_reply(a.id, 'enterprise', 'reopen', private.need_text(v_body, 'body', 500));
    perform private.enter_appeal_tier(a.id, v_to, '企业说没解决');
    if v_to <> a.tier then
      perform private.add_appeal_reply(a.id, 'system', 'escalate',
        format('企业说没解决，已提到%s', case v_to when 'group' then '专组' else '专班' end));
    end if;
  end if;
  perform private.log_appeal_event(a.id, case when p_solved then 'closed' else 'reopened' end);
  return private.remember(p_request_id, private.get_appeal(a.id));
end;
$$;
create function public.judge_appeal(p_appeal_id uuid, p_solved boolean, p_body text, p_level integer, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.judge_appeal(p_appeal_id, p_solved, p_body, p_level, p_request_id) $$;
comment on function public.judge_appeal(uuid, boolean, text, integer, uuid) is
  'AppealDetail. Solved closes it, with an optional level 1–5 and comment; not solved needs a reason, reopens it and climbs one tier, where the resolve limit goes on (a fresh one only when it has passed). BB004, BB007, BB014, BB015, BB044.';

create function private.hand_over_appeal(p_appeal_id uuid, p_staff_id uuid, p_note text, p_row_version integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer jsonb;
  a public.appeals;
  v_note text := private.optional_text(p_note, 'note', 500);
  v_name text;
begin
  perform private.require_user();
  v_answer := private.replay(p_request_id, 'hand_over_appeal', jsonb_build_array(p_appeal_id, p_staff_id, p_note, p_row_version));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appeal(p_appeal_id, 'hand_over', coalesce(p_row_version, 0));
  select s.display_name into v_name from public.staff s
  where s.person_id = p_staff_id and s.active and s.person_id <> a.handler_id
    and s.person_id <> all (private.reported_staff(a))
    and exists (select 1 from public.staff_roles r where r.person_id = s.person_id and r.role in ('officer', 'group_lead', 'taskforce'));
  if v_name is null then perform private.fail('BB007', 'staff', '{}', '选一位在岗的同事'); end if;
  perform private.add_appeal_reply(a.id, 'staff', 'hand_over', concat_ws('：', '转给' || v_name, v_note));
  -- The limits run on: a hand-over is ours, not the enterprise's.
  update public.appeals set handler_id = p_staff_id, row_version = row_version + 1 where id = a.id;
  perform private.log_appeal_event(a.id, 'handed_over');
  perform private.notify_people(array[p_staff_id], 'changed', jsonb_build_object('what', 'appeal', 'id', a.id));
  return private.remember(p_request_id, jsonb_build_object('id', a.id, 'handler', v_name));
end;
$$;
create function public.hand_over_appeal(p_appeal_id uuid, p_staff_id uuid, p_note text, p_row_version integer, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.hand_over_appeal(p_appeal_id, p_staff_id, p_note, p_row_version, p_request_id) $$;
comment on function public.hand_over_appeal(uuid, uuid, text, integer, uuid) is
  '{id, handler}. Same tier and limits, another handler (who may then read it though the caller may not). BB002, BB004, BB006, BB007, BB015, BB044.';

create function private.escalate_appeal(p_appeal_id uuid, p_reason text, p_row_version integer, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_answer jsonb;
  a public.appeals;
  v_reason text;
  v_to public.appeal_tier;
begin
  perform private.require_user();
  v_answer := private.replay(p_request_id, 'escalate_appeal', jsonb_build_array(p_appeal_id, p_reason, p_row_version));
  if v_answer is not null then return v_answer; end if;
  a := private.lock_appeal(p_appeal_id, 'escalate', coalesce(p_row_version, 0));
  v_reason := private.need_text(p_reason, 'reason', 500);
  v_to := private.next_tier(a.tier);
  perform private.add_appeal_reply(a.id, 'staff', 'escalate',
    format('提到%s：%s', case v_to when 'group' then '专组' else '专班' end, v_reason));
  perform private.enter_appeal_tier(a.id, v_to, v_reason);
  perform private.log_appeal_event(a.id, 'escalated');
  perform private.notify_people(array_remove(array[(select n.handler_id from public.appeals n where n.id = a.id)], null),
    'changed', jsonb_build_object('what', 'appeal', 'id', a.id));
  return private.remember(p_request_id, jsonb_build_object('id', a.id, 'tier', v_to));
end;
$$;
create function public.escalate_appeal(p_appeal_id uuid, p_reason text, p_row_version integer, p_request_id uuid)
returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.escalate_appeal(p_appeal_id, p_reason, p_row_version, p_request_id) $$;
comment on function public.escalate_appeal(uuid, text, integer, uuid) is '{id, tier}. One tier up with a fresh contact limit; the resolve limit goes on (a fresh one only when it has passed). BB002, BB004, BB006, BB014, BB015, BB044.';

-- An enterprise that gets another officer brings its open appeals along; what the former one was handed by name
-- as a colleague, at a higher tier, stays with him.
create function private.appeals_follow_officer()
returns trigger
language plpgsql volatile security definer set search_path = ''
as $$
declare
  a public.appeals;
begin
  for a in
    select p.* from public.appeals p
    where p.enterprise_id = new.enterprise_id and p.tier = 'officer' and p.state <> 'closed'
      and exists (select from public.enterprise_officers o
                  where o.enterprise_id = p.enterprise_id and o.officer_id = p.handler_id and o.ends_at is not null)
    order by p.created_at for update
  loop
    update public.appeals set handler_id = private.current_officer(new.enterprise_id), row_version = row_version + 1
    where id = a.id;
    perform private.add_appeal_reply(a.id, 'system', 'hand_over', '企业换了专员，诉求转给新专员');
    perform private.log_appeal_event(a.id, 'handed_over');
  end loop;
  return null;
end;
$$;
comment on function private.appeals_follow_officer() is 'Trigger: open appeals at the officer''s tier go to the enterprise''s new officer.';
create trigger appeals_follow_officer after insert on public.enterprise_officers
  for each row when (new.ends_at is null) execute function private.appeals_follow_officer();

-- Run by the scheduler: nobody has to complain twice.
create function private.escalate_overdue_appeals()
returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  a public.appeals;
  v_to public.appeal_tier;
  v_reason text;
  v_count integer := 0;
begin
  for a in
    select * from public.appeals
    where state = 'open' and tier <> 'taskforce'
      and (resolve_due_at < private.now() or (contacted_at is null and contact_due_at < private.now()))
    order by created_at for update skip locked
  loop
    v_to := private.next_tier(a.tier);
    v_reason := case when a.contacted_at is null and a.contact_due_at < private.now()
      then '超过首次联系时限，自动提级' else '超过办结时限，自动提级' end;
    -- One that cannot be moved must not hold up all others, tick after tick.
    begin
      perform private.enter_appeal_tier(a.id, v_to, v_reason);
      perform private.add_appeal_reply(a.id, 'system', 'escalate',
        format('%s到%s', v_reason, case v_to when 'group' then '专组' else '专班' end));
      perform private.log_appeal_event(a.id, 'climbed');
      perform private.put_outbox('appeal_escalated', a.author_id, jsonb_build_object('appeal_id', a.id, 'tier', v_to),
        'appeal_escalated:' || a.id || ':' || v_to);
      v_count := v_count + 1;
    exception when others then
      raise warning 'appeal % was not escalated: %', a.number, sqlerrm;
    end;
  end loop;
  return v_count;
end;
$$;
comment on function private.escalate_overdue_appeals() is
  'Moves open appeals past their contact or resolve limit one tier up and tells both sides; how many. A resolve limit that has not passed goes on. Safe to run twice at once.';
-- Executable by nobody but the owner: the scheduler runs it.

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.judge_appeal(uuid, boolean, text, integer, uuid) to authenticated;
grant execute on function private.judge_appeal(uuid, boolean, text, integer, uuid) to authenticated;
grant execute on function public.hand_over_appeal(uuid, uuid, text, integer, uuid) to authenticated;
grant execute on function private.hand_over_appeal(uuid, uuid, text, integer, uuid) to authenticated;
grant execute on function public.escalate_appeal(uuid, text, integer, uuid) to authenticated;
grant execute on function private.escalate_appeal(uuid, text, integer, uuid) to authenticated;

-- What is true of a message at the moment it is sent: whom it may still reach, whether it is over, what it says.
--
-- The outbox row was written with the move; an hour of quiet or a busy WeChat later the correction may be answered.
-- A message about what is over is worse than none: it sends somebody to a page where nothing is to be done. And who
-- left the enterprise or the office meanwhile hears nothing more of it.

create function private.message_may_reach(p_person uuid, a public.applications) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return exists (select from public.staff s where s.person_id = p_person and s.active)
    or p_person = any (private.live_members(a.enterprise_id))
    -- A draft is begun before the membership is confirmed.
    or (a.state = 'draft' and p_person = a.applicant_id and exists (select from public.enterprise_members m
      where m.enterprise_id = a.enterprise_id and m.person_id = p_person and m.state in ('pending', 'active')));
end $$;
comment on function private.message_may_reach(uuid, public.applications) is 'Whether the person still has to do with this application: staff in office, or somebody who acts for the enterprise.';

create function private.application_message_over(p_kind text, a public.applications) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return case
    when p_kind = 'application_correction_issued' and a.state <> 'correcting' then '已经补正或不用补正了'
    when p_kind = 'application_limits_moved' and a.state in ('approved', 'issued', 'delivered', 'declined', 'denied', 'withdrawn') then '已经办结'
    when p_kind in ('application_accepted', 'application_special_started', 'application_special_ended', 'application_extended')
      and a.state in ('approved', 'issued', 'delivered', 'denied', 'withdrawn') then '已经有了决定'
    when p_kind = 'application_special_started' and not private.in_special_procedure(a.id) then '特别程序已经结束'
    when p_kind = 'application_approved' and a.state <> 'approved' then '已经出件'
    when p_kind = 'application_issued' and a.state <> 'issued' then '已经领取'
    when p_kind in ('application_submitted', 'application_resubmitted', 'notice_lapses_soon')
      and a.state not in ('submitted', 'resubmitted') then '已经处理'
    when p_kind = 'notice_lapses_soon' and (a.notice_due_at is null or a.notice_due_at < private.now()) then '时限已过'
    when p_kind = 'application_pre_check_asked'
      and not exists (select from public.pre_checks c where c.application_id = a.id and c.answered_at is null) then '预审已经回复'
    when p_kind = 'application_pre_check_answered' and a.state not in ('draft', 'correcting') then '已经提交'
    when p_kind in ('application_appointment_booked', 'application_appointment_changed')
      and not exists (select from public.appointments b where b.application_id = a.id and b.state = 'booked'
        and upper(b.during) > private.now()) then '这次预约已经过去或取消'
    when p_kind = 'application_appointment_cancelled'
      and exists (select from public.appointments b where b.application_id = a.id and b.state = 'booked') then '又约好了'
    when p_kind = 'extension_asked'
      and not exists (select from private.extensions x where x.application_id = a.id and x.state = 'asked') then '延期申请已经处理'
    when p_kind = 'application_accepted_by_law' and a.decided_at is not null then '已经有了决定'
  end;
end $$;
comment on function private.application_message_over(text, public.applications) is 'Why nobody needs to be told this any more, null while it is news.';

create function private.message_over(o private.outbox) returns text
language plpgsql stable
set search_path = ''
as $$
declare
  a public.applications;
begin
  if not exists (select from public.people p where p.id = o.recipient and p.cancelled_at is null) then
    return '没有这个人了';
  elsif o.payload ? 'check_id' then
    return private.content_message_over(o);
  elsif o.payload ? 'application_id' then
    select * into a from public.applications where id = (o.payload ->> 'application_id')::uuid;
    if a.id is null then
      return '草稿已经删除';
    elsif not private.message_may_reach(o.recipient, a) then
      return '这件事已经和他无关';
    end if;
    return private.application_message_over(o.kind, a);
  elsif o.payload ? 'appeal_id' then
    return (select case
        when not o.recipient = any (private.live_members(p.enterprise_id)) then '这件事已经和他无关'
        when o.kind = 'appeal_answered' and p.state <> 'answered' or p.state = 'closed' then '诉求已经往下走了'
      end from public.appeals p where p.id = (o.payload ->> 'appeal_id')::uuid);
  elsif o.payload ? 'conversation_id' then
    return private.unread_message_over(o);
  elsif o.kind in ('member_active', 'member_refused') then
    return case when not exists (select from public.enterprise_members m
      where m.enterprise_id = (o.payload ->> 'enterprise_id')::uuid and m.person_id = o.recipient
        and 'member_' || m.state = o.kind) then '绑定已经有了变化' end;
  elsif not exists (select from public.staff s where s.person_id = o.recipient and s.active) then
    return '已经不在岗';
  end if;
  return null;
end $$;
comment on function private.message_over(private.outbox) is 'Why this message is dropped: it is over, or not this person''s any more. null: it is still to be told.';

create function private.message_values(o private.outbox, k private.message_kinds) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  a public.applications;
begin
  select * into a from public.applications where id = (o.payload ->> 'application_id')::uuid;
  -- Nothing of the answers, no name and no address: a number to look under, the item, and what to do.
  return jsonb_strip_nulls(jsonb_build_object(
    'number', a.number,
    'item', (select i.name from public.items i where i.code = coalesce(a.item_code, o.payload ->> 'item_code')),
    'subject', k.subject, 'phrase', k.phrase, 'line', k.line,
    'at', private.iso(o.created_at),
    'due', private.iso(case
      when o.kind = 'application_correction_issued' then
        (select c.due_at from public.corrections c where c.application_id = a.id and c.answered_at is null)
      when o.kind = 'notice_lapses_soon' then a.notice_due_at end),
    'when', private.iso(case when o.kind like 'application_appointment%' then
      (select lower(b.during) from public.appointments b where b.application_id = a.id
       order by (b.state = 'booked') desc, b.created_at desc limit 1) end)));
end $$;
comment on function private.message_values(private.outbox, private.message_kinds) is
  '{number, item, subject, phrase, line, at, due, when}: what a message may say, read now; absent where there is none.';

create function private.message_page(p_page text, p_payload jsonb) returns text
language sql immutable
set search_path = ''
as $$
  select replace(replace(replace(p_page, '{application_id}', coalesce(p_payload ->> 'application_id', '')),
    '{appeal_id}', coalesce(p_payload ->> 'appeal_id', '')), '{conversation_id}', coalesce(p_payload ->> 'conversation_id', ''))
$$;

comment on function private.message_page(text, jsonb) is 'The page of a kind with the ids of this message.';

create function private.quiet_until(p_deadline timestamptz) returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
  v_from time := (private.setting('quiet_hours') ->> 'from')::time;
  v_to time := (private.setting('quiet_hours') ->> 'to')::time;
  v_local timestamp := private.now() at time zone 'Asia/Shanghai';
  v_until timestamptz;
begin
  if v_from is null or v_to is null or v_from = v_to then
    return null;
  elsif v_from < v_to then
    if v_local::time < v_from or v_local::time >= v_to then return null; end if;
    v_until := (v_local::date + v_to) at time zone 'Asia/Shanghai';
  else
    if v_local::time < v_from and v_local::time >= v_to then return null; end if;
    v_until := (v_local::date + case when v_local::time >= v_from then 1 else 0 end + v_to) at time zone 'Asia/Shanghai';
  end if;
  -- What ends before people are up again, or within the hour after, cannot wait.
  return case when p_deadline is null or p_deadline > v_until + interval '1 hour' then v_until end;
end $$;
comment on function private.quiet_until(timestamptz) is 'When the quiet hours that run now end; null outside them, and for what has a deadline within them.';

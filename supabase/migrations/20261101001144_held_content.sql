-- Why: what is held is hidden in one place for every way of reading: table, RPC, picture, preview. Others learn that
-- something waits, never what; the author reads it with a plain sentence; who decides reads it in a list of its own.

create function private.my_hidden_content() returns setof uuid
language plpgsql stable security definer rows 2
set search_path = ''
as $$
begin
  return query
    select c.subject_id from private.content_checks c
    where c.hidden and c.author_id is distinct from auth.uid()
      -- The comment of a rating is shown to its author alone; the appeal that it is about is not what waits.
      and c.subject <> 'appeal_rating'
      -- An appeal reaches its handler, and those it climbs to, whatever a machine thinks of it.
      and not (c.appeal_id is not null and (private.has_role('group_lead', 'taskforce')
        or exists (select from public.appeals a where a.id = c.appeal_id and a.handler_id = auth.uid())));
end $$;
comment on function private.my_hidden_content() is 'Ids of messages, appeals and replies that are held back from the caller now. For policies: few rows in the whole county.';

-- What a screen says about one piece; null for what nobody holds.
create function private.held_mark(p_subject_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform private.require_user();
  return (
    select jsonb_build_object('state', case c.state when 'held' then 'waiting' else 'kept' end,
      'mine', c.author_id = auth.uid(),
      'reason', case when c.author_id = auth.uid() then (select d.reason from private.content_decisions d
        where d.check_id = c.id order by d.id desc limit 1) end)
    from private.content_checks c where c.subject_id = p_subject_id and c.hidden and c.subject <> 'appeal_rating'
    -- An appeal may have several: words and pictures. One that is kept is the one to speak of.
    order by (c.state = 'kept') desc, c.created_at limit 1);
end $$;
comment on function private.held_mark(uuid) is 'HeldMark of a message, an appeal or a reply: {state: waiting|kept, mine, reason: to the author only}; null when it is not hidden. Callers check first that the caller may know of it.';

create function private.is_hidden(p_subject_id uuid) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$ begin return p_subject_id in (select private.my_hidden_content()); end $$;
comment on function private.is_hidden(uuid) is 'Whether the content is held back from the caller.';

-- ---------------------------------------------------------------------------------------------------------
-- The author and the author's colleagues do not judge their own words; neither does whom an appeal is about.
create function private.may_judge_content(c private.content_checks) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return private.has_role('group_lead', 'taskforce')
    and c.author_id <> auth.uid()
    and (c.enterprise_id is null or c.enterprise_id not in (select private.my_enterprise_ids()))
    and not exists (select from public.appeals a where a.id = c.appeal_id and auth.uid() = any (private.reported_staff(a)));
end $$;
comment on function private.may_judge_content(private.content_checks) is 'Whether the caller may read and decide this one.';

create function private.picture_sight(p_path text) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  if private.me() is null then return null; end if;
  select * into c from private.content_checks x where x.file ->> 'path' = p_path and x.state in ('held', 'kept')
  order by x.hidden desc limit 1;
  if c.id is null then return null; end if;
  if private.may_judge_content(c) then return true; end if;
  return case when c.hidden and c.subject_id in (select private.my_hidden_content()) then false end;
end $$;
comment on function private.picture_sight(text) is 'For the policy of Storage: true, the caller decides about this picture; false, it is held back from the caller; null, nothing is known against it.';
grant execute on function private.my_hidden_content(), private.picture_sight(text) to authenticated;

-- The policies of 000800 and 000900, with what is held left out. `not in` and not an `exists`: asked once a statement.
alter policy messages_mine on public.messages
  using (conversation_id in (select private.my_conversation_ids()) and id not in (select private.my_hidden_content()));
alter policy appeals_readable on public.appeals
  using ((enterprise_id in (select private.my_enterprise_ids()) or id in (select private.my_appeal_ids()))
    and id not in (select private.my_hidden_content()));
alter policy appeal_replies_readable on public.appeal_replies
  using (appeal_id in (select private.my_appeal_ids()) and id not in (select private.my_hidden_content()));
alter policy appeal_files_readable on public.appeal_files
  using (appeal_id in (select private.my_appeal_ids()) and appeal_id not in (select private.my_hidden_content()));

-- ---------------------------------------------------------------------------------------------------------
create function private.risk_word(p_label int) returns text
language sql immutable
set search_path = ''
as $$
  -- WeChat's own names of its labels (msgSecCheck, mediaCheckAsync).
  select case p_label when 10001 then '广告' when 20001 then '时政' when 20002 then '色情' when 20003 then '辱骂'
    when 20006 then '违法犯罪' when 20008 then '欺诈' when 20012 then '低俗' when 20013 then '版权' else '其他' end
$$;
comment on function private.risk_word(int) is 'What WeChat thinks is wrong, in its own word.';

create function private.held_content_json(c private.content_checks) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_anonymous boolean := c.subject in ('rating', 'appeal_rating');
begin
  perform private.require_user();
  return jsonb_build_object(
    'id', c.id, 'subject', c.subject, 'words', null, 'title', null,
    'file', case when c.file is not null then c.file - 'id' - 'uploaded_at' end,
    -- 好差评: who looks at a comment does not learn who rated, nor what.
    'author_name', case when not v_anonymous then case c.subject when 'name' then null
      else (select p.name from public.people p where p.id = c.author_id) end end,
    'enterprise_name', case when not v_anonymous then (select e.name from public.enterprises e where e.id = c.enterprise_id) end,
    'appeal_id', case when not v_anonymous then c.appeal_id end,
    'risk', private.risk_word(c.label), 'hidden', c.hidden,
    'state', case c.state when 'held' then 'waiting' else c.state end,
    'written_at', private.iso(c.created_at), 'held_at', private.iso(c.checked_at),
    'decision', (select jsonb_build_object('by', d.decider_label, 'at', private.iso(d.at), 'reason', d.reason)
      from private.content_decisions d where d.check_id = c.id order by d.id desc limit 1))
    || case when c.file is null then private.content_words(c) else '{}'::jsonb end;
end $$;
comment on function private.held_content_json(private.content_checks) is 'HeldContent. Callers check first that the caller may judge it.';

create function private.list_held_content(p_group text, p_before timestamptz, p_limit int) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_role('group_lead', 'taskforce');
  v_limit int := least(greatest(coalesce(p_limit, 30), 1), 100);
begin
  if p_group = 'waiting' then
    -- What somebody waits for first, the longest wait before. A list to be emptied: what is past the 200th comes up.
    return (select coalesce(jsonb_agg(private.held_content_json(x.c) order by (x.c).hidden desc, (x.c).checked_at, (x.c).created_at, (x.c).id), '[]')
      from (select c from private.content_checks c where c.state = 'held' and private.may_judge_content(c)
        order by c.hidden desc, c.checked_at, c.created_at, c.id limit 200) x);
  elsif p_group is distinct from 'decided' then
    perform private.fail('BB007', 'group');
  end if;
  return (select coalesce(jsonb_agg(private.held_content_json(x.c) order by x.at desc, (x.c).id), '[]') from (
    select c, l.at from private.content_checks c
    join lateral (select d.at from private.content_decisions d where d.check_id = c.id order by d.id desc limit 1) l on true
    where c.state in ('released', 'kept') and (p_before is null or l.at < p_before) and private.may_judge_content(c)
    order by l.at desc limit v_limit) x);
end $$;

create function public.list_held_content(p_group text, p_before timestamptz default null, p_limit int default 30) returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_held_content(p_group, p_before, p_limit) $$;
comment on function public.list_held_content(text, timestamptz, int) is
  'HeldContent[]: p_group waiting (200 at most, what is hidden first, the longest wait before) or decided (latest first, p_before pages back by the moment of the decision). Group lead and task force; not what they or their colleagues wrote, nor an appeal that may be about them. Errors: BB001, BB002, BB007 group.';

create function private.held_content_count() returns int
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not private.has_role('group_lead', 'taskforce') then return 0; end if;
  return (select count(*)::int from private.content_checks c where c.state = 'held' and private.may_judge_content(c));
end $$;
comment on function private.held_content_count() is 'How much waits for the caller to look; for the staff home.';

create function private.decide_content(p_check_id uuid, p_decision text, p_reason text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_role('group_lead', 'taskforce');
  v_answer jsonb := private.replay(p_request_id, 'decide_content', jsonb_build_array(p_check_id, p_decision, p_reason));
  c private.content_checks;
  v_reason text;
begin
  if v_answer is not null then return v_answer; end if;
  select * into c from private.content_checks where id = p_check_id for update;
  if c.id is null or c.state not in ('held', 'kept', 'released') or not private.may_judge_content(c) then
    perform private.fail('BB004');
  elsif p_decision is null or p_decision not in ('released', 'kept') then
    perform private.fail('BB007', 'decision', '{}', '先选放行还是不放行');
  -- What was kept may be let through after a second look; what others have read cannot be taken back.
  elsif c.state = p_decision or c.state = 'released' then
    perform private.fail('BB110');
  end if;
  v_reason := case p_decision when 'kept' then private.need_text(p_reason, 'reason', 200)
    else private.optional_text(p_reason, 'reason', 200) end;
  insert into private.content_decisions (check_id, decider_id, decider_label, decision, reason, at)
  values (c.id, v_user, private.staff_label(v_user), p_decision, v_reason, private.now());
  update private.content_checks set state = p_decision, hidden = p_decision = 'kept' where id = c.id returning * into c;
  if c.subject = 'name' and c.words is not null then
    -- Only a name that is still put back: one given since then stands.
    update public.people set name = case p_decision when 'released' then c.words else private.nobodys_name() end
    where id = c.author_id and cancelled_at is null
      and name = case p_decision when 'released' then private.nobodys_name() else c.words end;
  end if;
  if c.subject = 'message' and p_decision = 'released' then
    -- While it was held nobody was told of it outside the app.
    perform private.queue_unread(m) from public.messages m where m.id = c.subject_id;
  elsif p_decision = 'kept' then
    perform private.put_outbox('content_kept', c.author_id, jsonb_build_object('check_id', c.id, 'subject', c.subject,
      'appeal_id', c.appeal_id), format('content_kept:%s:%s', c.id, p_request_id));
  end if;
  perform private.tell_content(c);
  return private.remember(p_request_id, private.held_content_json(c));
end $$;

create function public.decide_content(p_check_id uuid, p_decision text, p_reason text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.decide_content(p_check_id, p_decision, p_reason, p_request_id) $$;
comment on function public.decide_content(uuid, text, text, uuid) is
  'HeldContent after it: p_decision released (the others see it) or kept (with a reason, which the author reads); both sides are told. Kept may be released later, not the other way round. Group lead and task force. Errors: BB001, BB002, BB003, BB004, BB007 decision, BB014/BB015 reason, BB110 decided already.';

grant execute on function
  private.list_held_content(text, timestamptz, int), public.list_held_content(text, timestamptz, int),
  private.decide_content(uuid, text, text, uuid), public.decide_content(uuid, text, text, uuid) to authenticated;

-- Why: when content is checked, and who hears of it outside the app. Somebody who reads what was just sent should
-- not wait long for what WeChat thinks of it; and a function that is woken every few seconds for nothing costs a
-- county money, so a job may name a condition.

create function private.outbox_waits(p_kind text) returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return exists (select from private.outbox o where o.kind = p_kind and o.state = 'waiting' and o.next_try_at <= private.now()
    and (o.claimed_until is null or o.claimed_until <= private.now()));
end $$;
comment on function private.outbox_waits(text) is 'Whether something of this kind is due; for the condition of a job.';

insert into private.schedules (name, every_seconds, command, edge_function, only_when) values
  ('content_check', 10, 'select private.call_edge_function(''content-check'') where private.outbox_waits(''content_check'')',
    'content-check', 'private.outbox_waits(''content_check'')');

-- ---------------------------------------------------------------------------------------------------------
-- Their words stand with all others in private.message_kinds (001130).
insert into private.message_kinds (kind, topic, template, sms, subject, phrase, line, page) values
  ('content_held', 'work', 'work', null, '内容核对', '待核对', '有一段内容等你看过再放行', 'packages/officer/held/index'),
  ('content_kept', 'reply', 'reply', null, '你写的内容', '没有放行', '有一段内容没放行，打开看原因', 'pages/messages/index');

create function private.content_message_over(o private.outbox) returns text
language plpgsql stable
set search_path = ''
as $$
declare
  c private.content_checks;
begin
  select * into c from private.content_checks where id = (o.payload ->> 'check_id')::uuid;
  return case
    when o.kind = 'content_held' and not o.recipient = any (private.content_deciders()) then '已经不在岗'
    -- The list, not the piece: of several within minutes one is told.
    when o.kind = 'content_held' and not exists (select from private.content_checks x where x.state = 'held') then '已经有人看过了'
    when o.kind = 'content_kept' and c.state is distinct from 'kept' then '后来放行了'
  end;
end $$;
comment on function private.content_message_over(private.outbox) is 'Why nobody needs to hear of this held content any more; null while it is news.';

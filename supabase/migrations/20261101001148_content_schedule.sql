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

-- How often: what one person, one enterprise or one address may do before it has to wait.
--
-- Generous for people, tight for robots, and data: an operator changes a row, not a program. Each rule is a
-- bucket that drains steadily (GCRA): max at once, then one more each window/max. One row a subject holds it
-- whole, a moment at which the bucket is empty again, so the table stays as small as the number of people who
-- did something lately, there is no edge of a window to slip through twice, and the waiting time is exact.
--
-- Who waits for whom: the upsert locks that one subject's row until the transaction ends. People never wait for
-- each other, only for themselves; colleagues of one enterprise wait for each other where a rule counts the
-- enterprise. hit_limit stands before a function's other row locks and takes its rows in one order, so that no
-- two callers wait crosswise.
--
-- What is counted: allowed calls. An RPC that raises takes its own count back, which is right for a form that
-- was filled in wrong. A wrong guess at a code must count, or guessing is free: those RPCs (resolve_code,
-- accept_invite, check_document) do not raise their refusal but *answer* it, {"refused": {code, message, hint,
-- details}}, by private.refusal; the transaction commits with its count, and src/platform/rpc.ts throws the same
-- error that a raise would have become. The other ways were worse: dblink opens a second connection with a
-- password for each guess, and a status set through response.status is known to PostgREST alone.

insert into private.error_codes (code, message, hint) values
  ('BB080', '操作太频繁了，请过一会儿再试', '你填的都还在，到时候再点一次就行');

insert into private.settings (key, value, note) values
  ('client_address_header', '"cf-connecting-ip"',
    'Which header says where a caller without a sign-in comes from. Only one that the proxy in front overwrites may stand here: cf-connecting-ip on supabase.com; x-forwarded-for (its last entry is taken) behind one''s own proxy.');

create table private.rate_limits (
  action text not null,
  per text not null check (per in ('person', 'enterprise', 'address', 'identity', 'folder')),
  window_seconds int not null check (window_seconds > 0),
  max int not null check (max > 0),
  note text not null,
  primary key (action, per, window_seconds)
);
alter table private.rate_limits enable row level security;
comment on table private.rate_limits is 'max of an action at once, then one more each window_seconds/max, for each subject. No policies: read by private.hit_limit.';
comment on column private.rate_limits.per is 'person: who is signed in. enterprise, identity: whom the caller names. address: where a caller without a sign-in comes from. folder: objects that lie in one folder of Storage since window_seconds.';

insert into private.rate_limits (action, per, window_seconds, max, note) values
  ('message', 'person', 3600, 120, 'A busy officer writes 60 an hour'),
  ('message', 'enterprise', 3600, 300, 'All who write for one enterprise together'),
  ('appeal', 'person', 86400, 10, 'Appeals are few and each has a clock'),
  ('appeal', 'enterprise', 86400, 20, 'Several agents of one enterprise'),
  ('appeal_reply', 'person', 3600, 60, 'A handler answers many appeals'),
  ('upload', 'person', 3600, 200, 'A shop owner sends 40 photographs in one go'),
  ('upload', 'enterprise', 3600, 400, 'Several agents at once'),
  ('upload_folder', 'folder', 3600, 300, 'Bytes that no RPC ever took in: stopped at the door of Storage'),
  ('scan', 'person', 3600, 300, 'An officer tries a whole sheet of codes'),
  ('scan', 'address', 3600, 1200, 'One address may be a hall full of people'),
  ('check_document', 'person', 3600, 60, 'Somebody compares a folder of paper'),
  ('check_document', 'address', 3600, 300, 'A bank''s counter behind one address'),
  ('invite', 'person', 86400, 20, 'An owner invites a handful'),
  ('invite', 'enterprise', 86400, 40, 'Several owners'),
  ('accept_invite', 'person', 3600, 10, 'Guesses at an invitation; one code is enough for a person'),
  ('bind', 'person', 86400, 20, 'An agency binds several shops in a day'),
  ('reveal', 'person', 3600, 60, 'A window calls back a morning''s applicants'),
  ('export', 'person', 86400, 10, 'Reads everything kept about a person'),
  ('sign_in', 'address', 3600, 300, 'One address may be a hall full of people'),
  ('sign_in_wechat', 'identity', 3600, 30, 'One WeChat account');

-- Unlogged: a count lost in a crash costs nobody anything, and a message need not write it twice to disk.
create unlogged table private.rate_counts (
  action text not null,
  per text not null,
  window_seconds int not null,
  subject text not null,
  empty_at timestamptz not null,
  primary key (action, per, window_seconds, subject)
) with (fillfactor = 70);
alter table private.rate_counts enable row level security;
comment on table private.rate_counts is 'One bucket a subject: empty_at is when nothing of it is left; how far it lies ahead is how full it is. Forgotten hourly once empty. No policies: private.hit_limit alone.';

create function private.address_subject(p_address text) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  if p_address is null or not pg_catalog.pg_input_is_valid(p_address, 'inet') then return null; end if;
  -- Whoever has one IPv6 address has 2^64 of them: the network counts.
  return case when pg_catalog.family(p_address::inet) = 6
    then pg_catalog.network(pg_catalog.set_masklen(p_address::inet, 64))::text
    else pg_catalog.host(p_address::inet) end;
end $$;
comment on function private.address_subject(text) is 'Under which name an address is counted; null for what is no address.';

create function private.client_address() returns text
language plpgsql stable
set search_path = ''
as $$
declare
  v_headers text := nullif(current_setting('request.headers', true), '');
  v_value text;
begin
  if v_headers is null then return null; end if;
  v_value := btrim(regexp_replace(v_headers::jsonb ->> (private.setting('client_address_header') #>> '{}'), '^.*,', ''));
  return private.address_subject(v_value);
end $$;
comment on function private.client_address() is 'Where the call comes from, by the trusted header; null when there is none. Kept only as the name of a bucket, until that is empty.';

create function private.hit_limit(p_action text, p_subject text default null) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  r private.rate_limits;
  v_now timestamptz := private.now();
  v_subject text;
  v_step interval;
  v_wait int;
begin
  -- Always in this order: person before enterprise, so that two callers never hold what the other waits for.
  for r in select * from private.rate_limits where action = p_action order by per desc, window_seconds loop
    v_subject := case r.per
      when 'person' then auth.uid()::text
      when 'address' then case when private.is_service() then private.address_subject(p_subject)
        when auth.uid() is null then private.client_address() end
      else p_subject end;
    continue when v_subject is null or r.per = 'folder';
    v_step := make_interval(secs => r.window_seconds::float8 / r.max);
    insert into private.rate_counts as c (action, per, window_seconds, subject, empty_at)
    values (r.action, r.per, r.window_seconds, v_subject, v_now + v_step)
    on conflict (action, per, window_seconds, subject) do update
      set empty_at = greatest(c.empty_at, v_now) + v_step
      where greatest(c.empty_at, v_now) + v_step <= v_now + make_interval(secs => r.window_seconds);
    if not found then
      -- One more fits as soon as the bucket is one step below its brim.
      select greatest(1, ceil(extract(epoch from c.empty_at + v_step - v_now) - r.window_seconds))::int into v_wait
      from private.rate_counts c
      where c.action = r.action and c.per = r.per and c.window_seconds = r.window_seconds and c.subject = v_subject;
      perform private.fail('BB080', null, jsonb_build_object('retry_after_seconds', v_wait), format('操作太频繁了，请 %s后再试',
        case when v_wait < 60 then v_wait || ' 秒' when v_wait <= 5400 then ceil(v_wait / 60.0) || ' 分钟'
          else ceil(v_wait / 3600.0) || ' 小时' end));
    end if;
  end loop;
  if not found then
    raise exception 'no rate limit is kept for %', p_action;
  end if;
end $$;
comment on function private.hit_limit(text, text) is
  'Counts one call of an action for the caller, and for p_subject (an enterprise''s id) where a rule counts enterprises. BB080 with detail.retry_after_seconds when one bucket is full. Call it after replay and authorisation (a retry costs nothing, a stranger fills nobody''s bucket) and before locking rows. Unknown action: an error, since a misspelt limit would be none.';

create function private.refusal(
  p_code text, p_field text default null, p_detail jsonb default '{}', p_message text default null, p_hint text default null
) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (select jsonb_build_object('refused', jsonb_build_object(
    'code', p_code, 'message', coalesce(p_message, e.message), 'hint', coalesce(p_hint, e.hint),
    'details', (coalesce(p_detail, '{}') || case when p_field is null then '{}'::jsonb
                                                 else jsonb_build_object('field', p_field) end)::text))
    from private.error_codes e where e.code = p_code);
end $$;
comment on function private.refusal(text, text, jsonb, text, text) is
  'What private.fail raises, as an answer: {refused: {code, message, hint, details}}. For guesses, whose count must outlive the refusal.';

create function private.folder_full(p_bucket text, p_name text) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
declare
  r private.rate_limits;
  v_folder text := regexp_replace(p_name, '[^/]*$', '');
begin
  -- Storage tries its insert and rolls it back before it takes the bytes, so a count kept here would be lost
  -- with it. The objects themselves are the count; the range is walked on the index of (bucket_id, name).
  for r in select * from private.rate_limits where action = 'upload_folder' and per = 'folder' loop
    if (select count(*) from (select from storage.objects o
        where o.bucket_id = p_bucket and o.name collate "C" >= v_folder and o.name collate "C" < v_folder || chr(127)
          and o.created_at > now() - make_interval(secs => r.window_seconds) limit r.max) x) >= r.max then
      return true;
    end if;
  end loop;
  return false;
end $$;
comment on function private.folder_full(text, text) is 'Whether one folder of Storage (an application, a conversation) took in as many objects lately as people ever send. For the insert policy of Storage.';

create function private.forget_rate_counts() returns void
language sql volatile
set search_path = ''
as $$ delete from private.rate_counts where empty_at < private.now() $$;
comment on function private.forget_rate_counts() is 'Empty buckets say nothing: they go, and the addresses in them.';
insert into private.schedules (name, every_seconds, command)
values ('forget_rate_counts', 3600, 'select private.forget_rate_counts()');

-- ---------------------------------------------------------------------------------------------------------
-- Edge Functions ask for whom they do not know yet. They need a yes or no, not an error of a database.
create function private.service_hit_limit(p_action text, p_subject text) returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  perform private.hit_limit(p_action, p_subject);
  return true;
exception when sqlstate 'BB080' then
  return false;
end $$;

create function public.service_hit_limit(p_action text, p_subject text) returns boolean
language sql volatile
set search_path = ''
as $$ select private.service_hit_limit(p_action, p_subject) $$;
comment on function public.service_hit_limit(text, text) is
  'Counts a call for a subject (an address, an identity) and answers whether it may go on; the count stays whatever happens next. service_role only.';

grant execute on function private.service_hit_limit(text, text), public.service_hit_limit(text, text) to service_role;
-- hit_limit to nobody: definer functions call it. A client that could would fill somebody's bucket.

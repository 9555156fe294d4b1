-- Why: what breaks on a phone is seen by nobody, unless the phone says so. What arrives here is for whoever mends
-- the program: which fault, in which version, how often. Never who, and nothing that somebody typed.
--
-- Anybody may report, signed in or not, so nothing that comes is trusted. The client leaves out what is personal
-- (src/platform/error-scrub.ts) and this file does so again: of the words, what is quoted, Chinese, an address or a
-- number goes; of the stack, only lines of the one allowed form stay. A report too many is refused by its limit; the
-- table cannot grow past its ceiling. No person, no address and no id is kept, and after 30 days without another
-- report the row goes.

insert into private.error_codes (code, message, hint) values
  ('BB115', '这条故障记录不完整，没有收下', '不影响办事，接着办就行');

insert into private.rate_limits (action, per, window_seconds, max, note) values
  ('client_error', 'person', 3600, 20, 'A client sends five of one start; more is a fault of the reporting itself'),
  ('client_error', 'address', 3600, 200, 'One address may be a hall full of people'),
  ('client_error_all', 'identity', 3600, 5000, 'All reports of the county together: a bad release must not fill the disk');

insert into private.settings (key, value, note) values
  ('client_error_groups', '1000', 'How many different faults are kept. Past it, the one seen once and longest ago makes room.');

create table private.client_errors (
  fingerprint text primary key check (length(fingerprint) = 32),
  platform text not null check (platform in ('weapp', 'h5')),
  version text not null check (length(version) <= 20),
  kind text not null check (kind in ('error', 'rejection', 'render', 'page_not_found', 'resource')),
  message text not null check (length(message) <= 300),
  stack text[] not null check (cardinality(stack) <= 8),
  page text check (length(page) <= 80),
  runtime text check (length(runtime) <= 40),
  times int not null default 1 check (times > 0),
  first_seen timestamptz not null,
  last_seen timestamptz not null
);
create index client_errors_last_seen on private.client_errors (last_seen);
alter table private.client_errors enable row level security;
comment on table private.client_errors is 'What broke on phones and in browsers, one row a fault, with how often. Nobody''s: no person, address or id is kept. No policies: written by report_client_error, read by list_client_errors.';
comment on column private.client_errors.fingerprint is 'md5 of platform, version, kind, message and the topmost place: the same fault, whoever meets it.';
comment on column private.client_errors.stack is 'function@file:line:column, eight at most; what was not of this form was left out.';
comment on column private.client_errors.page is 'Path of the page that was open, without its query. Of the last report, as runtime is.';

create function private.scrub_error(p_text text) returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v text := left(coalesce(p_text, ''), 2000);
begin
  v := regexp_replace(v, '[\s\u0001-\u001f\u007f\u200b\ufeff]+', ' ', 'g');
  -- What stands in quotes was somebody's value as often as not.
  v := regexp_replace(v, '"[^"]*"|''[^'']*''|`[^`]*`|“[^”]*”|‘[^’]*’|「[^」]*」', '‹›', 'g');
  -- An address of the web may carry what was asked for: what it leads to goes.
  v := regexp_replace(v, '[a-z]+://[^\s)]*', '‹link›', 'gi');
  v := regexp_replace(v, '[^\s@<>()]+@[^\s@<>()]+', '‹mail›', 'g');
  -- Names and sentences: the engines of phones and browsers speak English.
  v := regexp_replace(v, '[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef·]+', '‹›', 'g');
  -- Ids, tokens, credit codes: long words with a number in them.
  v := regexp_replace(v, '\m(?=[\w-]*\d)[\w-]{12,}', '‹id›', 'g');
  -- Numbers of telephones and identity cards, also when they are written in groups.
  v := regexp_replace(v, '\d(?:[ .-]?\d){4,}', '‹n›', 'g');
  return left(btrim(v), 300);
end $$;
comment on function private.scrub_error(text) is 'Words of a fault without what could be about a person: quoted values, links, mail addresses, Chinese, long ids, numbers of 5 digits and more. 300 signs at most.';

create function private.report_client_error(
  p_platform text, p_version text, p_kind text, p_message text, p_stack text[], p_page text, p_runtime text
) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_message text;
  v_stack text[];
  v_fingerprint text;
  v_now timestamptz := private.now();
begin
  perform private.hit_limit('client_error');
  perform private.hit_limit('client_error_all', 'county');
  v_message := private.scrub_error(p_message);
  if p_platform is null or p_platform not in ('weapp', 'h5')
    or p_version is null or p_version !~ '^\d{1,4}\.\d{1,4}\.\d{1,4}$'
    or p_kind is null or p_kind not in ('error', 'rejection', 'render', 'page_not_found', 'resource')
    or v_message = '' or length(p_message) > 2000 or cardinality(p_stack) > 8 then
    perform private.fail('BB115');
  end if;
  select coalesce(array_agg(f order by at), '{}') into v_stack
  from unnest(p_stack) with ordinality as s (f, at)
  -- The columns of a minified file may have six digits; before the colons there are never five.
  where f ~ '^[A-Za-z_$<>][\w$<>.]{0,39}@[A-Za-z][\w./-]{0,79}:\d{1,6}:\d{1,6}$' and f !~ '\d{5}[^:]*:\d+:\d+$';
  v_fingerprint := md5(concat_ws(E'\n', p_platform, p_version, p_kind, v_message, v_stack[1]));
  if (select count(*) from private.client_errors) >= (private.setting('client_error_groups') #>> '{}')::int then
    -- Not what this report itself counts up: that needs no room.
    delete from private.client_errors where fingerprint = (
      select e.fingerprint from private.client_errors e
      where not exists (select from private.client_errors o where o.fingerprint = v_fingerprint)
      order by (e.times > 1), e.last_seen limit 1 for update skip locked);
  end if;
  insert into private.client_errors as e
    (fingerprint, platform, version, kind, message, stack, page, runtime, first_seen, last_seen)
  values (v_fingerprint, p_platform, p_version, p_kind, v_message, v_stack,
    case when p_page ~ '^(pages|packages)/[a-z/-]{1,68}$' then p_page end,
    case when p_runtime ~ '^[A-Za-z]{1,20}( \d{1,4}(\.\d{1,4}){0,2})?$' then p_runtime end, v_now, v_now)
  on conflict (fingerprint) do update
    set times = e.times + 1, last_seen = excluded.last_seen,
      page = coalesce(excluded.page, e.page), runtime = coalesce(excluded.runtime, e.runtime);
end $$;

create function public.report_client_error(
  p_platform text, p_version text, p_kind text, p_message text, p_stack text[], p_page text, p_runtime text
) returns void
language sql volatile
set search_path = ''
as $$ select private.report_client_error(p_platform, p_version, p_kind, p_message, p_stack, p_page, p_runtime) $$;
comment on function public.report_client_error(text, text, text, text, text[], text, text) is
  'Says that something broke, without saying to whom. p_kind error|rejection|render|page_not_found|resource; p_stack function@file:line:column, eight at most; p_page a path without query; p_runtime name and version. Anybody, signed in or not; a report sent twice is counted twice. Errors: BB080, BB115 incomplete or too large.';

create function private.list_client_errors() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform private.require_role('operator');
  return (select coalesce(jsonb_agg(jsonb_build_object('fingerprint', e.fingerprint, 'platform', e.platform,
      'version', e.version, 'kind', e.kind, 'message', e.message, 'stack', e.stack, 'page', e.page,
      'runtime', e.runtime, 'times', e.times, 'first_seen', private.iso(e.first_seen),
      'last_seen', private.iso(e.last_seen)) order by e.last_seen desc, e.fingerprint), '[]')
    from (select * from private.client_errors order by last_seen desc, fingerprint limit 100) e);
end $$;

create function public.list_client_errors() returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_client_errors() $$;
comment on function public.list_client_errors() is
  'ClientFault[]: the hundred faults seen last. Operator. Errors: BB001, BB002.';

create function private.forget_client_errors() returns void
language sql volatile
set search_path = ''
as $$ delete from private.client_errors where last_seen < private.now() - interval '30 days' $$;
comment on function private.forget_client_errors() is 'A fault that nobody met for 30 days is mended or of no matter.';
insert into private.schedules (name, every_seconds, command)
values ('forget_client_errors', 86400, 'select private.forget_client_errors()');

grant execute on function
  private.report_client_error(text, text, text, text, text[], text, text),
  public.report_client_error(text, text, text, text, text[], text, text) to anon, authenticated;
grant execute on function private.list_client_errors(), public.list_client_errors() to authenticated;

-- Foundation: what every later file leans on.
--
-- Why two schemas: `public` is what the API shows, so it holds tables (read-only to clients, by RLS) and thin
-- invoker functions; `private` is never shown and holds the definer functions that decide, and everything a
-- client must not even name. A mistake in a grant on `private` is then still not reachable over HTTP.
--
-- Why default privileges come right after the extension: a hosted project grants everything in `public` to
-- anon and authenticated by default. We turn that round once, here, and each later file grants what it means.

create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;

-- Functions: PostgreSQL grants execute to PUBLIC unless told otherwise *for the role*, not per schema.
alter default privileges revoke execute on functions from public;
-- The secret key too: it signs people in and runs its own RPCs, and a stolen one must not rewrite what was decided.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;

create schema private;
comment on schema private is 'Definer functions, helpers, outboxes, secrets. Not in the list of exposed schemas.';
grant usage on schema private to anon, authenticated, service_role;
-- No default grant in private: execute is given function by function, to what public wrappers and policies call.

-- ---------------------------------------------------------------------------------------------------------
-- Errors are a contract: SQLSTATE is the stable code; message and hint live in one table.
create table private.error_codes (
  code text primary key check (code ~ '^BB[0-9]{3}$'),
  message text not null,
  hint text not null
);
alter table private.error_codes enable row level security;
-- No policy and no grant: read only by private.fail.
comment on table private.error_codes is 'What a person is told for each stable code, and what to do next. Without policies on purpose: read by private.fail only.';

insert into private.error_codes (code, message, hint) values
  ('BB001', '请先登录', '登录后会回到这一步，填过的内容还在'),
  ('BB002', '你没有做这一步的权限', '换一个有权限的账号，或请同事来办'),
  ('BB003', '这次提交和上一次的内容不一样', '刷新后再提交一次'),
  ('BB004', '没有找到这项内容', '回到列表刷新看看；也可能不是你的'),
  ('BB005', '办件已经不在这一步了，刷新看看', '刷新后按最新的状态办'),
  ('BB006', '刚刚有同事处理过了', '刷新后看最新的情况，再决定'),
  ('BB007', '有一处没填对', '按提示改好这一处再继续'),
  ('BB008', '没有这个码', '核对一下卡片上的编号，或按名称搜索事项'),
  ('BB009', '这个码已经停用', '按名称搜索事项，或到大厅换新卡片'),
  ('BB010', '这个时间刚被约走了', '换一个时间'),
  ('BB011', '这个时间已经过去或不再开放', '换一个时间'),
  ('BB012', '还差一份材料', '补上这份材料再提交'),
  ('BB013', '这个文件用不了', '请上传 20 MB 以内、能打开的 JPG、PNG、PDF 或 HEIC 文件'),
  ('BB014', '还没有写内容', '写几个字再发'),
  ('BB015', '内容太长了', '删短一些，或分几次发'),
  ('BB016', '你在这家企业的授权还没确认或已到期', '请企业负责人或专员确认授权后再办'),
  ('BB017', '这一年的放假安排还没公布，算不出准确日期', '国务院公布放假安排后会自动补上，不影响办理'),
  ('BB018', '还没有勾选同意', '读过说明并勾选同意后再提交'),
  ('BB019', '只能改这次要求补正的内容', '其他内容不能改；有疑问请问专员'),
  ('BB020', '已经做过这一步了', '不用重复做，刷新看看结果'),
  ('BB021', '已经约好一次了', '想换时间，请在原来的预约上改'),
  ('BB022', '这个事项现在不能办', '事项已下架或有了新版本，回到事项页看看'),
  ('BB023', '这里不能用演示身份登录', '请用微信或手机号登录');

create function private.fail(
  p_code text,
  p_field text default null,
  p_detail jsonb default '{}',
  p_message text default null,
  p_hint text default null
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_row private.error_codes;
begin
  select * into v_row from private.error_codes where code = p_code;
  raise exception using
    errcode = p_code,
    message = coalesce(p_message, v_row.message, '没有办成'),
    hint = coalesce(p_hint, v_row.hint, '刷新后再试一次'),
    detail = (coalesce(p_detail, '{}') || case when p_field is null then '{}'::jsonb
                                               else jsonb_build_object('field', p_field) end)::text;
end $$;
comment on function private.fail(text, text, jsonb, text, text) is
  'Raises a stable error. detail is JSON: {"field": …} and what the caller adds. Message and hint come from private.error_codes unless given.';

-- ---------------------------------------------------------------------------------------------------------
-- Histories: what was written there stays.
create function private.insert_only() returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  raise exception '%.% is insert-only', tg_table_schema, tg_table_name;
end $$;
comment on function private.insert_only() is 'Refuses every change of a written row, whoever asks: a definer function too. Only the owner of the table can switch it off, and the audit finds what was done meanwhile.';

-- ---------------------------------------------------------------------------------------------------------
-- One clock. Tests move it; nobody who comes over the API can.
create table private.test_clock (
  one boolean primary key default true check (one),
  at timestamptz not null
);
alter table private.test_clock enable row level security;
comment on table private.test_clock is 'Empty in production. One row holds the moment that private.now() answers in tests.';

-- Why plpgsql, here and wherever a small function is asked many times a request: it keeps its plan for the life
-- of a connection, while Postgres plans the body of an SQL function that cannot be inlined (one that sets a
-- search path never is) anew in every statement. Measured by `npm run bench:db`: ten times dearer.
create function private.now() returns timestamptz
language plpgsql stable
set search_path = ''
as $$ begin return coalesce((select at from private.test_clock), now()); end $$;
comment on function private.now() is 'The only clock that rules read.';

create function private.today() returns date
language plpgsql stable
set search_path = ''
as $$ begin return (coalesce((select at from private.test_clock), now()) at time zone 'Asia/Shanghai')::date; end $$;
-- The body of private.now() again and not a call of it: every membership check asks this first.
comment on function private.today() is 'Today in China, whatever the server''s time zone.';

create function private.set_clock(p_at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  delete from private.test_clock where one;
  if p_at is not null then
    insert into private.test_clock (at) values (p_at);
  end if;
end $$;
-- Executable by the owner of the database only: a client that could move the clock could forge a limit.
comment on function private.set_clock(timestamptz) is 'For tests: freezes private.now(); null lets it run again. No client role may execute it.';

-- ---------------------------------------------------------------------------------------------------------
create table private.settings (
  key text primary key,
  value jsonb not null,
  note text not null
);
alter table private.settings enable row level security;
comment on table private.settings is 'Local policy as data: one row a setting, with what it means.';
insert into private.settings (key, value, note) values
  ('number_prefix', '"QX"', 'Letters in front of application and appeal numbers'),
  ('notice_days', '5', '行政许可法 第32条: working days to ask for everything that must be corrected'),
  ('invite_days', '7', 'Days an invitation code stays valid'),
  ('agent_days', '365', 'Longest authority of an agent who binds an enterprise himself');

create function private.setting(p_key text) returns jsonb
language plpgsql stable
set search_path = ''
as $$ begin return (select value from private.settings where key = p_key); end $$;

-- ---------------------------------------------------------------------------------------------------------
-- Text that people type: trimmed, never silently cut; HTML and emoji are only characters here.
create function private.clean_text(p_text text) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return nullif(btrim(
    -- control characters except tab and new line, and zero-width ones, are invisible: they are not content
    regexp_replace(p_text, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]', '', 'g'),
    E' \t\n\r\u00a0\u3000'), '');
end $$;

create function private.need_text(p_text text, p_field text, p_max int) returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_text text := private.clean_text(p_text);
begin
  if v_text is null then
    perform private.fail('BB014', p_field);
  elsif char_length(v_text) > p_max then
    perform private.fail('BB015', p_field, jsonb_build_object('max', p_max, 'length', char_length(v_text)),
      format('内容太长了，最多 %s 个字，现在 %s 个', p_max, char_length(v_text)));
  end if;
  return v_text;
end $$;
comment on function private.need_text(text, text, int) is 'The text trimmed; BB014 when empty, BB015 when longer than p_max characters.';

create function private.optional_text(p_text text, p_field text, p_max int) returns text
language plpgsql volatile
set search_path = ''
as $$
begin
  return case when private.clean_text(p_text) is null then null else private.need_text(p_text, p_field, p_max) end;
end $$;
comment on function private.optional_text(text, text, int) is 'The text trimmed or null; BB015 when longer than p_max characters.';

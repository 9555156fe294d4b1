-- Why: bytes go straight from the phone to Storage; a row of ours may only point at an object that really
-- arrived, that the caller uploaded, and that the server has looked into. What Storage knows of a type is the
-- client's word; the type, size and SHA-256 that count are those the Edge Function check-file found in the
-- content. One function asks for all of it, for every theme (materials, messages, appeals, verification photos,
-- results), so that no RPC trusts a path, a name or a type from a client.

insert into private.error_codes (code, message, hint) values
  ('BB095', '这个文件还没检查完', '等几秒再试一次，选好的文件还在');

create table private.file_checks (
  object_id uuid primary key,
  bucket text not null,
  path text not null,
  claimed_mime text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint check (size >= 0),
  mime text,
  refusal text check (refusal in ('empty', 'too_large', 'wrong_type', 'unreadable', 'locked', 'disguised')),
  checked_at timestamptz,
  collected_at timestamptz,
  orphan_reason text check (orphan_reason in ('no_row', 'taken_back')),
  removed_at timestamptz,
  constraint checked_is_whole check (checked_at is null
    or (sha256 is not null and size is not null and mime is not null)),
  constraint checked_or_collected check (checked_at is not null or collected_at is not null),
  constraint collected_has_reason check ((collected_at is null) = (orphan_reason is null)),
  constraint collected_before_removed check (removed_at is null or collected_at is not null)
);
create index file_checks_collected_idx on private.file_checks (collected_at) where collected_at is not null and removed_at is null;
alter table private.file_checks enable row level security;
-- No policies and no grants: written for check-file and collect-orphans, read by private.checked_upload.
comment on table private.file_checks is 'What the server found in an uploaded object, once; and when an orphan among them was collected. Kept after the object is gone: it proves what was removed.';
comment on column private.file_checks.object_id is 'storage.objects.id. No foreign key: the object may be gone, and another one may have the same path later.';
comment on column private.file_checks.claimed_mime is 'What the client said on upload.';
comment on column private.file_checks.mime is 'What the content is; also of a refused one.';
comment on column private.file_checks.refusal is 'Null: the file may be tied to a row. Otherwise the reason, for ever: the object cannot change.';
comment on column private.file_checks.collected_at is 'Claimed by the collector: no row may point at it any more, though Storage may still have it.';

create function private.file_type_word(p_mime text) returns text
language sql immutable
set search_path = ''
as $$
  select case
    when p_mime = 'image/jpeg' then ' JPG 照片'
    when p_mime = 'image/png' then ' PNG 图片'
    when p_mime in ('image/heic', 'image/heif') then ' HEIC 照片'
    when p_mime = 'application/pdf' then ' PDF'
    when p_mime like '%word%' then ' Word 文档'
    when p_mime like '%excel%' or p_mime like '%spreadsheet%' then ' Excel 表格'
    when p_mime = 'text/html' then '网页'
    when p_mime = 'application/x-executable' then '程序'
    when p_mime = 'application/zip' then '压缩包'
    when p_mime like 'video/%' then '视频'
    when p_mime like 'image/%' then '别的格式的图片'
    else '认不出的文件' end
$$;
comment on function private.file_type_word(text) is 'A content type in a word for people.';

-- One place says why a file is not taken, to check-file and to the RPCs alike.
create function private.refused_file(c private.file_checks) returns jsonb
language sql stable
set search_path = ''
as $$
  select case c.refusal
    when 'empty' then jsonb_build_object('message', '这个文件是空的', 'hint', '换一个文件')
    when 'too_large' then jsonb_build_object('message', '文件超过 20 MB', 'hint', '拍照时选小一点，或压缩后再传')
    when 'unreadable' then jsonb_build_object('message', '这个文件不完整，打不开',
      'hint', '先在手机上打开看看：打得开就重新选一次，打不开就重拍或重新导出')
    when 'locked' then jsonb_build_object('message', '这个文件加了密码，窗口打不开', 'hint', '去掉密码，或另存一份不加密的再传')
    when 'disguised' then jsonb_build_object('message', '这个文件里藏着另一个文件，收不了', 'hint', '截图，或重新导出一份再传')
    else jsonb_build_object('message', format('这个文件其实是%s，收不了', private.file_type_word(c.mime)),
      'hint', '换成能打开的照片或文档原件再传')
    end || jsonb_build_object('reason', c.refusal)
$$;
comment on function private.refused_file(private.file_checks) is '{reason, message, hint} of a check that refused.';

-- The name is the client's word too: it may end in .exe, or be turned round by a direction mark.
create function private.file_name(p_name text, p_mime text) returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_name text := coalesce(private.clean_text(regexp_replace(p_name, '[/\\\u202a-\u202e\u2066-\u2069\r\n\t]', '', 'g')), '未命名文件');
  v_endings text[] := case p_mime when 'image/jpeg' then '{jpg,jpeg,jfif}' when 'image/png' then '{png}'
    when 'image/heic' then '{heic,heif,hif}' when 'image/heif' then '{heic,heif,hif}' when 'application/pdf' then '{pdf}'
    when 'application/msword' then '{doc,wps}' when 'application/vnd.ms-excel' then '{xls,et}'
    when 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' then '{docx}'
    when 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' then '{xlsx}' end;
begin
  if lower(substring(v_name from '\.([^.]+)$')) = any (v_endings) then
    return left(v_name, 120);
  end if;
  return left(regexp_replace(v_name, '\.(jpe?g|png|hei[cf]|pdf|docx?|xlsx?)$', '', 'i'), 114) || '.' || v_endings[1];
end $$;
comment on function private.file_name(text, text) is 'A file name that ends as its content is, without folders and marks that turn text round.';

create function private.fail_missing_file(p_field text, p_name text default null) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform private.fail('BB013', p_field, '{"reason": "missing"}',
    format('没有收到%s', coalesce('「' || left(private.clean_text(p_name), 40) || '」', '这个文件')),
    '重试一次；还不行就去掉它，重新选一次');
end $$;
comment on function private.fail_missing_file(text, text) is
  'BB013 missing, for an object that is not there, is somebody else''s, or was collected: it names the file, since a form may carry several.';

create function private.checked_upload(p_bucket text, p_path text, p_name text, p_field text)
returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_object record;
  c private.file_checks;
begin
  select o.id, o.owner_id, o.created_at into v_object
  from storage.objects o
  where o.bucket_id = p_bucket and o.name = p_path;
  -- A foreign object and a missing one are the same to the caller: paths cannot be probed.
  if v_object.id is null or v_object.owner_id is distinct from v_user::text then
    perform private.fail_missing_file(p_field, p_name);
  end if;
  -- Locked until the row that points at it is there: the collector passes a locked one over.
  select * into c from private.file_checks f where f.object_id = v_object.id for key share;
  if c.object_id is null then
    perform private.fail('BB095', p_field);
  elsif c.collected_at is not null then
    perform private.fail_missing_file(p_field, p_name);
  elsif c.refusal is not null then
    perform private.fail('BB013', p_field, jsonb_build_object('reason', c.refusal),
      private.refused_file(c) ->> 'message', private.refused_file(c) ->> 'hint');
  end if;
  return jsonb_build_object(
    'id', v_object.id,
    'bucket', p_bucket,
    'path', p_path,
    'name', private.file_name(p_name, c.mime),
    'mime', c.mime,
    'size', c.size,
    'sha256', c.sha256,
    'uploaded_at', private.iso(v_object.created_at)
  );
end;
$$;

comment on function private.checked_upload(text, text, text, text) is
  'FileRef of an object the caller uploaded to a bucket, with what the server found in it. BB013 (detail.reason) when it is missing, somebody else''s, or not what it claims; BB095 when check-file has not looked yet.';

-- PostgREST prints a timestamptz inside jsonb in the session's zone; the app wants one form everywhere.
create function private.iso(p_at timestamptz)
returns text
language plpgsql stable set search_path = ''
as $$ begin return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'); end $$;

comment on function private.iso(timestamptz) is 'A moment as ISO 8601 in UTC with milliseconds, the form every client can parse (iOS cannot parse a space).';

-- Why: bytes go straight from the phone to Storage; a row of ours may only point at an object that really
-- arrived, that the caller uploaded, and that the bucket allows. One function checks it for every theme
-- (materials, messages, appeals, verification photos, results), so that no RPC trusts a path from a client.

create function private.checked_upload(p_bucket text, p_path text, p_name text, p_field text)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_object record;
  v_size bigint;
begin
  select o.id, o.owner_id, o.metadata, o.created_at into v_object
  from storage.objects o
  where o.bucket_id = p_bucket and o.name = p_path;
  -- A foreign object and a missing one are the same to the caller: paths cannot be probed.
  if v_object.id is null or v_object.owner_id is distinct from v_user::text then
    perform private.fail('BB013', p_field);
  end if;
  v_size := coalesce((v_object.metadata ->> 'size')::bigint, 0);
  if v_size <= 0 then
    perform private.fail('BB013', p_field);
  end if;
  return jsonb_build_object(
    'id', v_object.id,
    'bucket', p_bucket,
    'path', p_path,
    'name', left(coalesce(nullif(btrim(p_name), ''), '未命名文件'), 120),
    'mime', coalesce(v_object.metadata ->> 'mimetype', 'application/octet-stream'),
    'size', v_size,
    'uploaded_at', private.iso(v_object.created_at)
  );
end;
$$;

comment on function private.checked_upload(text, text, text, text) is
  'FileRef of an object the caller uploaded to a bucket; BB013 when it is missing, empty or somebody else''s.';

-- PostgREST prints a timestamptz inside jsonb in the session's zone; the app wants one form everywhere.
create function private.iso(p_at timestamptz)
returns text
language sql stable set search_path = ''
as $$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

comment on function private.iso(timestamptz) is 'A moment as ISO 8601 in UTC with milliseconds, the form every client can parse (iOS cannot parse a space).';

grant execute on function private.iso(timestamptz) to authenticated, anon;

-- Why: only code outside the database can read an object's bytes. The Edge Function check-file does, in two steps
-- here: with the caller's own token it asks which object that is (so that nobody has a foreign file looked into),
-- and with the secret key it writes down what it found. An object cannot change, so neither can its check.

create function private.check_json(c private.file_checks) returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('ok', c.refusal is null, 'mime', c.mime, 'size', c.size, 'sha256', c.sha256)
    || case when c.refusal is null then '{}'::jsonb else private.refused_file(c) end
$$;
comment on function private.check_json(private.file_checks) is '{ok, mime, size, sha256} and, when refused, {reason, message, hint}.';

create function private.upload_to_check(p_bucket text, p_path text) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_object record;
  c private.file_checks;
begin
  select o.id, o.metadata into v_object from storage.objects o
  where o.bucket_id = p_bucket and o.name = p_path and o.owner_id = v_user::text
    and p_bucket in ('materials', 'results', 'verification', 'appeals', 'messages');
  select * into c from private.file_checks f where f.object_id = v_object.id;
  if v_object.id is null or c.collected_at is not null then
    perform private.fail_missing_file('file');
  end if;
  return jsonb_build_object('object_id', v_object.id, 'claimed_mime', v_object.metadata ->> 'mimetype',
    'size', (v_object.metadata ->> 'size')::bigint,
    'check', case when c.object_id is not null then private.check_json(c) end);
end $$;

create function public.upload_to_check(p_bucket text, p_path text) returns jsonb
language sql stable
set search_path = ''
as $$ select private.upload_to_check(p_bucket, p_path) $$;
comment on function public.upload_to_check(text, text) is
  '{object_id, claimed_mime, size, check: {ok, mime, size, sha256, reason?, message?, hint?} | null}: an object that the caller uploaded, for check-file. Errors: BB001, BB013 not there or not the caller''s.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_record_check(p_object_id uuid, p_sha256 text, p_size bigint, p_mime text, p_refusal text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  c private.file_checks;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  -- Two checks of one object at once: the first is kept, both get its answer. Meets the collector here too,
  -- which writes the same row when it claims an object that nobody has checked.
  insert into private.file_checks (object_id, bucket, path, claimed_mime, sha256, size, mime, refusal, checked_at)
  select o.id, o.bucket_id, o.name, o.metadata ->> 'mimetype', p_sha256, p_size, p_mime, p_refusal, private.now()
  from storage.objects o where o.id = p_object_id
  on conflict (object_id) do nothing;
  select * into c from private.file_checks where object_id = p_object_id;
  if c.object_id is null or c.collected_at is not null then
    perform private.fail_missing_file('file');
  end if;
  return private.check_json(c);
end $$;

create function public.service_record_check(p_object_id uuid, p_sha256 text, p_size bigint, p_mime text, p_refusal text)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_record_check(p_object_id, p_sha256, p_size, p_mime, p_refusal) $$;
comment on function public.service_record_check(uuid, text, bigint, text, text) is
  '{ok, mime, size, sha256, reason?, message?, hint?}: what check-file found in an object, kept once. service_role only. Errors: BB013 the object is gone.';

grant execute on function private.upload_to_check(text, text), public.upload_to_check(text, text) to authenticated;
grant execute on function private.service_record_check(uuid, text, bigint, text, text),
  public.service_record_check(uuid, text, bigint, text, text) to service_role;

-- ---------------------------------------------------------------------------------------------------------
-- A file that was handed in is evidence (案卷): followed by a newer one, never replaced or unsaid.
create function private.guard_file() returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    -- With its draft, by the foreign key; the application is gone from this statement's sight by then.
    if exists (select from public.applications a where a.id = old.application_id) then
      raise exception 'file % of application % is never deleted', old.id, old.application_id;
    end if;
    return old;
  end if;
  if (new.id, new.application_id, new.material_key, new.path, new.name, new.mime, new.size, new.sha256, new.uploaded_by,
      new.uploaded_at, new.round)
    is distinct from (old.id, old.application_id, old.material_key, old.path, old.name, old.mime, old.size, old.sha256,
      old.uploaded_by, old.uploaded_at, old.round) then
    raise exception 'file % cannot change: a new version is a new row', old.id;
  elsif (old.replaced_at is not null and new.replaced_at is distinct from old.replaced_at)
    or (old.removed_at is not null and new.removed_at is distinct from old.removed_at) then
    raise exception 'file % was replaced or taken back for good', old.id;
  end if;
  return new;
end $$;
comment on function private.guard_file() is 'Held against every writer: what a file is never changes; it may be replaced or taken back once.';
create trigger application_files_guard before update or delete on public.application_files
  for each row execute function private.guard_file();

create function private.guard_result() returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' or (new.application_id, new.number, new.name, new.path, new.file_name, new.mime, new.size, new.sha256,
      new.issued_by, new.issued_at)
    is distinct from (old.application_id, old.number, old.name, old.path, old.file_name, old.mime, old.size, old.sha256,
      old.issued_by, old.issued_at) then
    raise exception 'result % was issued: it never changes', old.number;
  end if;
  return new;
end $$;
comment on function private.guard_result() is 'Held against every writer: an issued document stays as it is; only its delivery is added.';
create trigger results_guard before update or delete on public.results
  for each row execute function private.guard_result();

-- ---------------------------------------------------------------------------------------------------------
-- What is handed in is sealed by its event, whose hash the next one carries: a file's row and its check could be
-- changed together by who owns the database, the chain could not.
create function private.files_digest(p_application_id uuid, p_round int) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select encode(sha256(convert_to(coalesce(string_agg(f.material_key || ' ' || f.sha256, E'\n'
      order by f.material_key collate "C", f.sha256 collate "C"), ''), 'UTF8')), 'hex')
    from public.application_files f
    where f.application_id = p_application_id and f.round = p_round and f.removed_at is null);
end $$;
comment on function private.files_digest(uuid, int) is
  'SHA-256, in hex, of the lines "material sha256" of what was handed in with the filing (round 0) or in answer to the n-th correction. Stands in the events submitted and resubmitted as files_sha256; the result''s own hash stands in issued.';

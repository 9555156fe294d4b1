-- Files of a draft or a correction, the officer's look-over, and giving a draft up.

create function private.checked_material(p_path text, p_name text, p_types jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_file jsonb := private.checked_upload('materials', p_path, p_name, 'file');
  v_type text := case v_file ->> 'mime' when 'image/jpeg' then 'jpg' when 'image/png' then 'png'
    when 'application/pdf' then 'pdf' when 'image/heic' then 'heic' when 'image/heif' then 'heic' end;
begin
  if (v_file ->> 'size')::bigint > 20 * 1024 * 1024 then
    perform private.fail('BB013', 'file', '{"reason": "too_large"}', '文件超过 20 MB');
  elsif v_type is null or not p_types ? v_type then
    perform private.fail('BB013', 'file', jsonb_build_object('reason', 'wrong_type', 'types', p_types),
      format('这项材料只收 %s', upper((select string_agg(t, '、') from jsonb_array_elements_text(p_types) t))));
  end if;
  return v_file;
end $$;
comment on function private.checked_material(text, text, jsonb) is 'FileRef of the caller''s upload when its size and the type found in it suit the material; BB013, BB095.';

create function private.attach_file(p_application_id uuid, p_material_key text, p_path text, p_name text, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'attach_file', jsonb_build_array(p_application_id, p_material_key, p_path, p_name));
  a public.applications;
  m public.application_materials;
  f public.application_files;
  v_detail jsonb;
  v_file jsonb;
  v_point uuid;
  v_round int;
begin
  if v_answer is not null then return v_answer; end if;
  perform private.hit_limit('upload', (select x.enterprise_id::text from public.applications x
    where x.id = p_application_id and x.enterprise_id in (select private.my_enterprise_ids())));
  a := private.open_application(p_application_id, 'edit');
  select * into m from public.application_materials where application_id = a.id and key = p_material_key;
  if m.key is null or not m.applicable or m.fetched_by_office then
    perform private.fail('BB007', 'material', jsonb_build_object('material', p_material_key), '这份材料不用你交');
  end if;
  select p.id, c.round into v_point, v_round from private.open_points(a.id) p
  join public.corrections c on c.id = p.correction_id where p.target = 'material' and p.key = p_material_key;
  if a.state = 'correcting' and v_point is null then
    perform private.fail('BB019', 'material', jsonb_build_object('material', p_material_key));
  end if;
  if p_path is null or not starts_with(p_path, a.enterprise_id || '/' || a.id || '/') then
    perform private.fail('BB013', 'file');
  end if;
  select i.detail into v_detail from public.item_materials i where i.version_id = a.item_version_id and i.key = p_material_key;
  v_file := private.checked_material(p_path, p_name, v_detail -> 'file_types');
  if exists (select from public.application_files x where x.path = p_path) then
    perform private.fail('BB020', 'file');
  end if;
  if v_point is not null then
    -- The first new file of a point takes the place of what was told to be wrong; staff compare both.
    update public.application_files x set replaced_at = private.now()
    where x.application_id = a.id and x.material_key = p_material_key and x.replaced_at is null and x.removed_at is null
      and x.round < v_round;
    update public.correction_points set answered_at = private.now() where id = v_point;
  end if;
  if (select count(*) from public.application_files x where x.application_id = a.id and x.material_key = p_material_key
      and x.replaced_at is null and x.removed_at is null) >= coalesce((v_detail ->> 'max_files')::int, 1) then
    perform private.fail('BB030', 'file', jsonb_build_object('material', p_material_key, 'max', v_detail -> 'max_files'));
  end if;
  insert into public.application_files (application_id, material_key, path, name, mime, size, sha256, uploaded_by, round)
  values (a.id, p_material_key, p_path, v_file ->> 'name', v_file ->> 'mime', (v_file ->> 'size')::bigint, v_file ->> 'sha256', v_user, coalesce(v_round, 0))
  returning * into f;
  update public.applications set updated_at = private.now() where id = a.id;
  return private.remember(p_request_id, private.file_ref(f));
end $$;

create function public.attach_file(p_application_id uuid, p_material_key text, p_path text, p_name text, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.attach_file(p_application_id, p_material_key, p_path, p_name, p_request_id) $$;
comment on function public.attach_file(uuid, text, text, text, uuid) is
  'FileRef: ties an object of bucket materials (<enterprise>/<application>/…, uploaded by the caller) to a material of a draft, or of an open correction, where the first new file replaces the old ones. Errors: BB001, BB003, BB004, BB005, BB007 material, BB013 file (detail.reason), BB016, BB019, BB020 attached already, BB030 full, BB095 not checked yet, BB080.';

-- ---------------------------------------------------------------------------------------------------------
create function private.remove_file(p_file_id uuid, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'remove_file', jsonb_build_array(p_file_id));
  f public.application_files;
  a public.applications;
  v_point public.correction_points;
begin
  if v_answer is not null then return v_answer; end if;
  select * into f from public.application_files where id = p_file_id and removed_at is null;
  a := private.open_application(f.application_id, 'edit');
  if a.state = 'correcting' then
    select p.* into v_point from private.open_points(a.id) p join public.corrections c on c.id = p.correction_id
    where p.target = 'material' and p.key = f.material_key and f.round = c.round and f.replaced_at is null;
    if v_point.id is null then
      perform private.fail('BB019', 'material', jsonb_build_object('material', f.material_key));
    end if;
  end if;
  update public.application_files set removed_at = private.now() where id = f.id;
  if v_point.id is not null and not exists (
    select from public.application_files x where x.application_id = a.id and x.material_key = f.material_key
      and x.replaced_at is null and x.removed_at is null) then
    update public.correction_points set answered_at = null where id = v_point.id;
  end if;
  update public.applications set updated_at = private.now() where id = a.id;
  return private.remember(p_request_id, jsonb_build_object('id', f.id, 'removed', true));
end $$;

create function public.remove_file(p_file_id uuid, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.remove_file(p_file_id, p_request_id) $$;
comment on function public.remove_file(uuid, uuid) is
  '{id, removed}: takes a file back from a draft, or one that was newly sent in an open correction. Errors: BB001, BB003, BB004, BB005, BB016, BB019.';

-- ---------------------------------------------------------------------------------------------------------
create function private.request_pre_check(p_application_id uuid, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'request_pre_check', jsonb_build_array(p_application_id));
  a public.applications;
  v_officer uuid;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'request_pre_check');
  v_officer := private.current_officer(a.enterprise_id);
  if v_officer is null then
    perform private.fail('BB035');
  elsif exists (select from public.pre_checks p where p.application_id = a.id and p.answered_at is null) then
    perform private.fail('BB020');
  end if;
  insert into public.pre_checks (application_id, asked_by, asked_at, officer_id) values (a.id, v_user, private.now(), v_officer);
  if a.state = 'draft' then
    -- In a correction the limit goes on running for the applicant, so he keeps it in his hands.
    update public.applications set holder_side = 'staff', handler_id = null, held_since = private.now() where id = a.id;
  end if;
  update public.applications set updated_at = private.now() where id = a.id;
  perform private.log_event(a.id, 'pre_check_asked');
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.request_pre_check(p_application_id uuid, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.request_pre_check(p_application_id, p_request_id) $$;
comment on function public.request_pre_check(uuid, uuid) is
  'ApplicationSummary: asks the enterprise''s officer to look a draft, or an answer to a correction, over (帮办预审). Errors: BB001, BB003, BB004, BB005, BB016, BB020 asked already, BB035 no officer.';

create function private.delete_draft(p_application_id uuid, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'delete_draft', jsonb_build_array(p_application_id));
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'delete');
  if exists (select from public.appointments b where b.application_id = a.id and b.state = 'booked') then
    perform private.fail('BB036');
  end if;
  delete from public.applications where id = a.id;
  return private.remember(p_request_id, jsonb_build_object('id', a.id, 'deleted', true));
end $$;

create function public.delete_draft(p_application_id uuid, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.delete_draft(p_application_id, p_request_id) $$;
comment on function public.delete_draft(uuid, uuid) is
  '{id, deleted}: a draft and all that hangs on it is gone; what was filed is never deleted. Errors: BB001, BB003, BB004, BB005, BB036 a video check is booked.';

grant execute on function
  private.attach_file(uuid, text, text, text, uuid), public.attach_file(uuid, text, text, text, uuid),
  private.remove_file(uuid, uuid), public.remove_file(uuid, uuid),
  private.request_pre_check(uuid, uuid), public.request_pre_check(uuid, uuid),
  private.delete_draft(uuid, uuid), public.delete_draft(uuid, uuid) to authenticated;

-- Why: files of people's business live in private buckets. The path says what a file belongs to
-- (`<bucket>/<owner id>/…`), so a policy can ask the tables; RLS of those tables answers who may read.
-- Nobody may update or delete: a submitted file is followed by a new one, never replaced.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('materials', 'materials', false, 20971520, array['image/jpeg', 'image/png', 'image/heic', 'image/heif', 'application/pdf']),
  ('results', 'results', false, 20971520, array['image/jpeg', 'image/png', 'application/pdf']),
  ('verification', 'verification', false, 20971520, array['image/jpeg', 'image/png', 'image/heic', 'image/heif']),
  ('appeals', 'appeals', false, 20971520, array['image/jpeg', 'image/png', 'image/heic', 'image/heif', 'application/pdf']),
  ('messages', 'messages', false, 20971520, array['image/jpeg', 'image/png', 'image/heic', 'image/heif', 'application/pdf',
    'application/msword', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit,
  allowed_mime_types = excluded.allowed_mime_types;

-- The n-th folder of an object's name as uuid, null when it is none: a policy must not raise on a bad path.
create function private.folder_id(p_name text, p_position integer)
returns uuid
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select case when split_part(p_name, '/', p_position) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
      then split_part(p_name, '/', p_position)::uuid end);
end $$;
comment on function private.folder_id(text, integer) is 'The n-th path segment as uuid or null.';

-- May the caller put a file for this thing? Asked of the tables, not of the token.
create function private.may_upload(p_bucket text, p_name text)
returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.me();
  v_first uuid := private.folder_id(p_name, 1);
  v_second uuid := private.folder_id(p_name, 2);
begin
  if v_user is null or v_first is null or private.folder_full(p_bucket, p_name) then return false; end if;
  return case p_bucket
    when 'materials' then exists (select 1 from public.applications a
      where a.id = v_second and a.enterprise_id = v_first and a.state in ('draft', 'correcting')
        and (a.enterprise_id in (select private.my_enterprise_ids())
          or (a.applicant_id = v_user and a.state = 'draft' and a.enterprise_id in (select private.my_bound_enterprise_ids()))))
    when 'messages' then v_first in (select private.my_conversation_ids())
    when 'appeals' then v_first in (select private.my_enterprise_ids())
    when 'verification' then exists (select 1 from public.appointments a
      where a.id = v_first and a.staff_id = v_user and a.state = 'booked' and private.has_role('officer'))
    when 'results' then exists (select 1 from public.applications a where a.id = v_first and a.state = 'approved')
      and 'window' = any (array(select private.my_roles()::text))
    else false end;
end;
$$;
comment on function private.may_upload(text, text) is 'Insert policy of storage.objects: by bucket and the ids in the path.';

-- May the caller read this file? A file is readable to whom the thing it belongs to is readable.
create function private.may_read_file(p_bucket text, p_name text, p_owner text)
returns boolean
language plpgsql stable security invoker set search_path = ''
as $$
declare
  v_first uuid := private.folder_id(p_name, 1);
  v_second uuid := private.folder_id(p_name, 2);
begin
  if private.me() is null or v_first is null then return false; end if;
  -- Invoker: each exists() below runs under the table's own policies for the caller.
  return case p_bucket
    when 'materials' then exists (select 1 from public.applications a where a.id = v_second and a.enterprise_id = v_first)
    -- A picture that waits for a person is seen by who sent it and who decides about it (001144).
    when 'messages' then private.picture_sight(p_name) is true or (v_first in (select private.my_conversation_ids())
      and (p_owner = (select auth.uid())::text or private.picture_sight(p_name) is distinct from false))
    when 'appeals' then private.picture_sight(p_name) is true or (p_owner = (select auth.uid())::text and v_first in (select private.my_enterprise_ids()))
      or exists (select 1 from public.appeal_files f where f.file ->> 'path' = p_name)
    when 'verification' then exists (select 1 from public.appointments a where a.id = v_first)
    when 'results' then exists (select 1 from public.applications a where a.id = v_first)
    else false end;
end;
$$;
comment on function private.may_read_file(text, text, text) is 'Select policy of storage.objects, answered by the policies of the table that the file belongs to.';

grant execute on function private.folder_id(text, integer), private.may_upload(text, text),
  private.may_read_file(text, text, text) to authenticated;
create index appeal_files_path on public.appeal_files ((file ->> 'path'));
-- Few messages carry a file: private.orphan_files reads this index instead of all of them.
create index messages_file_idx on public.messages ((file ->> 'path')) where file is not null;

create policy bangban_upload on storage.objects for insert to authenticated
  with check (bucket_id in ('materials', 'results', 'verification', 'appeals', 'messages')
    and owner_id = (select auth.uid())::text and private.may_upload(bucket_id, name));
create policy bangban_read on storage.objects for select to authenticated
  using (bucket_id in ('materials', 'results', 'verification', 'appeals', 'messages')
    and private.may_read_file(bucket_id, name, owner_id));
-- No update and no delete policy, on purpose.

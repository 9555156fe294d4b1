-- Why: an upload that never became part of anything (the app was closed, another photo was taken, the draft was
-- given up) is somebody's business lying about. After a day it is collected.
--
-- What stays: every object that a row refers to, so everything that was handed in, with what a correction replaced.
-- A file that was taken back goes too, a day after: taking back is possible only before handing in. Its row stays,
-- with the hash. Only buckets that are listed here are looked at; an object of any other is nobody's orphan.
--
-- Who removes: the Edge Function collect-orphans, through the Storage API; rows of storage.objects are not ours to
-- delete. It claims first: a claim and an RPC that is just tying the object to a row meet at the object's row in
-- private.file_checks, and exactly one of them wins. A claimed object is missing to every RPC (BB013 missing), so
-- the phone that slept for a day sends it again.

create function private.orphan_files(p_objects uuid[] default null)
returns table (object_id uuid, bucket text, path text, reason text)
language plpgsql stable
set search_path = ''
as $$
begin
  -- plpgsql binds late: most of these tables are made by later files. Each exists() stands for itself, so that the
  -- planner may hash it for all objects, or look it up for a few.
  return query
    with o as (
      select x.* from storage.objects x where p_objects is null
      union all
      select x.* from unnest(p_objects) u join storage.objects x on x.id = u
    )
    select o.id, o.bucket_id, o.name,
      case when o.bucket_id = 'materials' and exists (select from public.application_files f where f.path = o.name)
        then 'taken_back' else 'no_row' end
    from o
    where o.bucket_id in ('materials', 'results', 'verification', 'appeals', 'messages')
      and o.created_at < private.now() - interval '1 day'
      and not exists (select from public.application_files f where o.bucket_id = 'materials' and f.path = o.name
        and (f.removed_at is null or f.removed_at > private.now() - interval '1 day'))
      and not exists (select from public.results r where o.bucket_id = 'results' and r.path = o.name)
      and not exists (select from public.messages m where o.bucket_id = 'messages' and m.file is not null
        and m.file ->> 'path' = o.name)
      and not exists (select from public.appeal_files f where o.bucket_id = 'appeals' and f.file ->> 'path' = o.name)
      and not exists (select from public.appointment_findings f where o.bucket_id = 'verification'
        and f.appointment_id = private.folder_id(o.name, 1)
        and f.photos @> jsonb_build_array(jsonb_build_object('path', o.name)))
      and not exists (select from private.file_checks c where c.object_id = o.id and c.collected_at is not null);
end $$;
comment on function private.orphan_files(uuid[]) is
  'Objects older than a day that nothing refers to (no_row), or that were taken back a day ago before they were handed in (taken_back); those already claimed left out.';

-- ---------------------------------------------------------------------------------------------------------
create function private.service_claim_orphans(p_limit int) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_now timestamptz := private.now();
  v_found uuid[];
  v_locked uuid[];
  v_claimed uuid[];
  v_more uuid[];
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  -- Claims of a collector that died before it was done.
  with stale as (
    select c.object_id from private.file_checks c
    where c.removed_at is null and c.collected_at < v_now - interval '10 minutes'
    order by c.collected_at limit p_limit for update skip locked
  ), again as (
    update private.file_checks c set collected_at = v_now from stale where c.object_id = stale.object_id
    returning c.object_id
  )
  select coalesce(array_agg(again.object_id), '{}') into v_claimed from again;

  select coalesce(array_agg(o.object_id), '{}') into v_found
  from (select * from private.orphan_files() limit p_limit - cardinality(v_claimed)) o;
  -- One that is just being tied to a row is locked, and passed over. The second look has a later snapshot than the
  -- locks: a row that was committed before them is seen.
  select coalesce(array_agg(l.object_id), '{}') into v_locked
  from (select c.object_id from private.file_checks c where c.object_id = any (v_found) for update skip locked) l;
  with mine as (
    update private.file_checks c set collected_at = v_now, orphan_reason = o.reason
    from private.orphan_files(v_locked) o where o.object_id = c.object_id
    returning c.object_id
  )
  select coalesce(array_agg(mine.object_id), '{}') into v_more from mine;
  v_claimed := v_claimed || v_more;
  -- Nobody has looked into these, so nothing can refer to them; from here on check-file finds them gone.
  with unseen as (
    insert into private.file_checks (object_id, bucket, path, claimed_mime, size, collected_at, orphan_reason)
    select o.object_id, o.bucket, o.path, s.metadata ->> 'mimetype', (s.metadata ->> 'size')::bigint, v_now, o.reason
    from private.orphan_files(v_found) o join storage.objects s on s.id = o.object_id
    where not exists (select from private.file_checks c where c.object_id = o.object_id)
    on conflict (object_id) do nothing
    returning object_id
  )
  select coalesce(array_agg(unseen.object_id), '{}') into v_more from unseen;
  v_claimed := v_claimed || v_more;
  return (select coalesce(jsonb_agg(jsonb_build_object('object_id', c.object_id, 'bucket', c.bucket, 'path', c.path)
      order by c.bucket, c.path), '[]')
    from private.file_checks c where c.object_id = any (v_claimed));
end $$;

create function public.service_claim_orphans(p_limit int) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.service_claim_orphans(p_limit) $$;
comment on function public.service_claim_orphans(int) is
  '[{object_id, bucket, path}]: at most so many orphans, from now on the caller''s to remove and missing to everybody else; no two callers get the same. One that was claimed ten minutes ago and is not removed is given again. service_role only.';

create function private.service_orphans_removed(p_object_ids uuid[]) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_count int;
begin
  if not private.is_service() then perform private.fail('BB002'); end if;
  update private.file_checks c set removed_at = private.now()
  where c.object_id = any (p_object_ids) and c.collected_at is not null and c.removed_at is null
    and not exists (select from storage.objects o where o.id = c.object_id);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create function public.service_orphans_removed(p_object_ids uuid[]) returns int
language sql volatile
set search_path = ''
as $$ select private.service_orphans_removed(p_object_ids) $$;
comment on function public.service_orphans_removed(uuid[]) is
  'Marks claimed orphans that Storage has no more as removed, and answers how many; what is still there is claimed again later. service_role only.';

grant execute on function private.service_claim_orphans(int), public.service_claim_orphans(int),
  private.service_orphans_removed(uuid[]), public.service_orphans_removed(uuid[]) to service_role;

-- ---------------------------------------------------------------------------------------------------------
-- A job may be an Edge Function. pg_cron runs SQL only, so its command sends the request (pg_net) to the address
-- and with the secret that Vault keeps (docs/deploy.md); the embedded scheduler reads the column and calls it itself.
alter table private.schedules add column edge_function text, add column busy_until timestamptz,
  add column only_when text;
comment on column private.schedules.edge_function is 'The job is this Edge Function; command asks for it where pg_cron runs.';
comment on column private.schedules.busy_until is 'The embedded scheduler waits for the function''s answer until then; afterwards it takes the call for lost and makes it again.';

create function private.call_edge_function(p_name text) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_url text;
  v_secret text;
begin
  if to_regnamespace('net') is null or to_regnamespace('vault') is null then
    raise exception 'Edge Function % cannot be called: switch on pg_net and Vault', p_name;
  end if;
  select s.decrypted_secret into v_url from vault.decrypted_secrets s where s.name = 'project_url';
  select s.decrypted_secret into v_secret from vault.decrypted_secrets s where s.name = 'schedule_secret';
  if v_url is null or v_secret is null then
    raise exception 'Edge Function % cannot be called: Vault has no project_url or no schedule_secret', p_name;
  end if;
  -- pg_net hangs up after 5 seconds of itself, and a function whose caller is gone may be stopped.
  perform net.http_post(url := v_url || '/functions/v1/' || p_name, body := '{}'::jsonb, timeout_milliseconds := 120000,
    headers := jsonb_build_object('content-type', 'application/json', 'x-schedule-secret', v_secret));
end $$;
comment on function private.call_edge_function(text) is 'Sends the request that starts a scheduled Edge Function; run by pg_cron.';
comment on column private.schedules.only_when is 'An SQL condition without which the Edge Function is not called; the command says the same where pg_cron runs.';

-- Nightly. It counts as run just now: a new database has no orphan yet.
insert into private.schedules (name, every_seconds, command, edge_function, last_run_at)
values ('collect_orphans', 86400, 'select private.call_edge_function(''collect-orphans'')', 'collect-orphans', now());

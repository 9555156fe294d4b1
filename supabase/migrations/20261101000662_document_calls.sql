-- Writing a paper with its event, reading it, and asking whether one is genuine.

create function private.write_documents(p_application uuid, p_seq int) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  k private.document_kinds;
  a public.applications;
  e public.application_events;
  v public.item_versions;
  d public.documents;
begin
  select * into e from public.application_events where application_id = p_application and seq = p_seq;
  select * into k from private.document_kinds where event_kind = e.kind;
  if not found then return; end if;
  select * into a from public.applications where id = p_application;
  select * into v from public.item_versions where id = a.item_version_id;
  d.id := gen_random_uuid();
  d.application_id := a.id;
  d.event_seq := e.seq;
  d.kind := k.kind;
  -- 行政许可 is a word of law: what is not a licence is decided, not licensed.
  d.title := case when v.guide ->> 'item_type' = '行政许可' then k.title else replace(k.title, '行政许可', '办理') end;
  d.code := private.new_document_code();
  d.office := private.office_name(a.department_code);
  d.issued_at := e.at;
  select i.name into d.item_name from public.items i where i.code = a.item_code;
  d.content := jsonb_build_object(
    'form', 1, 'title', d.title, 'code', d.code,
    'check_url', (private.setting('public_url') #>> '{}') || '/v/' || d.code,
    'to', (select n.name from public.enterprises n where n.id = a.enterprise_id),
    'uscc', (select n.uscc from public.enterprises n where n.id = a.enterprise_id),
    'item_name', d.item_name, 'application_number', a.number,
    'sections', private.paper_body(k.kind, a, v, e),
    'office', d.office, 'seal', replace(private.setting('document_seal') #>> '{}', '{office}', d.office),
    'day', private.paper_day(e.at));
  -- The number last: from here on, others who write this kind wait.
  d.number := private.next_document_number(k.kind,
    (select p.short_name from public.departments p where p.code = a.department_code));
  d.content := d.content || jsonb_build_object('number', d.number);
  d.fingerprint := sha256(convert_to(d.content::text, 'UTF8'));
  insert into public.documents select d.*;
end $$;
comment on function private.write_documents(uuid, int) is
  'Puts one event in writing when its kind asks for it, in the words of this moment; nothing otherwise. Called at the end of private.log_event: no event of these kinds without its paper, no second paper of an event.';

-- ---------------------------------------------------------------------------------------------------------
create function private.document_refs(p_application uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'title', d.title, 'number', d.number,
      'issued_at', private.iso(d.issued_at)) order by d.event_seq), '[]')
    from public.documents d where d.application_id = p_application);
end $$;
comment on function private.document_refs(uuid) is 'DocumentRef[] of src/shared/contract.ts, in the order they were written. The caller checked that the person may read the application.';

create function private.get_document(p_id uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  d public.documents;
begin
  perform private.require_user();
  select * into d from public.documents where id = p_id;
  if d.id is null then
    perform private.fail('BB004');
  end if;
  perform private.seen_application(d.application_id);
  return jsonb_build_object('id', d.id, 'kind', d.kind, 'title', d.title, 'number', d.number,
    'issued_at', private.iso(d.issued_at), 'application_id', d.application_id, 'code', d.code,
    'fingerprint', encode(d.fingerprint, 'hex'), 'content', d.content);
end $$;

create function public.get_document(p_id uuid) returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_document(p_id) $$;
comment on function public.get_document(uuid) is
  'OfficialDocument of src/shared/contract.ts: one paper as it was written. Who reads the application. Errors: BB001, BB004, BB016.';

-- ---------------------------------------------------------------------------------------------------------
create function private.check_document(p_code text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  d public.documents;
begin
  perform private.hit_limit('check_document');
  -- As people type it: small letters, blanks, dashes.
  select * into d from public.documents where code = upper(regexp_replace(coalesce(p_code, ''), '[\s\-–—]', '', 'g'));
  if d.id is null then
    -- Answered, not raised: a guess must count. Wrong, misspelt and never written sound the same.
    return private.refusal('BB075', 'code');
  end if;
  return jsonb_build_object('genuine', d.fingerprint = sha256(convert_to(d.content::text, 'UTF8')),
    'kind', d.kind, 'title', d.title, 'number', d.number, 'issued_on', private.paper_day(d.issued_at),
    'office', d.office, 'item_name', d.item_name, 'fingerprint', encode(d.fingerprint, 'hex'));
end $$;

create function public.check_document(p_code text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.check_document(p_code) $$;
comment on function public.check_document(text) is
  'DocumentCheck of src/shared/contract.ts: whether the county wrote this paper, and which one it is; nothing about whom it concerns. Without a sign-in. Refusals: BB075 answered as {refused: …} (unknown, however it is wrong), BB080 raised (too many guesses).';

grant execute on function private.get_document(uuid), public.get_document(uuid) to authenticated;
grant execute on function private.check_document(text), public.check_document(text) to anon, authenticated;

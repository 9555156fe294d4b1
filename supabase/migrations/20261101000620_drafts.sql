-- Drafts: begin, save as it is typed, attach files, take them back, ask the officer to look, delete.
--
-- Saving is by changed keys, so that two devices on one draft lose nothing of each other. While a correction is
-- open the same calls work for what the correction lists, and for nothing else (BB019).

create function private.sync_draft(p_id uuid) returns public.applications
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications;
  i public.items;
begin
  select * into a from public.applications where id = p_id for update;
  select * into i from public.items where code = a.item_code;
  if i.state <> 'published' or i.current_version_id is null then
    perform private.fail('BB022', null, jsonb_build_object('name', i.name));
  end if;
  -- A draft follows the item until it is filed; what was typed and uploaded stays where the key stays.
  update public.applications set item_version_id = i.current_version_id, department_code = i.department_code,
    situation_answers = (
      select coalesce(jsonb_object_agg(k.key, k.value), '{}') from jsonb_each(situation_answers) k
      where exists (select from public.item_situations s cross join lateral jsonb_array_elements(s.options) o
        where s.version_id = i.current_version_id and s.key = k.key and o.value ->> 'id' = k.value #>> '{}'))
  where id = p_id and item_version_id <> i.current_version_id;
  -- Mostly the materials are those of this version since the draft was opened.
  if a.item_version_id <> i.current_version_id
    or not exists (select from public.application_materials m where m.application_id = p_id) then
    insert into public.application_materials (application_id, key, position, name, required, fetched_by_office)
    -- A material that a situation switches on is required in that situation.
    select p_id, m.key, m.position, m.name, m.required or m.when_answers is not null, m.fetched_by_office
    from public.item_materials m where m.version_id = i.current_version_id
    on conflict (application_id, key) do update set position = excluded.position, name = excluded.name,
      required = excluded.required, fetched_by_office = excluded.fetched_by_office;
    delete from public.application_materials m where m.application_id = p_id
      and not exists (select from public.item_materials n where n.version_id = i.current_version_id and n.key = m.key);
  end if;
  update public.application_materials m set applicable = private.matches(n.when_answers, b.situation_answers)
  from public.applications b, public.item_materials n
  where m.application_id = p_id and b.id = p_id and n.version_id = i.current_version_id and n.key = m.key
    and m.applicable is distinct from private.matches(n.when_answers, b.situation_answers);
  select * into a from public.applications where id = p_id;
  return a;
end $$;
comment on function private.sync_draft(uuid) is 'Brings a draft to the item''s current version and its situation answers: materials added, renamed, switched. BB022 when the item is withdrawn.';

create function private.start_application(p_enterprise_id uuid, p_item_code text, p_situation_answers jsonb, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'start_application', jsonb_build_array(p_enterprise_id, p_item_code, p_situation_answers));
  a public.applications;
  i public.items;
begin
  if v_answer is not null then return v_answer; end if;
  if p_enterprise_id is null or p_enterprise_id not in (select private.my_bound_enterprise_ids()) then
    a.enterprise_id := p_enterprise_id;
    perform private.refuse_unseen(a);
  end if;
  select * into i from public.items where code = p_item_code;
  if i.code is null then
    perform private.fail('BB008', 'item_code');
  elsif i.state <> 'published' or i.current_version_id is null then
    perform private.fail('BB022', 'item_code', jsonb_build_object('name', i.name));
  end if;
  perform private.check_situations(i.current_version_id, p_situation_answers, false);
  insert into public.applications (enterprise_id, item_code, item_version_id, department_code, applicant_id, answers)
  select p_enterprise_id, i.code, v.id, i.department_code, v_user, private.prefilled(v.form, p_enterprise_id, v_user)
  from public.item_versions v where v.id = i.current_version_id
  -- A second start, from another device or a second tap, continues the open draft.
  on conflict (applicant_id, enterprise_id, item_code) where state = 'draft' do nothing
  returning * into a;
  if a.id is not null then
    perform private.log_event(a.id, 'started');
  else
    select * into a from public.applications
    where applicant_id = v_user and enterprise_id = p_enterprise_id and item_code = p_item_code and state = 'draft' for update;
  end if;
  perform private.sync_draft(a.id);
  update public.applications set situation_answers = situation_answers || coalesce(p_situation_answers, '{}')
  where id = a.id;
  perform private.sync_draft(a.id);
  return private.remember(p_request_id, jsonb_build_object('id', a.id));
end $$;

create function public.start_application(p_enterprise_id uuid, p_item_code text, p_situation_answers jsonb, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.start_application(p_enterprise_id, p_item_code, p_situation_answers, p_request_id) $$;
comment on function public.start_application(uuid, text, jsonb, uuid) is
  '{id} of a new draft, or of the caller''s open draft of the same item and enterprise. A pending member may. Errors: BB001, BB003, BB004, BB007 situation, BB008, BB016, BB022, BB034 (detail.item_code).';

-- ---------------------------------------------------------------------------------------------------------
create function private.open_points(p_application uuid) returns setof public.correction_points
language plpgsql stable
set search_path = ''
as $$
begin
  return query
    select p.* from public.correction_points p
    where p.correction_id = (select c.id from public.corrections c where c.application_id = p_application
                             and c.answered_at is null order by c.round desc limit 1)
    order by p.position;
end $$;
comment on function private.open_points(uuid) is 'Points of the correction that waits for the applicant; none otherwise.';

create function private.write_answers(a public.applications, p_answers jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_form jsonb := (select v.form from public.item_versions v where v.id = a.item_version_id);
  v_key text;
  v_answers jsonb;
begin
  perform private.check_keys(v_form, p_answers);
  if a.state = 'correcting' then
    select k into v_key from jsonb_object_keys(p_answers) k
    where not exists (select from private.open_points(a.id) p where p.target = 'field' and p.key = k) limit 1;
    if found then
      perform private.fail('BB019', v_key);
    end if;
    -- Saying it again is an answer too: the mend may lie in the other place that must agree with it.
    update public.correction_points p
    set answered_at = case when private.clean_text(p_answers ->> p.key) is not null then private.now() end
    where p.id in (select o.id from private.open_points(a.id) o) and p.target = 'field' and p_answers ? p.key;
  end if;
  v_answers := jsonb_strip_nulls(a.answers || p_answers);
  update public.applications set answers = v_answers, draft_revision = draft_revision + 1, updated_at = private.now()
  where id = a.id;
  return v_answers;
end $$;
comment on function private.write_answers(public.applications, jsonb) is 'Merges changed answers (null takes one back). In a correction only its fields, which count as answered then: BB007, BB015, BB019.';

create function private.save_draft(p_application_id uuid, p_answers jsonb, p_situation_answers jsonb, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'save_draft', jsonb_build_array(p_application_id, p_answers, p_situation_answers));
  a public.applications;
  v_answers jsonb;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'edit');
  v_answers := private.write_answers(a, coalesce(p_answers, '{}'));
  if p_situation_answers is not null then
    if a.state = 'correcting' then
      perform private.fail('BB019', 'situation_answers');
    end if;
    perform private.check_situations(a.item_version_id, p_situation_answers, false);
    update public.applications set situation_answers = situation_answers || p_situation_answers where id = a.id;
    perform private.sync_draft(a.id);
  end if;
  return private.remember(p_request_id, jsonb_build_object(
    'draft_revision', a.draft_revision + 1, 'saved_at', private.iso(private.now()), 'answers', v_answers));
end $$;

create function public.save_draft(p_application_id uuid, p_answers jsonb, p_situation_answers jsonb, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.save_draft(p_application_id, p_answers, p_situation_answers, p_request_id) $$;
comment on function public.save_draft(uuid, jsonb, jsonb, uuid) is
  '{draft_revision, saved_at, answers}: merges the changed keys (null removes one), incomplete values are fine. Also while correcting, for the listed fields. Errors: BB001, BB003, BB004, BB005, BB007, BB015, BB016, BB019, BB022, BB034.';

grant execute on function
  private.start_application(uuid, text, jsonb, uuid), public.start_application(uuid, text, jsonb, uuid),
  private.save_draft(uuid, jsonb, jsonb, uuid), public.save_draft(uuid, jsonb, jsonb, uuid) to authenticated;

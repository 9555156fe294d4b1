-- Reading items: search, codes, the guide. All of it needs no sign-in: what the county asks for is public.

create function private.item_summary(p_code text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'code', i.code, 'name', i.name, 'category', i.category, 'department', d.name,
      'handling_type', v.handling_type,
      'promised_value', v.promised_value, 'promised_unit', v.promised_unit)
    from public.items i
    join public.item_versions v on v.id = i.current_version_id
    join public.departments d on d.code = i.department_code
    where i.code = p_code);
end $$;
comment on function private.item_summary(text) is 'ItemSummary of src/shared/contract.ts.';

-- ---------------------------------------------------------------------------------------------------------
create function private.search_items(p_query text, p_category text, p_limit int) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_query text := lower(coalesce(private.clean_text(left(p_query, 200)), ''));
  v_words text[] := regexp_split_to_array(v_query, '[\s,，、。]+');
begin
  -- Public: no authorisation. People type a name, an everyday word, a whole sentence, or pinyin initials.
  return coalesce((
    select jsonb_agg(private.item_summary(f.code) order by f.score desc, f.popular_rank, f.code)
    from (
      select i.code, i.popular_rank,
        case
          when v_query = '' then 0
          when lower(i.code) = v_query then 100
          when lower(i.name) = v_query or v_query = any (select lower(a) from unnest(i.aliases) a) then 90
          when starts_with(lower(i.name), v_query) then 80
          when position(v_query in lower(i.name)) > 0 then 70
          when v_query = any (string_to_array(i.initials, ' ')) then 60
          when exists (select from unnest(i.aliases) a where position(v_query in lower(a)) > 0) then 50
          when exists (select from unnest(string_to_array(i.initials, ' ')) a where starts_with(a, v_query)) then 40
          -- 我想开饭馆: the sentence holds one of the item's words.
          when exists (select from unnest(i.aliases) a where char_length(a) > 1 and position(lower(a) in v_query) > 0) then 30
          when not exists (select from unnest(v_words) w where w <> '' and position(w in i.search_text) = 0) then 20
          else -1 end as score
      from public.items i
      where i.state = 'published' and i.current_version_id is not null
        and (nullif(p_category, '') is null or i.category = p_category)
      order by score desc, i.popular_rank, i.code
      limit least(greatest(coalesce(p_limit, 20), 1), 100)
    ) f
    where f.score >= 0), '[]');
end $$;

create function public.search_items(p_query text default '', p_category text default null, p_limit int default 20)
returns jsonb
language sql stable
set search_path = ''
as $$ select private.search_items(p_query, p_category, p_limit) $$;
comment on function public.search_items(text, text, int) is
  'ItemSummary[]: by code, name, everyday word, sentence or pinyin initials; an empty query gives the popular ones. p_limit 1 to 100. anon may.';

-- ---------------------------------------------------------------------------------------------------------
create function private.resolve_code(p_code text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_code public.item_codes;
  v_item public.items;
begin
  -- Public, so no authorisation; counted, so that nobody tries codes one after the other. Refusals are answered,
  -- not raised (000120): a raise would take its own count back.
  perform private.hit_limit('scan');
  select * into v_code from public.item_codes where code = upper(private.clean_text(left(p_code, 40)));
  if v_code.code is null then
    return private.refusal('BB008');
  end if;
  select * into v_item from public.items where code = v_code.item_code;
  if v_code.state = 'revoked' then
    return private.refusal('BB009', null, jsonb_build_object('item_code', v_item.code, 'name', v_item.name));
  elsif v_item.state <> 'published' then
    return private.refusal('BB022', null, jsonb_build_object('name', v_item.name));
  end if;
  return jsonb_build_object('item_code', v_item.code, 'name', v_item.name);
end $$;

create function public.resolve_code(p_code text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.resolve_code(p_code) $$;
comment on function public.resolve_code(text) is
  '{item_code, name} of a printed code, whatever its case. Errors: BB080; answered as {refused}: BB008 unknown, BB009 revoked (detail.item_code, name: search still works), BB022 item withdrawn. anon may.';

-- ---------------------------------------------------------------------------------------------------------
create function private.guide_situations(p_version uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.key, 'question', s.question, 'help', s.help,
      'options', s.options) order by s.position), '[]')
    from public.item_situations s where s.version_id = p_version);
end $$;

create function private.guide_materials(p_version uuid) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(m.detail order by m.position), '[]')
    from public.item_materials m where m.version_id = p_version);
end $$;

create function private.guide_check_points(p_version uuid, p_answers jsonb default null) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.key, 'title', c.title, 'standard', c.standard,
      'how_to_show', c.how_to_show, 'basis', c.basis, 'when', c.when_answers) order by c.position), '[]')
    from public.item_check_points c
    where c.version_id = p_version and (p_answers is null or private.matches(c.when_answers, p_answers)));
end $$;
comment on function private.guide_check_points(uuid, jsonb) is 'CheckPoint[]; with answers only those that apply.';

create function private.get_item_guide(p_code text) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_item public.items;
  v_version public.item_versions;
begin
  select * into v_item from public.items where code = upper(private.clean_text(left(p_code, 40)));
  if v_item.code is null then
    perform private.fail('BB008');
  elsif v_item.state <> 'published' or v_item.current_version_id is null then
    perform private.fail('BB022', null, jsonb_build_object('name', v_item.name));
  end if;
  select * into v_version from public.item_versions where id = v_item.current_version_id;
  -- Sources and what the office must still confirm stay inside; the rest is what the page shows.
  return (
    select jsonb_object_agg(g.key, g.value) from jsonb_each(v_version.guide) g
    where g.key in ('item_type', 'audience', 'legal_basis', 'conditions', 'process', 'special_procedures', 'visits',
                    'fee', 'result', 'supports', 'faq')
  ) || private.item_summary(v_item.code) || jsonb_build_object(
    'version_id', v_version.id, 'version', v_version.version,
    'statutory_value', v_version.statutory_value, 'statutory_unit', v_version.statutory_unit,
    'promised_if_accepted_today', private.iso(private.try_working_time(
      private.now(), v_version.promised_value, v_version.promised_unit, v_item.department_code)),
    'server_now', private.iso(private.now()),
    'place', (
      select jsonb_build_object('address', coalesce(d.address, ''), 'hours', coalesce(d.hours, ''),
        'phone', coalesce(d.phone, ''), 'complaint_phone', coalesce(d.complaint_phone, ''))
      from public.departments d where d.code = v_item.department_code),
    'situations', private.guide_situations(v_version.id),
    'materials', private.guide_materials(v_version.id),
    'form', v_version.form,
    'check_points', private.guide_check_points(v_version.id));
end $$;

create function public.get_item_guide(p_code text) returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_item_guide(p_code) $$;
comment on function public.get_item_guide(text) is
  'ItemGuide of the item''s current version, by the item''s short code. Errors: BB008 unknown, BB022 withdrawn. anon may.';

grant execute on function
  private.search_items(text, text, int), public.search_items(text, text, int),
  private.resolve_code(text), public.resolve_code(text),
  private.get_item_guide(text), public.get_item_guide(text) to anon, authenticated;

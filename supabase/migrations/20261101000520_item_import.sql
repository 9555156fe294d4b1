-- Writing items: the operator's import, and printed codes that stop or work again.
--
-- The loader of this repository and an operator with a file go through the same door, so what one accepts the
-- other does. Importing the same content twice makes no second version; importing content that once was makes
-- that version current again.

create function private.check_item(p_item jsonb) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_part jsonb;
  v_list text;
  v_bad text;
begin
  if coalesce(jsonb_typeof(p_item), '') <> 'object' or coalesce(p_item ->> 'code', '') !~ '^[A-Z]{2}[0-9]{2}$' then
    perform private.fail('BB007', 'code', '{}', '事项短码应是两个大写字母加两位数字');
  elsif private.clean_text(p_item ->> 'name') is null then
    perform private.fail('BB007', 'name', '{}', '缺少事项名称');
  elsif not exists (select from public.departments where code = p_item ->> 'department') then
    perform private.fail('BB007', 'department', '{}', '不认识这个部门');
  elsif coalesce(p_item ->> 'handling_type', '') not in ('immediate', 'promised') then
    perform private.fail('BB007', 'handling_type', '{}', '办件类型应是即办件或承诺件');
  end if;
  -- A limit that does not cast would fail without saying where.
  foreach v_list in array array['promised_limit', 'statutory_limit'] loop
    v_part := p_item -> v_list;
    if (v_list = 'promised_limit' or jsonb_typeof(v_part) = 'object') and (
      coalesce(v_part ->> 'value', '') !~ '^[1-9][0-9]{0,3}$'
      or coalesce(v_part ->> 'unit', '') not in ('working_minute', 'working_hour', 'half_day', 'working_day')) then
      perform private.fail('BB007', v_list, '{}', '时限要写明数值和单位');
    elsif coalesce(v_part ->> 'extension_days', '1') !~ '^[1-9][0-9]{0,2}$' then
      perform private.fail('BB007', v_list, '{}', '延期要写明是几个工作日');
    end if;
  end loop;
  foreach v_list in array array['materials', 'form', 'situations', 'check_points', 'aliases', 'legal_basis',
                                'conditions', 'process', 'special_procedures', 'audience', 'faq'] loop
    if coalesce(jsonb_typeof(p_item -> v_list), '') <> 'array' then
      perform private.fail('BB007', v_list, '{}', format('缺少列表 %s', v_list));
    end if;
  end loop;
  foreach v_list in array array['visits', 'fee', 'result', 'supports'] loop
    if coalesce(jsonb_typeof(p_item -> v_list), '') <> 'object' then
      perform private.fail('BB007', v_list, '{}', format('缺少 %s', v_list));
    end if;
  end loop;
  foreach v_list in array array['materials', 'form', 'situations', 'check_points'] loop
    select x ->> 'id' into v_bad from jsonb_array_elements(p_item -> v_list) x
    group by x ->> 'id' having count(*) > 1 or coalesce(x ->> 'id', '') !~ '^[a-z][a-z0-9_]*$' limit 1;
    if found then
      perform private.fail('BB007', v_list, jsonb_build_object('id', v_bad), format('编号 %s 重复或不合规则', v_bad));
    end if;
    -- A `when` that names a question or an answer nobody can give would hide the part for ever.
    select w.key into v_bad
    from jsonb_array_elements(p_item -> v_list) x
    cross join lateral jsonb_each(case jsonb_typeof(x -> 'when') when 'object' then x -> 'when' else '{}' end) w
    cross join lateral jsonb_array_elements_text(w.value) o
    where not exists (
      select from jsonb_array_elements(p_item -> 'situations') s
      cross join lateral jsonb_array_elements(s -> 'options') so
      where s ->> 'id' = w.key and so ->> 'id' = o)
    limit 1;
    if found then
      perform private.fail('BB007', v_list, jsonb_build_object('when', v_bad), format('条件 %s 没有对应的情形选项', v_bad));
    end if;
  end loop;
end $$;
comment on function private.check_item(jsonb) is 'Refuses an item that the rest of the schema could not work with: BB007 with the part''s name.';

create function private.add_item_parts(p_version uuid, p_item jsonb) returns void
language sql volatile
set search_path = ''
as $$
  insert into public.item_situations (version_id, key, position, question, help, options)
  select p_version, x ->> 'id', n, x ->> 'question', x ->> 'help', x -> 'options'
  from jsonb_array_elements(p_item -> 'situations') with ordinality as t (x, n);

  insert into public.item_materials (version_id, key, position, name, required, fetched_by_office, when_answers, detail)
  select p_version, x ->> 'id', n, x ->> 'name', x ->> 'necessity' = 'required',
    coalesce((x ->> 'fetched_by_office')::boolean, false), nullif(x -> 'when', 'null'), x
  from jsonb_array_elements(p_item -> 'materials') with ordinality as t (x, n);

  insert into public.item_check_points (version_id, key, position, title, standard, how_to_show, basis, when_answers)
  select p_version, x ->> 'id', n, x ->> 'title', x ->> 'standard', x ->> 'how_to_show', x ->> 'basis',
    nullif(x -> 'when', 'null')
  from jsonb_array_elements(p_item -> 'check_points') with ordinality as t (x, n);
$$;

create function private.import_item(p_item jsonb) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_code text;
  v_content jsonb;
  v_hash bytea;
  v_aliases text[];
  v_initials text;
  v_statutory jsonb;
  v_version public.item_versions;
begin
  if not private.is_service() then
    perform private.require_role('operator');
  end if;
  perform private.check_item(p_item);
  v_code := p_item ->> 'code';
  -- How people search may change without a new version; what they file under may not.
  v_content := p_item - '{aliases,initials,popular_rank}'::text[];
  v_hash := sha256(convert_to(v_content::text, 'UTF8'));
  v_statutory := nullif(p_item -> 'statutory_limit', 'null');
  v_initials := lower(coalesce(p_item ->> 'initials', ''));
  v_aliases := array(select jsonb_array_elements_text(p_item -> 'aliases'));

  insert into public.items as i (code, name, aliases, initials, category, department_code, popular_rank, search_text)
  values (v_code, p_item ->> 'name', v_aliases, v_initials, p_item ->> 'category', p_item ->> 'department',
    coalesce((p_item ->> 'popular_rank')::int, 1000),
    lower(concat_ws(' ', v_code, p_item ->> 'name', array_to_string(v_aliases, ' '), v_initials)))
  on conflict (code) do update set
    name = excluded.name, aliases = excluded.aliases, category = excluded.category,
    department_code = excluded.department_code, search_text = excluded.search_text, initials = excluded.initials,
    popular_rank = case when p_item ? 'popular_rank' then excluded.popular_rank else i.popular_rank end;

  select * into v_version from public.item_versions where item_code = v_code and content_hash = v_hash;
  if v_version.id is null then
    insert into public.item_versions (item_code, version, content_hash, promised_value, promised_unit,
      statutory_value, statutory_unit, handling_type, guide, form)
    values (v_code,
      1 + coalesce((select max(version) from public.item_versions where item_code = v_code), 0), v_hash,
      (p_item #>> '{promised_limit,value}')::int, (p_item #>> '{promised_limit,unit}')::public.limit_unit,
      (v_statutory ->> 'value')::int, (v_statutory ->> 'unit')::public.limit_unit,
      p_item ->> 'handling_type',
      v_content - '{code,name,category,department,situations,materials,form,check_points}'::text[],
      p_item -> 'form')
    returning * into v_version;
    perform private.add_item_parts(v_version.id, p_item);
  end if;
  update public.items set current_version_id = v_version.id where code = v_code;
  insert into public.item_codes (code, item_code) values (v_code, v_code) on conflict (code) do nothing;
  return jsonb_build_object('code', v_code, 'version', v_version.version);
end $$;

create function public.import_item(p_item jsonb) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.import_item(p_item) $$;
comment on function public.import_item(jsonb) is
  'Takes CatalogueItem of supabase/catalogue/schema.ts (with optional initials and popular_rank) → {code, version}. The same content keeps its version. Operator or service_role. Errors: BB001, BB002, BB007 (detail.field: which part).';

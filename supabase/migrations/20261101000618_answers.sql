-- What makes a filled form right: pure checks by the version's own field list.
--
-- The client checks the same while one types; here it counts. A wrong value names its field and says in plain
-- words what is expected. The USCC's check digit is not looked at: some issued codes fail it (product rule:
-- warn, never block).

create function private.answer_error(p_field jsonb, p_value text) returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_label text := p_field ->> 'label';
  v_type text := p_field ->> 'type';
  v_max int := coalesce((p_field ->> 'max_length')::int, case v_type when 'textarea' then 2000 else 200 end);
  v_number numeric;
begin
  if v_type in ('text', 'textarea', 'address') then
    return case when char_length(p_value) > v_max then format('“%s”最多 %s 个字，现在 %s 个', v_label, v_max, char_length(p_value)) end;
  elsif v_type = 'uscc' then
    return case when p_value !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' then format('“%s”应是 18 位数字或大写字母（不含 I、O、S、V、Z）', v_label) end;
  elsif v_type = 'phone' then
    return case when p_value !~ '^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$' then format('“%s”应是 11 位手机号，或带区号的座机', v_label) end;
  elsif v_type = 'id_number' then
    return case when p_value !~ '^[1-9][0-9]{16}[0-9X]$' then format('“%s”应是 18 位身份证号，最后一位可以是 X', v_label) end;
  elsif v_type = 'date' then
    if p_value !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or not pg_catalog.pg_input_is_valid(p_value, 'date') then
      return format('“%s”应是一个日期，例如 2026-04-07', v_label);
    end if;
    return null;
  elsif v_type in ('number', 'amount') then
    if p_value !~ '^-?[0-9]{1,15}(\.[0-9]{1,6})?$' then
      return format('“%s”应是一个数', v_label);
    end if;
    v_number := p_value::numeric;
    return case
      when v_number < coalesce((p_field ->> 'min')::numeric, case v_type when 'amount' then 0 end) then
        format('“%s”不能小于 %s', v_label, coalesce(p_field ->> 'min', '0'))
      when v_number > (p_field ->> 'max')::numeric then format('“%s”不能大于 %s', v_label, p_field ->> 'max')
      when v_type = 'amount' and v_number <> round(v_number, 2) then format('“%s”最多两位小数', v_label) end;
  elsif v_type in ('choice', 'multi_choice') then
    return case when exists (
      select from unnest(case v_type when 'choice' then array[p_value] else string_to_array(p_value, ',') end) as given
      where not exists (select from jsonb_array_elements(p_field -> 'options') o where o ->> 'id' = given))
      then format('“%s”请从给出的选项里选', v_label) end;
  end if;
  return format('“%s”的填法系统还不认识', v_label);
end $$;
comment on function private.answer_error(jsonb, text) is 'What is wrong with a filled value of one FormField, in Chinese; null when nothing is.';

create function private.check_answers(p_form jsonb, p_situations jsonb, p_answers jsonb, p_only text[] default null)
returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_field jsonb;
  v_value text;
  v_error text;
begin
  for v_field in select f.value from jsonb_array_elements(p_form) with ordinality as f (value, n)
    where private.matches(f.value -> 'when', p_situations) and (p_only is null or f.value ->> 'id' = any (p_only))
    order by f.n
  loop
    v_value := private.clean_text(p_answers ->> (v_field ->> 'id'));
    if v_value is null then
      v_error := case when (v_field ->> 'required')::boolean then format('“%s”还没填', v_field ->> 'label') end;
    else
      v_error := private.answer_error(v_field, v_value);
    end if;
    if v_error is not null then
      perform private.fail('BB007', v_field ->> 'id', '{}', v_error);
    end if;
  end loop;
end $$;
comment on function private.check_answers(jsonb, jsonb, jsonb, text[]) is 'BB007 with the first field (in form order) that applies and is missing or wrong; p_only limits it to some fields.';

create function private.check_situations(p_version uuid, p_answers jsonb, p_complete boolean) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_key text;
  v_value text;
  v_option jsonb;
  v_question text;
begin
  if coalesce(jsonb_typeof(p_answers), 'object') <> 'object' then
    perform private.fail('BB007', 'situation_answers');
  end if;
  for v_key, v_value in select * from jsonb_each_text(coalesce(p_answers, '{}')) loop
    select o.value into v_option from public.item_situations s cross join lateral jsonb_array_elements(s.options) o
    where s.version_id = p_version and s.key = v_key and o.value ->> 'id' = v_value;
    if not found then
      perform private.fail('BB007', v_key, '{}', '这个情形没有这个选项');
    elsif v_option ->> 'leads_to' is not null then
      perform private.fail('BB034', v_key, jsonb_build_object('item_code', v_option ->> 'leads_to',
        'name', (select i.name from public.items i where i.code = v_option ->> 'leads_to')));
    end if;
  end loop;
  if p_complete then
    select s.key, s.question into v_key, v_question from public.item_situations s
    where s.version_id = p_version and not coalesce(p_answers, '{}') ? s.key order by s.position limit 1;
    if found then
      perform private.fail('BB007', v_key, '{}', format('还没选：%s', v_question));
    end if;
  end if;
end $$;
comment on function private.check_situations(uuid, jsonb, boolean) is 'BB007 for an unknown or (p_complete) missing answer, BB034 when an answer leads to another item (detail.item_code).';

create function private.check_keys(p_form jsonb, p_answers jsonb) returns void
language plpgsql stable
set search_path = ''
as $$
declare
  v_key text;
  v_value jsonb;
begin
  if coalesce(jsonb_typeof(p_answers), '') <> 'object' then
    perform private.fail('BB007', 'answers', '{}', '填写内容的格式不对');
  end if;
  for v_key, v_value in select * from jsonb_each(p_answers) loop
    if not exists (select from jsonb_array_elements(p_form) f where f ->> 'id' = v_key) then
      perform private.fail('BB007', v_key, '{}', '申请表里没有这一项');
    elsif jsonb_typeof(v_value) not in ('string', 'null') then
      perform private.fail('BB007', v_key, '{}', '填写内容的格式不对');
    elsif char_length(v_value #>> '{}') > 4000 then
      perform private.fail('BB015', v_key, '{"max": 4000}');
    end if;
  end loop;
end $$;
comment on function private.check_keys(jsonb, jsonb) is 'A save in progress may be incomplete, but only known fields, as strings (null takes one back): BB007, BB015.';

create function private.prefilled(p_form jsonb, p_enterprise uuid, p_person uuid) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  e public.enterprises;
  p public.people;
  -- Who is not confirmed yet is shown the public register only, so the form does not tell him more.
  v_confirmed boolean := p_enterprise in (select private.my_enterprise_ids());
begin
  select * into e from public.enterprises where id = p_enterprise;
  select * into p from public.people where id = p_person;
  return (
    select coalesce(jsonb_object_agg(f ->> 'id', k.value) filter (where k.value is not null), '{}')
    from jsonb_array_elements(p_form) f
    join (values ('enterprise.name', e.name), ('enterprise.uscc', e.uscc),
      ('enterprise.address', case when v_confirmed then e.address end),
      ('enterprise.legal_person', case when v_confirmed then e.legal_person end),
      ('me.name', p.name), ('me.phone', p.phone)) as k (source, value) on k.source = f ->> 'prefill');
end $$;
comment on function private.prefilled(jsonb, uuid, uuid) is 'Answers that the records already hold, by field id: shown, not asked again.';

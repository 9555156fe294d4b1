-- What each paper says.
--
-- The words are written here, once, at the moment of the event, and frozen with it: phone and PDF only set them.
-- A paper that a phone put together later would change with the phone. Dates are spelled as on paper and in
-- China's time. What the calendar cannot say yet is said to be unknown, never guessed.

create function private.paper_day(p_at timestamptz) returns text
language plpgsql stable
set search_path = ''
as $$ begin return to_char(p_at at time zone 'Asia/Shanghai', 'FMYYYY"年"FMMM"月"FMDD"日"'); end $$;

create function private.paper_moment(p_at timestamptz) returns text
language plpgsql stable
set search_path = ''
as $$ begin return to_char(p_at at time zone 'Asia/Shanghai', 'FMYYYY"年"FMMM"月"FMDD"日 "HH24:MI'); end $$;

create function private.paper_due(p_at timestamptz) returns text
language plpgsql stable
set search_path = ''
as $$ begin return coalesce(private.paper_moment(p_at) || ' 前', '这一年的放假安排公布后确定'); end $$;
comment on function private.paper_due(timestamptz) is 'The last moment in words; past the last published holiday notice it is said to be open. Stands alone: in a sentence the open one would not read.';

create function private.paper_limit(p_value int, p_unit public.limit_unit) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return (
    select p_value || case p_unit when 'working_minute' then ' 分钟（工作时间）' when 'working_hour' then ' 个工作小时'
      when 'half_day' then ' 个半天' else ' 个工作日' end);
end $$;

create function private.paper_term(p_value int, p_unit public.limit_unit, p_due timestamptz) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return private.paper_limit(p_value, p_unit) || case when p_due is null then '，到期时间在' || private.paper_due(null)
    else format('，%s办结', private.paper_due(p_due)) end;
end $$;
comment on function private.paper_term(int, public.limit_unit, timestamptz) is 'A limit with the moment at which it ends: 5 个工作日，2026年4月8日 17:30 前办结.';

create function private.office_name(p_department text) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    -- 县公安局 → 清溪县公安局; a name that says the county already stays.
    select case when strpos(d.name, c.county) > 0 then d.name else replace(d.name, '县', c.county) end
    from public.departments d, (select private.setting('county') #>> '{}' as county) c
    where d.code = p_department);
end $$;
comment on function private.office_name(text) is 'The office as it signs: with the county''s name.';

create function private.paper_facts(variadic p_pairs text[]) returns jsonb
language plpgsql immutable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('label', p_pairs[n], 'value', p_pairs[n + 1]) order by n), '[]')
    from generate_series(1, cardinality(p_pairs), 2) n where p_pairs[n + 1] is not null);
end $$;
comment on function private.paper_facts(text[]) is 'Label and value by turns → [{label, value}]; a value that is null leaves its line out.';

create function private.paper_section(p_title text, p_text text, p_facts jsonb default '[]', p_points jsonb default '[]')
returns jsonb
language plpgsql immutable
set search_path = ''
as $$ begin return jsonb_build_object('title', p_title, 'text', p_text, 'facts', p_facts, 'points', p_points); end $$;
comment on function private.paper_section(text, text, jsonb, jsonb) is 'DocumentSection of src/shared/contract.ts.';

-- ---------------------------------------------------------------------------------------------------------
create function private.paper_basis(v public.item_versions, p_article text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    -- The procedure of the licensing law; other services follow it by the county's promise, not by force of law.
    select private.paper_section('依据', case when v.guide ->> 'item_type' = '行政许可' then '' else '参照' end
      || '《中华人民共和国行政许可法》' || p_article || '。'));
end $$;

create function private.paper_remedies(p_department text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select private.paper_section('不服怎么办', format('如不服，可以自收到本文书之日起 60 日内向%s申请行政复议，也可以自收到本文书之日起 6 个月内依法向有管辖权的人民法院提起行政诉讼。',
      coalesce(private.setting('review_office:' || p_department), private.setting('review_office')) #>> '{}')));
end $$;
comment on function private.paper_remedies(text) is '行政许可法 第38条: a refusal names its remedies. 60 days: 行政复议法 第20条; 6 months: 行政诉讼法 第46条.';

create function private.paper_contact(p_department text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select private.paper_section('联系', null, private.paper_facts('地址', d.address, '时间', d.hours, '电话', d.phone,
      '监督电话', d.complaint_phone))
    from public.departments d where d.code = p_department);
end $$;

create function private.paper_materials(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('title', m.name, 'lines',
      jsonb_build_array(case when f.n > 0 then format('电子文件 %s 份', f.n) else '由办事窗口调取，不用提交' end)) order by m.position), '[]')
    from public.application_materials m
    cross join lateral (select count(*) as n from public.application_files f where f.application_id = a.id
      and f.material_key = m.key and f.replaced_at is null and f.removed_at is null) f
    where m.application_id = a.id and m.applicable and (f.n > 0 or m.fetched_by_office));
end $$;
comment on function private.paper_materials(public.applications) is 'What was received, as the receipt lists it: each material with the number of its files.';

create function private.paper_corrections(p_application uuid, p_round int) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'lines',
      array_remove(array['问题：' || p.reason, '怎么改：' || p.how_to], null)) order by p.position), '[]')
    from public.correction_points p join public.corrections c on c.id = p.correction_id
    where c.application_id = p_application and c.round = p_round);
end $$;

-- ---------------------------------------------------------------------------------------------------------
create function private.paper_body(p_kind public.document_kind, a public.applications, v public.item_versions, e public.application_events)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_licence boolean := v.guide ->> 'item_type' = '行政许可';
  v_what text := format('“%s”', (select i.name from public.items i where i.code = a.item_code));
  v_asked text := format('你单位于 %s 提交的%s申请（办件编号 %s）', private.paper_day(a.submitted_at), v_what, a.number);
  l record;
  x private.extensions;
  s private.special_procedures;
  r public.results;
begin
  case p_kind
  when 'receipt' then
    return jsonb_build_array(
      private.paper_section(null, format('你单位提交的%s申请材料已经收到，办件编号 %s。', v_what, a.number),
        private.paper_facts('收到时间', private.paper_moment(a.submitted_at), '提交人', e.actor_name)),
      private.paper_section('收到的材料', null, '[]', private.paper_materials(a)),
      private.paper_section('接下来', format('我们在 %s告知是否受理；材料需要补正的，一次告知全部内容。逾期不告知的，自收到申请材料之日起即为受理。',
        coalesce(private.paper_moment(a.notice_due_at) || ' 前', (private.setting('notice_days') #>> '{}') || ' 个工作日内'))),
      private.paper_basis(v, '第三十二条'), private.paper_contact(a.department_code));
  when 'correction' then
    return jsonb_build_array(
      private.paper_section(null, format('%s，经审查，材料需要补正。以下是全部要改的内容%s。', v_asked,
          case when (e.data ->> 'round')::int > 1 then format('（第 %s 次告知，只重复以前告知过的）', e.data ->> 'round') else '，以后不再增加' end),
        private.paper_facts('补正期限', private.paper_due((e.data ->> 'due_at')::timestamptz))),
      private.paper_section('要改的内容', null, '[]', private.paper_corrections(a.id, (e.data ->> 'round')::int)),
      private.paper_section('改好以后', '在手机上逐项改好，点“提交补正”。补正材料全部收到之日起，重新计算告知是否受理的期限。'),
      private.paper_basis(v, '第三十二条第一款第四项'), private.paper_contact(a.department_code));
  when 'acceptance' then
    select * into l from private.statutory_limit(v.id);
    return jsonb_build_array(
      private.paper_section(null, v_asked || case when (e.data ->> 'deemed')::boolean
          then '，逾期没有告知补正，依法自收到申请材料之日起受理。' else '，符合受理条件，现予受理。' end,
        private.paper_facts('受理日期', private.paper_day(a.accepted_at),
          '承诺期限', private.paper_term(v.promised_value, v.promised_unit, a.promised_due_at),
          '法定期限', private.paper_term(l.value, l.unit, a.statutory_due_at))),
      private.paper_section(null, '期限按工作时间计算，受理当天不算在内。依法需要听证、检验、检测、鉴定、专家评审等的，所需时间不算在期限内，会另行书面告知。'),
      private.paper_basis(v, '第三十二条第一款第五项、第四十二条、第四十五条'), private.paper_contact(a.department_code));
  when 'refusal' then
    return jsonb_build_array(
      private.paper_section(null, v_asked || '，经审查，决定不予受理。'),
      private.paper_section('理由', a.decision_reason), private.paper_basis(v, '第三十二条第一款第一项、第二项'),
      private.paper_remedies(a.department_code), private.paper_contact(a.department_code));
  when 'extension' then
    select * into x from private.extensions t where t.application_id = a.id and t.state = 'granted';
    select * into l from private.statutory_limit(v.id);
    -- 第42条: one office by its own head; handled jointly, by the head of the government, whose word its head registers.
    return jsonb_build_array(
      private.paper_section(null, format('%s，在期限内不能作出决定，经%s负责人批准，延长办理期限 %s 个工作日。', v_asked,
          case when l.joint then '本级人民政府' else '本机关' end, x.days),
        private.paper_facts(case when l.joint then '登记人' else '批准人' end, e.actor_name,
          '原来的期限', private.paper_due((e.data ->> 'old_due_at')::timestamptz), '延长以后的期限', private.paper_due(a.statutory_due_at))),
      private.paper_section('延长的理由', x.reason), private.paper_basis(v, '第四十二条'),
      private.paper_contact(a.department_code));
  when 'special' then
    select * into s from private.special_procedures t where t.application_id = a.id and t.ended_at is null;
    return jsonb_build_array(
      private.paper_section(null, format('%s，依法需要进行%s。所需时间不计算在办理期限内，结束后继续计算。', v_asked,
          (select k.name from private.special_kinds k where k.code = s.kind)),
        private.paper_facts('开始时间', private.paper_moment(s.started_at), '预计需要', s.expected_days || ' 个工作日',
          '预计结束', private.paper_due(s.expected_until))),
      private.paper_section('为什么需要', s.reason), private.paper_basis(v, '第四十五条'),
      private.paper_contact(a.department_code));
  when 'approval' then
    return jsonb_build_array(
      private.paper_section(null, format('%s，经审查，符合法定条件、标准，决定%s。', v_asked,
          case when v_licence then '准予行政许可' else '予以办理' end),
        private.paper_facts('决定日期', private.paper_day(a.decided_at), '结果', v.guide #>> '{result,name}',
          '有效期', v.guide #>> '{result,validity}', '送达期限', private.paper_due(a.delivery_due_at))),
      private.paper_basis(v, '第三十八条第一款、第四十四条'), private.paper_laws(v), private.paper_contact(a.department_code));
  when 'denial' then
    return jsonb_build_array(
      private.paper_section(null, format('%s，经审查，决定%s。', v_asked,
          case when v_licence then '不予行政许可' else '不予办理' end),
        private.paper_facts('决定日期', private.paper_day(a.decided_at))),
      private.paper_section('理由', a.decision_reason), private.paper_basis(v, '第三十八条第二款'), private.paper_laws(v),
      private.paper_remedies(a.department_code), private.paper_contact(a.department_code));
  when 'delivery' then
    select * into r from public.results where application_id = a.id;
    return jsonb_build_array(
      private.paper_section(null, format('%s的办理结果已经送达。', v_asked),
        private.paper_facts('送达的文书', r.name, '文书编号', r.number, '送达方式', '电子送达，受送达人在本平台打开',
          '签收人', e.actor_name, '送达时间', private.paper_moment(e.at))),
      private.paper_basis(v, '第四十四条'));
  end case;
end $$;
comment on function private.paper_body(public.document_kind, public.applications, public.item_versions, public.application_events) is
  'DocumentSection[] of one paper, in the order of reading: what, why, what next, on which ground, whom to ask.';

create function private.paper_laws(v public.item_versions) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select private.paper_section('事项依据', nullif(string_agg(b ->> 'law' || coalesce(b ->> 'article', ''), '；' order by n) || '。', ''))
    from jsonb_array_elements(v.guide -> 'legal_basis') with ordinality as t (b, n));
end $$;
comment on function private.paper_laws(public.item_versions) is 'The laws of the item itself, as its version names them.';

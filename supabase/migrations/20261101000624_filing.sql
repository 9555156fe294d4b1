-- Filing: submit, answer a correction, withdraw.
--
-- Submitting is where incomplete work is named, all of it by field or material, before anybody waits five days
-- for a letter that says so. The number, the receipt and the notice limit (行政许可法 第32条) come with it.

create function private.next_number(p_name text) returns text
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_day date := private.today();
  v_n int;
begin
  insert into private.counters (name, day, n) values (p_name, v_day, 1)
  on conflict (name, day) do update set n = private.counters.n + 1
  returning n into v_n;
  return format('%s-%s-%s', private.setting('number_prefix') #>> '{}', to_char(v_day, 'YYMMDD'),
    lpad(v_n::text, greatest(4, length(v_n::text)), '0'));
end $$;
comment on function private.next_number(text) is 'QX-YYMMDD-NNNN, counted by name and day; two who file at once wait for each other for the moment of the insert.';

create function private.check_materials(p_application uuid) returns void
language plpgsql stable security definer
set search_path = ''
as $$
declare
  m public.application_materials;
begin
  select * into m from public.application_materials n
  where n.application_id = p_application and n.applicable and n.required and not n.fetched_by_office
    and not exists (select from public.application_files f where f.application_id = p_application
      and f.material_key = n.key and f.replaced_at is null and f.removed_at is null)
  order by n.position limit 1;
  if found then
    perform private.fail('BB012', null, jsonb_build_object('material', m.key, 'name', m.name), format('还差一份材料：%s', m.name));
  end if;
end $$;
comment on function private.check_materials(uuid) is 'BB012 (detail.material) with the first required material that applies and has no file.';

create function private.submit_application(p_application_id uuid, p_consent boolean, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'submit_application', jsonb_build_array(p_application_id, p_consent));
  a public.applications;
  v public.item_versions;
  v_answers jsonb;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'submit');
  if p_consent is distinct from true then
    perform private.fail('BB018', 'consent');
  end if;
  a := private.sync_draft(a.id);
  select * into v from public.item_versions where id = a.item_version_id;
  perform private.check_situations(v.id, a.situation_answers, true);
  v_answers := private.prefilled(v.form, a.enterprise_id, a.applicant_id) || a.answers;
  perform private.check_answers(v.form, a.situation_answers, v_answers);
  perform private.check_materials(a.id);
  -- What does not apply is not filed (最少必要): answers to fields that the situations switched off.
  v_answers := (select coalesce(jsonb_object_agg(k.key, k.value), '{}') from jsonb_each(v_answers) k
    where exists (select from jsonb_array_elements(v.form) f
                  where f ->> 'id' = k.key and private.matches(f -> 'when', a.situation_answers)));
  -- A look-over that nobody gave yet is overtaken by the filing; the event that asked for it stays.
  delete from public.pre_checks where application_id = a.id and answered_at is null;
  update public.application_materials set verdict = null, verdict_reason = null
  where application_id = a.id and (verdict is not null or verdict_reason is not null);
  update public.applications set number = private.next_number('application'), answers = v_answers, field_verdicts = '{}',
    consented_at = private.now(), submitted_at = private.now(), received_at = private.now()
  where id = a.id;
  perform private.recompute_limits(a.id);
  -- Filed from here on; move_application would otherwise meet a row without a number.
  select * into a from public.applications where id = a.id;
  perform private.move_application(a, 'submitted', 'staff', null, 'submitted', null,
    jsonb_build_object('number', a.number, 'notice_due_at', private.iso(a.notice_due_at),
      'files_sha256', private.files_digest(a.id, 0)));
  return private.remember(p_request_id, private.receipt_json(a.id));
end $$;

create function public.submit_application(p_application_id uuid, p_consent boolean, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.submit_application(p_application_id, p_consent, p_request_id) $$;
comment on function public.submit_application(uuid, boolean, uuid) is
  'Receipt: files a draft. Checks consent, situations, every field by the item''s form, every material. Errors: BB001, BB003, BB004, BB005 (filed already), BB007 detail.field, BB012 detail.material, BB016 (authority not confirmed or ended), BB018, BB022, BB034.';

-- ---------------------------------------------------------------------------------------------------------
create function private.answer_correction(p_application_id uuid, p_answers jsonb, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'answer_correction', jsonb_build_array(p_application_id, p_answers));
  a public.applications;
  v_form jsonb;
  v_open public.correction_points;
  v_changes jsonb;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'answer_correction');
  a.answers := private.write_answers(a, coalesce(p_answers, '{}'));
  select * into v_open from private.open_points(a.id) p where p.answered_at is null order by p.position limit 1;
  if v_open.target = 'material' then
    perform private.fail('BB012', null, jsonb_build_object('material', v_open.key, 'name', v_open.title), format('还没补：%s', v_open.title));
  elsif v_open.target = 'field' then
    perform private.fail('BB007', v_open.key, '{}', format('还没补：%s', v_open.title));
  end if;
  select v.form into v_form from public.item_versions v where v.id = a.item_version_id;
  perform private.check_answers(v_form, a.situation_answers, a.answers,
    array(select p.key from private.open_points(a.id) p where p.target = 'field'));
  perform private.check_materials(a.id);
  select jsonb_agg(jsonb_build_object('target', p.target, 'key', p.key, 'title', p.title) || case p.target
      -- The event stays for good and is read by both sides: numbers of people stand in it masked.
      when 'field' then jsonb_build_object('before', private.masked_value(v_form, p.key, p.answer_before),
        'after', private.masked_value(v_form, p.key, a.answers ->> p.key)) else '{}' end order by p.position)
  into v_changes from private.open_points(a.id) p;

  -- Staff judge the answered points anew; what was found right stays right.
  update public.application_materials m set verdict = null, verdict_reason = null
  where m.application_id = a.id and m.key in (select p.key from private.open_points(a.id) p where p.target = 'material');
  update public.applications set
    field_verdicts = field_verdicts - array(select p.key from private.open_points(a.id) p where p.target = 'field'),
    -- Today all of it is in: received anew, and the notice runs from the start.
    received_at = private.now(), notice_warned_at = null
  where id = a.id;
  delete from public.pre_checks where application_id = a.id and answered_at is null;
  update public.corrections set answered_at = private.now() where application_id = a.id and answered_at is null;
  perform private.recompute_limits(a.id);
  perform private.move_application(a, 'resubmitted', 'staff', a.handler_id, 'resubmitted', null, jsonb_build_object(
    'changes', v_changes, 'received_at', private.iso(private.now()),
    'files_sha256', private.files_digest(a.id, (select max(c.round) from public.corrections c where c.application_id = a.id)),
    'notice_due_at', (select private.iso(n.notice_due_at) from public.applications n where n.id = a.id)));
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.answer_correction(p_application_id uuid, p_answers jsonb, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.answer_correction(p_application_id, p_answers, p_request_id) $$;
comment on function public.answer_correction(uuid, jsonb, uuid) is
  'ApplicationSummary: sends the answer to a correction. p_answers: changed fields among the listed points; files were attached before. Every point must be answered. Errors: BB001, BB003, BB004, BB005, BB007 detail.field, BB012 detail.material, BB016, BB019.';

-- ---------------------------------------------------------------------------------------------------------
create function private.withdraw_application(p_application_id uuid, p_reason text, p_request_id uuid) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_answer jsonb := private.replay(p_request_id, 'withdraw_application', jsonb_build_array(p_application_id, p_reason));
  v_reason text := private.optional_text(p_reason, 'reason', 500);
  a public.applications;
begin
  if v_answer is not null then return v_answer; end if;
  a := private.open_application(p_application_id, 'withdraw');
  update public.applications set withdrawn_at = private.now() where id = a.id;
  delete from public.pre_checks where application_id = a.id and answered_at is null;
  perform private.move_application(a, 'withdrawn', 'nobody', a.handler_id, 'withdrawn', v_reason);
  return private.remember(p_request_id, private.application_summary(a.id));
end $$;

create function public.withdraw_application(p_application_id uuid, p_reason text, p_request_id uuid) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.withdraw_application(p_application_id, p_reason, p_request_id) $$;
comment on function public.withdraw_application(uuid, text, uuid) is
  'ApplicationSummary: the applicant takes back what was filed and not yet decided (撤回); a booked video check is released. The reason may be empty. Errors: BB001, BB003, BB004, BB005, BB015, BB016.';

grant execute on function
  private.submit_application(uuid, boolean, uuid), public.submit_application(uuid, boolean, uuid),
  private.answer_correction(uuid, jsonb, uuid), public.answer_correction(uuid, jsonb, uuid),
  private.withdraw_application(uuid, text, uuid), public.withdraw_application(uuid, text, uuid) to authenticated;

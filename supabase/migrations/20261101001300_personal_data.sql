-- Personal data: shown whole only where the work needs the whole, and every time somebody asks for it, written
-- down for the person to read (个人信息保护法 第5条 to 第7条: necessary, least, open).
--
-- A clerk who compares a form needs to see that there is a number and that it is the same one; a few digits do.
-- To ring somebody up he needs all of it: then he says why, and the log keeps who, what, when and why. The log is
-- private and insert-only; the person reads his own part by my_access_log. Masking happens here, in the answer of
-- the database: what a screen merely does not draw has already left the house. For the same reason the columns
-- with whole values (applications.answers, correction_points.answer_before) are granted to no client.
--
-- Names are not masked: the applicant's name is what both sides call the matter by. Messages, appeals and notes
-- are what somebody chose to write to somebody; changing their words would be forging them. Photographs of
-- papers are evidence and are read as they are, by those who may read the application.

create function private.mask_phone(p_phone text) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return (
    select case when char_length(p_phone) >= 9
      then left(p_phone, 3) || repeat('*', char_length(p_phone) - 7) || right(p_phone, 4)
      else repeat('*', greatest(char_length(p_phone) - 2, 0)) || right(p_phone, 2) end);
end $$;
comment on function private.mask_phone(text) is '13812345678 → 138****5678; a number with area code likewise; shorter ones keep two digits.';

create function private.mask_id(p_id text) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return (
    select case when char_length(p_id) >= 15
      then left(p_id, 4) || repeat('*', char_length(p_id) - 8) || right(p_id, 4)
      else repeat('*', greatest(char_length(p_id) - 2, 0)) || right(p_id, 2) end);
end $$;
comment on function private.mask_id(text) is '360702199001011234 → 3607**********1234: the county and the last four, the birthday gone.';

create function private.masked_value(p_form jsonb, p_key text, p_value text) returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return (
    select coalesce((select case f ->> 'type' when 'phone' then private.mask_phone(p_value)
                                              when 'id_number' then private.mask_id(p_value) end
      from jsonb_array_elements(p_form) f where f ->> 'id' = p_key), p_value));
end $$;
comment on function private.masked_value(jsonb, text, text) is 'An answer as others may see it: masked when its field is a telephone or an ID number, else as it is.';

create function private.masked_keys(a public.applications, p_form jsonb) returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_staff boolean := not private.hats(a) && '{applicant,pending}';
begin
  return coalesce(array(
    select f ->> 'id' from jsonb_array_elements(p_form) with ordinality as x (f, n)
    where v_staff and f ->> 'type' in ('phone', 'id_number') and a.answers ->> (f ->> 'id') is not null order by n), '{}')
    -- A colleague fills in the same form, so its answers are his to read; the applicant's own number is not.
    || case when auth.uid() <> a.applicant_id
         and (select p.phone from public.people p where p.id = a.applicant_id) is not null
       then array['applicant.phone'] else '{}'::text[] end;
end $$;
comment on function private.masked_keys(public.applications, jsonb) is 'What the caller sees masked of an application: field ids, and applicant.phone.';

create function private.seen_answers(a public.applications, p_form jsonb) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_keys text[] := private.masked_keys(a, p_form);
begin
  return (select coalesce(jsonb_object_agg(e.key, case when e.key = any (v_keys)
      then to_jsonb(private.masked_value(p_form, e.key, e.value #>> '{}')) else e.value end), '{}')
    from jsonb_each(a.answers) e);
end $$;
comment on function private.seen_answers(public.applications, jsonb) is 'The answers as the caller may see them.';

create function private.applicant_json(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', p.id, 'name', p.name,
      'phone', case when auth.uid() = p.id then p.phone else private.mask_phone(p.phone) end)
    from public.people p where p.id = a.applicant_id);
end $$;

-- ---------------------------------------------------------------------------------------------------------
create table private.access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default private.now(),
  viewer_id uuid not null references public.people (id) on delete restrict,
  viewer_label text not null,
  subject_id uuid not null references public.people (id) on delete restrict,
  application_id uuid not null,
  item_name text not null,
  field text not null,
  field_label text not null,
  reason text not null
);
create index access_log_subject_idx on private.access_log (subject_id, id desc);
create index access_log_viewer_idx on private.access_log (viewer_id, id desc);
alter table private.access_log enable row level security;
comment on table private.access_log is 'Who saw which personal value whole, when and why; never the value. Insert-only. No policies: written by reveal_personal_data, read by my_access_log.';
comment on column private.access_log.viewer_label is 'As the person reads it, kept as it was then: 审批局王科员.';
comment on column private.access_log.application_id is 'No foreign key: a draft may be deleted, what was seen of it stays told.';

create trigger access_log_is_kept before update or delete on private.access_log
  for each row execute function private.insert_only();
create trigger access_log_is_never_emptied before truncate on private.access_log
  for each statement execute function private.insert_only();

create function private.may_reveal(a public.applications) returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return private.hats(a) && '{window,reviewer,officer}'; end $$;
comment on function private.may_reveal(public.applications) is 'Whether the caller works on it so that he may need a whole number; a department asked for an opinion does not.';

-- ---------------------------------------------------------------------------------------------------------
create function private.reveal_personal_data(p_application_id uuid, p_field text, p_reason text, p_request_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications := private.seen_application(p_application_id);
  v_first boolean;
  v_reason text;
  v_form jsonb;
  v_label text;
  v_value text;
begin
  if not private.may_reveal(a) then
    perform private.fail('BB002');
  end if;
  v_first := private.replay(p_request_id, 'reveal_personal_data',
    jsonb_build_array(p_application_id, p_field, p_reason)) is null;
  select v.form into v_form from public.item_versions v where v.id = a.item_version_id;
  if p_field is null or not p_field = any (private.masked_keys(a, v_form)) then
    perform private.fail('BB004');
  elsif p_field = 'applicant.phone' then
    v_label := '申请人手机号';
    select p.phone into v_value from public.people p where p.id = a.applicant_id;
  else
    select f ->> 'label' into v_label from jsonb_array_elements(v_form) f where f ->> 'id' = p_field;
    v_value := a.answers ->> p_field;
  end if;
  if v_first then
    v_reason := private.need_text(p_reason, 'reason', 100);
    perform private.hit_limit('reveal');
    insert into private.access_log (viewer_id, viewer_label, subject_id, application_id, item_name, field, field_label, reason)
    select auth.uid(), coalesce(private.staff_label(auth.uid()), p.name), a.applicant_id, a.id, i.name, p_field, v_label, v_reason
    from public.people p, public.items i where p.id = auth.uid() and i.code = a.item_code;
    -- The value itself is not remembered for a retry: that store would be one more place where it lies whole.
    perform private.remember(p_request_id, 'true');
  end if;
  return jsonb_build_object('field', p_field, 'value', v_value);
end $$;

create function public.reveal_personal_data(p_application_id uuid, p_field text, p_reason text, p_request_id uuid)
returns jsonb
language sql volatile
set search_path = ''
as $$ select private.reveal_personal_data(p_application_id, p_field, p_reason, p_request_id) $$;
comment on function public.reveal_personal_data(uuid, text, text, uuid) is
  'RevealedValue: one masked value of an application whole, for window, reviewer or officer who work on it; p_field is one of ApplicationDetail.masked. Written to the access log with the reason, which the person reads. Errors: BB001, BB002, BB003, BB004 (not found, or nothing masked there), BB014/BB015 reason, BB016, BB080.';

create function private.my_access_log(p_before bigint, p_limit int) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', private.iso(l.at), 'viewer', l.viewer_label,
      'field_label', l.field_label, 'reason', l.reason, 'item_name', l.item_name,
      -- Only while it exists, and only for who may open it.
      'application_id', (select x.id from public.applications x where x.id = l.application_id and private.hats(x) <> '{}'),
      'number', (select x.number from public.applications x where x.id = l.application_id)) order by l.id desc), '[]')
    from (select * from private.access_log
      where subject_id = v_user and (p_before is null or id < p_before)
      order by id desc limit least(greatest(coalesce(p_limit, 30), 1), 100)) l);
end $$;

create function public.my_access_log(p_before bigint default null, p_limit int default 30) returns jsonb
language sql stable
set search_path = ''
as $$ select private.my_access_log(p_before, p_limit) $$;
comment on function public.my_access_log(bigint, int) is
  'AccessLogEntry[]: who saw the caller''s own data whole, latest first; p_before (an id) pages back. Errors: BB001.';

grant execute on function
  private.reveal_personal_data(uuid, text, text, uuid), public.reveal_personal_data(uuid, text, text, uuid),
  private.my_access_log(bigint, int), public.my_access_log(bigint, int) to authenticated;

-- What an application says about its time: the limits it was filed with, special procedures, the extension.

create function private.time_records(a public.applications, p_staff boolean) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v public.item_versions;
  l record;
begin
  select * into v from public.item_versions where id = a.item_version_id;
  select * into l from private.statutory_limit(v.id);
  return jsonb_build_object(
    'limits', jsonb_build_object('promised_value', v.promised_value, 'promised_unit', v.promised_unit,
      'statutory_value', l.value, 'statutory_unit', l.unit, 'extension_days', l.extension_days, 'joint', l.joint),
    'received_at', private.iso(a.received_at),
    'special_procedures', (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'kind_name', k.name, 'reason', p.reason,
        'started_by', private.staff_label(p.started_by), 'started_at', private.iso(p.started_at),
        'expected_days', p.expected_days, 'expected_until', private.iso(p.expected_until),
        'ended_at', private.iso(p.ended_at), 'note', p.note) order by p.started_at, p.id), '[]')
      from private.special_procedures p join private.special_kinds k on k.code = p.kind where p.application_id = a.id),
    'extension', (
      select jsonb_build_object('days', e.days, 'reason', e.reason, 'decided_by', private.staff_label(e.decided_by),
        'decided_at', private.iso(e.decided_at))
      from private.extensions e where e.application_id = a.id and e.state = 'granted'),
    'extension_request', case when p_staff then (
      select jsonb_build_object('days', e.days, 'reason', e.asked_reason, 'asked_by', private.staff_label(e.asked_by),
        'asked_at', private.iso(e.asked_at), 'state', e.state, 'answer', e.reason)
      from private.extensions e where e.application_id = a.id and e.state in ('asked', 'refused')
      order by e.asked_at desc, e.id limit 1) end,
    'special_kinds', case when p_staff and 'start_special' = any (private.allowed_moves(a)) then (
      select jsonb_agg(jsonb_build_object('code', k.code, 'name', k.name) order by k.position) from private.special_kinds k)
      else '[]' end);
end $$;
comment on function private.time_records(public.applications, boolean) is
  'Parts of ApplicationDetail: limits, received_at, special_procedures, extension; extension_request and special_kinds for staff.';

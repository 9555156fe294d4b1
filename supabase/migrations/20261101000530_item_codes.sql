-- Printed codes: the operator stops a lost or wrong card, staff see and print the sheet.

create function private.set_code_state(p_code text, p_state text, p_reason text) returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_role('operator');
  v_code text := upper(private.clean_text(p_code));
  v_reason text;
begin
  if p_state = 'revoked' then
    v_reason := private.need_text(p_reason, 'reason', 200);
  end if;
  update public.item_codes set state = p_state, revoked_reason = v_reason, changed_by = v_user,
    changed_at = private.now()
  where code = v_code;
  if not found then
    perform private.fail('BB008');
  end if;
  return jsonb_build_object('code', v_code, 'state', p_state);
end $$;
comment on function private.set_code_state(text, text, text) is 'Setting a state twice changes nothing, so these calls need no request id.';

create function private.revoke_code(p_code text, p_reason text) returns jsonb
language sql volatile security definer
set search_path = ''
as $$ select private.set_code_state(p_code, 'revoked', p_reason) $$;

create function private.restore_code(p_code text) returns jsonb
language sql volatile security definer
set search_path = ''
as $$ select private.set_code_state(p_code, 'active', null) $$;

create function public.revoke_code(p_code text, p_reason text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.revoke_code(p_code, p_reason) $$;
comment on function public.revoke_code(text, text) is
  'Stops a printed code; the item stays → {code, state}. Operator. Errors: BB001, BB002, BB008, BB014/BB015 reason.';

create function public.restore_code(p_code text) returns jsonb
language sql volatile
set search_path = ''
as $$ select private.restore_code(p_code) $$;
comment on function public.restore_code(text) is 'Lets a printed code work again → {code, state}. Operator. Errors: BB001, BB002, BB008.';

create function private.list_codes() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform private.require_role('officer', 'window', 'reviewer', 'group_lead', 'taskforce', 'operator');
  return coalesce((
    select jsonb_agg(jsonb_build_object('code', c.code, 'item_code', i.code, 'name', i.name,
      'department', d.name, 'category', i.category, 'line', v.guide #>> '{card,line}',
      'state', c.state, 'revoked_reason', c.revoked_reason) order by c.code)
    from public.item_codes c
    join public.items i on i.code = c.item_code
    join public.departments d on d.code = i.department_code
    left join public.item_versions v on v.id = i.current_version_id), '[]');
end $$;

create function public.list_codes() returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_codes() $$;
comment on function public.list_codes() is
  '[{code, item_code, name, department, category, line, state, revoked_reason}] for the printed sheet. Staff. Errors: BB001, BB002.';

grant execute on function private.import_item(jsonb), public.import_item(jsonb) to authenticated, service_role;
grant execute on function private.revoke_code(text, text), public.revoke_code(text, text),
  private.restore_code(text), public.restore_code(text),
  private.list_codes(), public.list_codes() to authenticated;

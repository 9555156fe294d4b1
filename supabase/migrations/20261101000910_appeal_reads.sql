-- Why: the answers of the appeal screens, and the one place that says who may do what next.

create function private.appeal_clock(a public.appeals, p_which text)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  k public.appeal_kinds;
  v_due timestamptz := case p_which when 'contact' then a.contact_due_at else a.resolve_due_at end;
  v_met boolean := case p_which when 'contact' then a.contacted_at is not null else a.state <> 'open' end;
begin
  select * into k from public.appeal_kinds where code = a.kind;
  return private.clock_json(v_due,
    case p_which when 'contact' then k.contact_value else k.resolve_value end,
    case p_which when 'contact' then k.contact_unit else k.resolve_unit end,
    case when v_met then 'met' else 'running' end);
end;
$$;

create function private.appeal_summary(p_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  a public.appeals;
  v_held jsonb;
begin
  perform private.require_user();
  select * into a from public.appeals where id = p_id;
  v_held := private.held_mark(a.id);
  return jsonb_build_object(
    'id', a.id, 'number', a.number, 'kind', a.kind,
    'kind_name', (select k.name from public.appeal_kinds k where k.code = a.kind),
    -- Held back from colleagues until a person has looked (001144); its handler reads it at once, marked.
    'title', case when v_held is not null and private.is_hidden(a.id) then '等人工核对的诉求' else a.title end,
    'held', v_held, 'enterprise_name', (select e.name from public.enterprises e where e.id = a.enterprise_id),
    'state', a.state, 'tier', a.tier,
    'handler', case when a.handler_id is not null then private.staff_card(a.handler_id, a.enterprise_id) end,
    'contact', private.appeal_clock(a, 'contact'), 'resolve', private.appeal_clock(a, 'resolve'),
    'row_version', a.row_version, 'created_at', private.iso(a.created_at));
end;
$$;
comment on function private.appeal_summary(uuid) is 'AppealSummary. Callers check first that the person may see it.';

create function private.appeal_allowed(a public.appeals)
returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_mine boolean := a.enterprise_id in (select private.my_enterprise_ids());
  v_handler boolean := a.handler_id = v_user;
begin
  return array_remove(array[
    case when (v_mine or v_handler) and a.state <> 'closed' then 'reply' end,
    case when v_mine and a.state = 'answered' then 'judge' end,
    case when v_handler and a.state = 'open' then 'answer' end,
    case when v_handler and a.state <> 'closed' then 'hand_over' end,
    case when v_handler and a.state <> 'closed' and a.tier <> 'taskforce' then 'escalate' end], null);
end;
$$;
comment on function private.appeal_allowed(public.appeals) is 'What the caller may do with the appeal now; every move checks against it.';

create function private.get_appeal(p_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  a public.appeals;
  v_hidden uuid[] := array(select private.my_hidden_content());
begin
  select * into a from public.appeals where id = p_id and id in (select private.my_appeal_ids());
  if a.id is null then perform private.fail('BB004'); end if;
  return private.appeal_summary(a.id) || jsonb_build_object(
    'server_now', private.iso(private.now()),
    'body', case when a.id = any (v_hidden) then null else a.body end,
    'application', (select jsonb_build_object('id', p.id, 'number', p.number, 'item_name', i.name)
      from public.applications p join public.items i on i.code = p.item_code where p.id = a.application_id),
    'files', (select coalesce(jsonb_agg(f.file), '[]'::jsonb) from public.appeal_files f where f.appeal_id = a.id and a.id <> all (v_hidden)),
    'tiers', (select jsonb_agg(jsonb_build_object('tier', t.tier, 'name', t.name, 'since', private.iso(r.since),
        'due_at', private.iso(r.due_at)) order by t.tier)
      from (values ('officer'::public.appeal_tier, '专员'), ('group', '专组'), ('taskforce', '专班')) t (tier, name)
      left join public.appeal_tiers r on r.appeal_id = a.id and r.tier = t.tier),
    'replies', (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'side', r.side,
        'author_name', case r.side when 'system' then '系统'
          when 'staff' then (select s.display_name from public.staff s where s.person_id = r.author_id)
          else (select p.name from public.people p where p.id = r.author_id) end,
        'kind', r.kind, 'body', case when r.id = any (v_hidden) then null else r.body end,
        'held', private.held_mark(r.id), 'created_at', private.iso(r.created_at)) order by r.position), '[]'::jsonb)
      from public.appeal_replies r where r.appeal_id = a.id),
    'rating', case when a.rating_level is not null and a.author_id = v_user
      then jsonb_build_object('level', a.rating_level, 'comment', a.rating_comment) end,
    'allowed', to_jsonb(private.appeal_allowed(a)));
end;
$$;
create function public.get_appeal(p_id uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_appeal(p_id) $$;
comment on function public.get_appeal(uuid) is 'AppealDetail; the rating only for the one who gave it. BB001, BB004.';

create function private.list_appeals(p_enterprise_id uuid)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_user();
  return (select coalesce(jsonb_agg(private.appeal_summary(a.id)
      order by (a.state = 'closed'), a.resolve_due_at nulls last, a.created_at desc), '[]'::jsonb)
    from public.appeals a
    where a.id = any (array(select private.my_appeal_ids())) and (p_enterprise_id is null or a.enterprise_id = p_enterprise_id));
end;
$$;
create function public.list_appeals(p_enterprise_id uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.list_appeals(p_enterprise_id) $$;
comment on function public.list_appeals(uuid) is 'AppealSummary[] the caller may read, open ones first, what is due first. BB001.';

create function public.list_appeal_kinds() returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', k.code, 'name', k.name, 'template', k.template, 'hint', k.hint)
    order by k.position), '[]'::jsonb)
  from public.appeal_kinds k
$$;
comment on function public.list_appeal_kinds() is 'AppealKind[] in order.';

create function private.list_colleagues()
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := private.require_user();
begin
  if not exists (select 1 from public.staff s where s.person_id = v_user and s.active) then
    perform private.fail('BB002');
  end if;
  return (select coalesce(jsonb_agg(private.staff_card(s.person_id, null) order by s.display_name collate "zh-x-icu"), '[]'::jsonb)
    from public.staff s where s.active and s.person_id <> v_user
      and exists (select 1 from public.staff_roles r where r.person_id = s.person_id
        and r.role in ('officer', 'group_lead', 'taskforce')));
end;
$$;
create function public.list_colleagues() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.list_colleagues() $$;
comment on function public.list_colleagues() is 'StaffCard[] to whom an appeal can be handed over. BB001, BB002.';

-- Only signed-in people, only these; what they call inside stays unreachable.
grant execute on function public.get_appeal(uuid) to authenticated;
grant execute on function private.get_appeal(uuid) to authenticated;
grant execute on function public.list_appeals(uuid) to authenticated;
grant execute on function private.list_appeals(uuid) to authenticated;
grant execute on function public.list_appeal_kinds() to authenticated;
grant execute on function public.list_colleagues() to authenticated;
grant execute on function private.list_colleagues() to authenticated;

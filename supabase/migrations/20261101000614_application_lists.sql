-- Lists: my applications, the first screen, the staff's queue. Each is one request that shows a whole screen.
--
-- The queue is sorted by working time left, never by person or by count: it tells what is due, it measures
-- nobody (国办函〔2026〕12号).

create function private.list_applications(
  p_enterprise_id uuid, p_group text, p_before timestamptz, p_limit int, p_before_id uuid
) returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  if p_group is null or p_group not in ('open', 'drafts', 'done') then
    perform private.fail('BB007', 'group');
  end if;
  return (
    select coalesce(jsonb_agg(private.application_summary(l.id) order by l.changed desc, l.id), '[]')
    from (
      -- By the millisecond, which is what a client is told and sends back: two rows of one millisecond are equal.
      select a.id, date_trunc('milliseconds', a.updated_at) as changed from public.applications a
      -- Said first as one list of enterprises, so that the index on enterprise leads; who may see what comes after.
      where a.enterprise_id = any (array(select private.my_bound_enterprise_ids() union select private.my_officer_enterprise_ids()))
        and (p_enterprise_id is null or a.enterprise_id = p_enterprise_id)
        and (p_before is null or date_trunc('milliseconds', a.updated_at) < p_before
          or (date_trunc('milliseconds', a.updated_at) = p_before and a.id > p_before_id))
        and case p_group when 'drafts' then a.state = 'draft'
          when 'done' then a.state in ('delivered', 'declined', 'denied', 'withdrawn')
          else a.state not in ('draft', 'delivered', 'declined', 'denied', 'withdrawn') end
        and (a.enterprise_id in (select private.my_enterprise_ids())
          or (a.applicant_id = v_user and a.enterprise_id in (select private.my_bound_enterprise_ids()))
          or (a.enterprise_id in (select private.my_officer_enterprise_ids())
            and (a.state <> 'draft' or a.id in (select private.my_helped_draft_ids()))))
      order by changed desc, a.id
      limit least(greatest(coalesce(p_limit, 20), 1), 50)
    ) l);
end $$;

create function public.list_applications(
  p_enterprise_id uuid default null, p_group text default 'open', p_before timestamptz default null, p_limit int default 20,
  p_before_id uuid default null
) returns jsonb
language sql stable
set search_path = ''
as $$ select private.list_applications(p_enterprise_id, p_group, p_before, p_limit, p_before_id) $$;
comment on function public.list_applications(uuid, text, timestamptz, int, uuid) is
  'ApplicationSummary[], newest change first, of the caller''s enterprises (p_enterprise_id null: all) or those he looks after as officer. p_group open | drafts | done; p_before and p_before_id are the updated_at and id of the last row seen (without the id, rows of that same millisecond are passed over). What is not the caller''s is not there. Errors: BB001, BB007 group.';

-- ---------------------------------------------------------------------------------------------------------
create function private.my_todo() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  return (
    select coalesce(jsonb_agg(private.application_summary(t.id) order by t.rank, t.due, t.updated_at desc, t.id), '[]')
    from (
      select a.id, a.updated_at,
        -- What stops without the person comes first; then what is ready for him; then what he began.
        case when a.state = 'correcting' then 1 when a.state = 'issued' then 2
          when p.outcome is not null then 3 else 4 end as rank,
        case when a.state = 'correcting' then (select max(c.due_at) from public.corrections c where c.application_id = a.id) end as due
      from public.applications a
      left join lateral (select x.outcome from public.pre_checks x where x.application_id = a.id
                         order by x.asked_at desc, x.id limit 1) p on true
      where a.enterprise_id = any (array(select private.my_bound_enterprise_ids()))
        and a.holder_side = 'applicant'
        and (a.enterprise_id in (select private.my_enterprise_ids())
          or (a.applicant_id = v_user and a.enterprise_id in (select private.my_bound_enterprise_ids())))
      order by 3, 4, a.updated_at desc, a.id
      limit 20
    ) t);
end $$;
comment on function private.my_todo() is 'Applications that wait for the caller: corrections by date, results to open, drafts looked over, other drafts.';

create function private.my_next_appointments() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
  v_now timestamptz := private.now();
begin
  return (
    select coalesce(jsonb_agg(private.appointment_summary(n.id) order by n.starts_at, n.id), '[]')
    from (
      -- Two questions and not an `or`: each has its index.
      select b.id, lower(b.during) as starts_at from public.appointments b
      where b.state = 'booked' and upper(b.during) > v_now and b.staff_id = v_user
      union
      select b.id, lower(b.during) from public.appointments b
      where b.state = 'booked' and upper(b.during) > v_now and b.enterprise_id = any (array(select private.my_enterprise_ids()))
      order by starts_at, id
      limit 10
    ) n);
end $$;
comment on function private.my_next_appointments() is 'Booked video checks of the caller, either side, that are not over.';

create function private.get_home() returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_known boolean := private.me() is not null;
begin
  -- Open to everybody: the first screen is useful before one signs in.
  return jsonb_build_object(
    'server_now', private.iso(private.now()),
    'me', case when v_known then private.get_me() end,
    'todo', case when v_known then private.my_todo() else '[]' end,
    'appointments', case when v_known then private.my_next_appointments() else '[]' end,
    'unread', case when v_known then private.unread_count() else 0 end,
    'popular', private.search_items('', null, 8));
end $$;

create function public.get_home() returns jsonb
language sql stable
set search_path = ''
as $$ select private.get_home() $$;
comment on function public.get_home() is 'Home of src/shared/contract.ts. Without sign-in: me null, lists empty, popular items. Never fails for lack of a session.';

grant execute on function
  private.list_applications(uuid, text, timestamptz, int, uuid), public.list_applications(uuid, text, timestamptz, int, uuid)
  to authenticated;
grant execute on function private.get_home(), public.get_home() to anon, authenticated;

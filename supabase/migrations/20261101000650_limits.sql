-- Limits: which ones an application has, and the one place where their due moments are computed.
--
-- Moves write facts (received, accepted, stopped, extended, decided); private.recompute_limits makes every due
-- moment of one application anew from them. So a pause and an extension may come in any order, and an edit of the
-- calendar is the same computation once more. What has ended is never touched again: whether a decision came in
-- time is judged by the calendar of that day.

insert into private.settings (key, value, note) values
  ('statutory_days', '20', '行政许可法 第42条: working days to decide where the item names no limit of its own'),
  ('statutory_days_joint', '45', '行政许可法 第42条: the same where several departments handle it together (统一、联合、集中办理)'),
  ('extension_days', '10', '行政许可法 第42条: longest extension in working days'),
  ('extension_days_joint', '15', '行政许可法 第42条: the same for joint handling'),
  ('delivery_days', '10', '行政许可法 第44条: working days from a permission to its delivery'),
  ('notice_warning_days', '1', 'Working days before the notice lapses at which the window is warned');

-- ---------------------------------------------------------------------------------------------------------
create function private.statutory_limit(
  p_version uuid, out value int, out unit public.limit_unit, out named boolean, out joint boolean, out extension_days int
)
language plpgsql stable
set search_path = ''
as $$
declare
  v public.item_versions;
  v_joint jsonb;
begin
  select * into v from public.item_versions where id = p_version;
  v_joint := v.guide -> 'joint_departments';
  joint := jsonb_typeof(v_joint) = 'array' and v_joint <> '[]';
  joint := coalesce(joint, false);
  -- The item's own limit comes from a law of its own or is shorter by rule: the general one never lengthens it.
  named := v.statutory_value is not null;
  value := coalesce(v.statutory_value, (private.setting(case when joint then 'statutory_days_joint' else 'statutory_days' end) #>> '{}')::int);
  unit := coalesce(v.statutory_unit, 'working_day');
  -- The same for its extension: 食品经营许可 for one has five days by its own rules.
  extension_days := least((private.setting(case when joint then 'extension_days_joint' else 'extension_days' end) #>> '{}')::int,
    (v.guide #>> '{statutory_limit,extension_days}')::int);
end $$;
comment on function private.statutory_limit(uuid) is
  'The statutory limit of an item version: its own, else 20 working days, 45 for joint handling (行政许可法 第42条; private.settings), and the longest extension of it, the item''s own where that is shorter.';

create function private.application_stops(p_application uuid, p_open boolean) returns tstzmultirange
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(range_agg(tstzrange(p.started_at, p.ended_at)), '{}')
    from private.special_procedures p
    where p.application_id = p_application and (p_open or p.ended_at is not null));
end $$;
comment on function private.application_stops(uuid, boolean) is
  'When the limits of the decision stood still: special procedures, and nothing else (行政许可法 第45条). Video checks and department tasks are the office''s own work.';

create function private.decision_value(
  a public.applications, p_clock text, p_extra_days int default null, out value int, out unit public.limit_unit
)
language plpgsql stable
set search_path = ''
as $$
declare
  v_days int;
begin
  if p_clock = 'promised' then
    -- The promise is the office's own word: an extension is an excuse before the law, and leaves the word as it was
    -- given. If it is not kept, the clock says so.
    select v.promised_value, v.promised_unit into value, unit from public.item_versions v where v.id = a.item_version_id;
    return;
  end if;
  select l.value, l.unit into value, unit from private.statutory_limit(a.item_version_id) l;
  v_days := coalesce(p_extra_days,
    (select e.days from private.extensions e where e.application_id = a.id and e.state = 'granted'), 0);
  -- The same unit, longer, so that it does not matter whether a pause came before or after the extension.
  if unit in ('working_day', 'half_day') then
    value := value + case unit when 'half_day' then 2 * v_days else v_days end;
  elsif v_days > 0 then
    value := value * case unit when 'working_hour' then 60 else 1 end + v_days * private.open_minutes(a.department_code);
    unit := 'working_minute';
  end if;
end $$;
comment on function private.decision_value(public.applications, text, int) is
  'promised or statutory with its extension (p_extra_days: as if it were that).';

create function private.decision_limit(
  a public.applications, p_clock text, p_extra_days int default null, out due_at timestamptz,
  out stopped_since timestamptz, out stopped_by text, out due_before_stop timestamptz
)
language plpgsql stable
set search_path = ''
as $$
declare
  l record;
begin
  select * into l from private.decision_value(a, p_clock, p_extra_days);
  due_at := private.try_limit_due(a.accepted_at, l.value, l.unit, private.application_stops(a.id, true), a.department_code);
  select p.started_at, k.name into stopped_since, stopped_by
  from private.special_procedures p join private.special_kinds k on k.code = p.kind
  where p.application_id = a.id and p.ended_at is null;
  if stopped_since is not null then
    -- A procedure that begins when the limit is past stops nothing: late stays late.
    due_before_stop := private.try_limit_due(a.accepted_at, l.value, l.unit, private.application_stops(a.id, false), a.department_code);
    if due_before_stop <= stopped_since then
      stopped_since := null;
      stopped_by := null;
    end if;
  end if;
end $$;
comment on function private.decision_limit(public.applications, text, int) is
  'promised or statutory of an accepted application: when it ends, or since when and for what it stands still and when it would have ended.';

create function private.open_minutes(p_department text) returns int
language plpgsql stable
set search_path = ''
as $$ begin return (select (sum(extract(epoch from h.closes - h.opens)) / 60)::int from private.open_hours(p_department) h); end $$;
comment on function private.open_minutes(text) is 'Open minutes of a working day.';

-- ---------------------------------------------------------------------------------------------------------
create function private.due_moments(a public.applications) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return jsonb_build_object('notice', private.iso(a.notice_due_at), 'promised', private.iso(a.promised_due_at),
    'statutory', private.iso(a.statutory_due_at), 'delivery', private.iso(a.delivery_due_at),
    'correction', (select private.iso(c.due_at) from public.corrections c where c.application_id = a.id and c.answered_at is null));
end $$;

create function private.recompute_limits(p_application_id uuid, p_reason text default null) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
  a public.applications;
  o public.applications;
  c public.corrections;
  v_before jsonb;
  v_moved jsonb;
  v_promised record;
  v_statutory record;
begin
  select * into a from public.applications where id = p_application_id for update;
  if a.received_at is null or a.withdrawn_at is not null then
    return false;
  end if;
  o := a;
  v_before := private.due_moments(a);
  select * into c from public.corrections where application_id = a.id and answered_at is null;
  a.calendar_unknown := false;
  if a.accepted_at is null and a.decided_at is null then
    if c.id is not null then
      c.due_at := private.try_limit_due(c.issued_at, c.due_working_days, 'working_day', '{}', a.department_code);
      a.calendar_unknown := c.due_at is null;
    else
      a.notice_due_at := private.try_limit_due(a.received_at, (private.setting('notice_days') #>> '{}')::int, 'working_day', '{}', a.department_code);
      a.calendar_unknown := a.notice_due_at is null;
    end if;
  elsif a.decided_at is null then
    select * into v_promised from private.decision_limit(a, 'promised');
    select * into v_statutory from private.decision_limit(a, 'statutory');
    a.promised_due_at := v_promised.due_at;
    a.statutory_due_at := v_statutory.due_at;
    a.calendar_unknown := (v_promised.due_at is null and v_promised.stopped_since is null)
      or (v_statutory.due_at is null and v_statutory.stopped_since is null);
  -- Being permitted now, or permitted and not issued. A denial is read where it was sent from: nothing is left to deliver.
  elsif a.issued_at is null and a.state in ('reviewing', 'approved') then
    a.delivery_due_at := private.try_limit_due(a.decided_at, (private.setting('delivery_days') #>> '{}')::int, 'working_day', '{}', a.department_code);
    a.calendar_unknown := a.delivery_due_at is null;
  end if;

  update public.corrections set due_at = c.due_at where id = c.id and due_at is distinct from c.due_at;
  update public.applications set notice_due_at = a.notice_due_at, promised_due_at = a.promised_due_at,
    statutory_due_at = a.statutory_due_at, delivery_due_at = a.delivery_due_at, calendar_unknown = a.calendar_unknown
  where id = a.id and row (notice_due_at, promised_due_at, statutory_due_at, delivery_due_at, calendar_unknown)
    is distinct from row (a.notice_due_at, a.promised_due_at, a.statutory_due_at, a.delivery_due_at, a.calendar_unknown);
  -- A department's part was given until the promise ends, so it goes with it.
  update public.department_tasks set due_at = a.promised_due_at
  where application_id = a.id and state <> 'done' and due_at is not distinct from o.promised_due_at
    and due_at is distinct from a.promised_due_at;

  select jsonb_agg(jsonb_build_object('clock', n.key, 'old', v_before -> n.key, 'new', n.value) order by n.key) into v_moved
  from jsonb_each(private.due_moments(a)) n where n.value is distinct from v_before -> n.key;
  if v_moved is not null and p_reason is not null then
    perform private.log_event(a.id, 'limits_moved', p_reason, jsonb_build_object('reason', p_reason, 'moved', v_moved));
  end if;
  return v_moved is not null or a.calendar_unknown is distinct from o.calendar_unknown;
end $$;
comment on function private.recompute_limits(uuid, text) is
  'Computes every due moment of one application anew from its facts and writes what changed; true when something did. Only limits that still run are touched. With p_reason (the calendar was edited, a year''s notice was loaded) the applicant is told by an event limits_moved {reason, moved: [{clock, old, new}]}.';

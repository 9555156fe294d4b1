-- What happens to a notice that nobody sends: the window is warned, and then the law accepts (视为受理).
--
-- 行政许可法 第32条: whoever is not told within five working days what he must correct has an application that
-- counts as accepted from the day of receipt. So the clock works for the applicant without anybody's help: the
-- scheduler writes down what the law has done. One working day before, the window hears that it is about to.

create function private.tell_window(a public.applications, p_kind text, p_dedupe text) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_person uuid;
begin
  for v_person in
    select s.person_id from public.staff s join public.staff_roles r on r.person_id = s.person_id and r.role = 'window'
    -- 回避: a clerk who belongs to the enterprise does not handle it and hears of it as an applicant.
    where s.active and not exists (select from public.enterprise_members m where m.enterprise_id = a.enterprise_id
      and m.person_id = s.person_id and m.state = 'active' and (m.ends_on is null or m.ends_on >= private.today()))
  loop
    perform private.put_outbox(p_kind, v_person, jsonb_build_object('application_id', a.id, 'number', a.number,
      'item_code', a.item_code, 'notice_due_at', private.iso(a.notice_due_at)),
      format('application:%s:%s:%s', a.id, p_dedupe, v_person));
    perform private.notify_people(array[v_person], 'changed', jsonb_build_object('what', 'application', 'id', a.id));
  end loop;
end $$;
comment on function private.tell_window(public.applications, text, text) is 'Tells everybody at the window outside the app and pokes their screens; once for each p_dedupe.';

create function private.accept_lapsed_notices() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications;
  v_count int := 0;
begin
  for a in
    select * from public.applications where state in ('submitted', 'resubmitted') and notice_due_at < private.now()
    -- So many a minute and no more: the counter of their papers is held until the last one, and others accept too.
    order by notice_due_at limit 100 for update skip locked
  loop
    begin
      perform private.start_limits(a, null);
      v_count := v_count + 1;
    exception when others then
      -- One that cannot be accepted must not keep the others waiting; it is tried again in a minute.
      raise warning 'application % could not be accepted: %', a.id, sqlerrm;
    end;
  end loop;
  return v_count;
end $$;
-- No grant: run by the scheduler only.
comment on function private.accept_lapsed_notices() is
  '视为受理: what nobody answered within the notice limit is accepted as of the day of receipt (行政许可法 第32条), after a correction as of the day on which all of it was in. Run by the scheduler; gives back how many.';

create function private.warn_lapsing_notices() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.applications;
  v_days int := (private.setting('notice_warning_days') #>> '{}')::int;
  v_opens time := (select min(h.opens) from private.open_hours(null) h);
  v_count int := 0;
begin
  -- Not in the night: a warning is read when the hall opens.
  if (private.now() at time zone 'Asia/Shanghai')::time < v_opens then
    return 0;
  end if;
  for a in
    select * from public.applications where state in ('submitted', 'resubmitted') and notice_warned_at is null
      -- A bound for the index; the longest holiday lies within.
      and notice_due_at between private.now() and private.now() + interval '20 days'
    order by notice_due_at limit 500 for update skip locked
  loop
    continue when private.working_days_between(private.today(), (a.notice_due_at at time zone 'Asia/Shanghai')::date) > v_days;
    update public.applications set notice_warned_at = private.now() where id = a.id;
    perform private.tell_window(a, 'notice_lapses_soon', format('notice:%s', extract(epoch from a.received_at)));
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
-- No grant: run by the scheduler only.
comment on function private.warn_lapsing_notices() is
  'Warns the window once for each receipt, from the opening of the hall on the working day before the notice lapses. Run by the scheduler; gives back how many.';

create index applications_notice_idx on public.applications (notice_due_at) where state in ('submitted', 'resubmitted');
insert into private.schedules (name, every_seconds, command) values
  ('accept_lapsed_notices', 60, 'select private.accept_lapsed_notices()'),
  ('warn_lapsing_notices', 300, 'select private.warn_lapsing_notices()');

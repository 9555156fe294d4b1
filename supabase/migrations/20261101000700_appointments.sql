-- Why: a remote video check (远程视频核查) takes the place of a visit. An officer opens slots, an enterprise
-- books one, before filing (预申请核检, on a draft) or after. Two bookings of one officer must not overlap
-- whatever the clients do, so the rule is an exclusion constraint and not an `if`.

insert into private.error_codes (code, message, hint) values
  ('BB040', '这个事项不用视频核查', '直接提交就行'),
  ('BB041', '这一天不上班', '换一个工作日开放时间'),
  ('BB042', '还有核查要点没有结论', '每一条都选好符合、要整改或没看清，再出结论'),
  ('BB043', '有要点不是符合，不能直接通过', '改选「整改后再看」，或先改那一条的结论'),
  ('BB044', '这件诉求现在不能做这一步', '刷新看看最新进展');

create type public.slot_state as enum ('open', 'closed');
create type public.appointment_state as enum ('booked', 'cancelled', 'done', 'missed');
create type public.appointment_kind as enum ('pre', 'post');
create type public.verification_conclusion as enum ('pass', 'rectify', 'fail');
create type public.finding_verdict as enum ('ok', 'fix', 'unclear');

create table public.slots (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references public.staff (person_id) on delete cascade,
  during tstzrange not null,
  state public.slot_state not null default 'open',
  created_at timestamptz not null default now(),
  constraint slots_not_empty check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
  constraint slots_no_overlap exclude using gist (staff_id with =, during with &&) where (state = 'open')
);
create index slots_staff_start on public.slots (staff_id, lower(during));

create table public.appointments (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete cascade,
  enterprise_id uuid not null references public.enterprises (id) on delete cascade,
  staff_id uuid not null references public.staff (person_id) on delete restrict,
  slot_id uuid not null references public.slots (id) on delete restrict,
  during tstzrange not null,
  state public.appointment_state not null default 'booked',
  kind public.appointment_kind not null,
  booked_by uuid not null references public.people (id) on delete restrict,
  cancel_reason text,
  conclusion public.verification_conclusion,
  conclusion_note text,
  concluded_at timestamptz,
  row_version integer not null default 1,
  created_at timestamptz not null default now(),
  -- The promise to both sides: one officer, one call at a time.
  constraint appointments_no_double_booking exclude using gist (staff_id with =, during with &&) where (state = 'booked'),
  constraint appointments_concluded check ((state = 'done') = (conclusion is not null))
);
create unique index appointments_one_booked on public.appointments (application_id) where (state = 'booked');
create index appointments_application on public.appointments (application_id, created_at desc);
create index appointments_enterprise on public.appointments (enterprise_id, state);
create index appointments_staff on public.appointments (staff_id, lower(during));
create index appointments_slot on public.appointments (slot_id);
create index appointments_booked_by on public.appointments (booked_by);

create table public.appointment_findings (
  appointment_id uuid not null references public.appointments (id) on delete cascade,
  key text not null,
  verdict public.finding_verdict not null,
  note text,
  photos jsonb not null default '[]'::jsonb,
  updated_at timestamptz not null default now(),
  primary key (appointment_id, key)
);

alter table public.slots enable row level security;
alter table public.appointments enable row level security;
alter table public.appointment_findings enable row level security;

create policy slots_of_officer on public.slots for select to authenticated
  using (staff_id = (select auth.uid()));
-- Enterprises see slots only through list_slots(), which tells free from taken and never by whom.

create policy appointments_readable on public.appointments for select to authenticated
  using (enterprise_id in (select private.my_enterprise_ids())
    or enterprise_id in (select private.my_officer_enterprise_ids())
    -- Whose call it is, until it was held: from then on it is history of the enterprise, not of who held it.
    or (staff_id = (select auth.uid()) and state = 'booked' and (select private.has_role('officer'))));

create function private.sees_appointment(a public.appointments)
returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return a.enterprise_id in (select private.my_enterprise_ids())
    or a.enterprise_id in (select private.my_officer_enterprise_ids())
    or coalesce(a.staff_id = auth.uid() and a.state = 'booked' and private.has_role('officer'), false);
end;
$$;
comment on function private.sees_appointment(public.appointments) is 'The policy of appointments for one row, for definer functions that ask about one.';

create policy appointment_findings_readable on public.appointment_findings for select to authenticated
  using (appointment_id in (select a.id from public.appointments a));

-- No insert, update or delete to anyone: the RPCs below own every change.
revoke all on public.slots, public.appointments, public.appointment_findings from anon, authenticated;
grant select on public.slots, public.appointments, public.appointment_findings to authenticated;

comment on table public.slots is 'Times an officer is open for video checks; open slots of one officer never overlap.';
comment on table public.appointments is 'A booked video check (视频核查) of one application. kind: pre = before filing, post = after.';
comment on column public.appointments.during is 'Copied from the slot, so that the exclusion constraint sees it.';
comment on table public.appointment_findings is 'The officer''s verdict per check point (核查要点), with photos as FileRef objects.';

-- A slot is the officer's own promise, so an unpublished year does not close it: only a day that is known to
-- be off is refused. (A limit, which somebody else relies on, is never computed there: BB017.)
create function private.known_day_off(p_day date)
returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (select 1 from public.calendar_years y where y.year = extract(year from p_day))
    and not private.is_working_day(p_day);
end;
$$;
comment on function private.known_day_off(date) is 'True only for a day off of a published year; false for working days and for years without a notice.';

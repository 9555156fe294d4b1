-- Applications (办件): from draft to delivery.
--
-- The row keeps what decisions hang on: the version of the item it was filed under (a later version never
-- changes what was asked of this applicant), who holds it and since when (a person wants a name, not a status),
-- and the moment at which each limit ends, which private.recompute_limits alone writes. Clients read; each move is
-- one RPC. The allowed moves stand once more in a trigger, so that no later function can skip a step by mistake.

create type public.application_state as enum ('draft', 'submitted', 'correcting', 'resubmitted', 'accepted',
  'declined', 'reviewing', 'approved', 'denied', 'issued', 'delivered', 'withdrawn');
create type public.holder_side as enum ('applicant', 'staff', 'nobody');
create type public.point_target as enum ('material', 'field');
create type public.point_verdict as enum ('ok', 'fix');

create table public.applications (
  id uuid primary key default gen_random_uuid(),
  number text unique,
  enterprise_id uuid not null references public.enterprises (id) on delete restrict,
  item_code text not null references public.items (code) on delete restrict,
  item_version_id uuid not null references public.item_versions (id) on delete restrict,
  department_code text not null references public.departments (code) on delete restrict,
  applicant_id uuid not null references public.people (id) on delete restrict,
  state public.application_state not null default 'draft',
  row_version int not null default 1,
  situation_answers jsonb not null default '{}' check (jsonb_typeof(situation_answers) = 'object'),
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  draft_revision int not null default 0,
  field_verdicts jsonb not null default '{}' check (jsonb_typeof(field_verdicts) = 'object'),
  handler_id uuid references public.staff (person_id) on delete restrict,
  holder_side public.holder_side not null default 'applicant',
  held_since timestamptz not null default private.now(),
  consented_at timestamptz,
  submitted_at timestamptz,
  received_at timestamptz,
  notice_due_at timestamptz,
  notice_warned_at timestamptz,
  accepted_at timestamptz,
  deemed_at timestamptz,
  promised_due_at timestamptz,
  statutory_due_at timestamptz,
  calendar_unknown boolean not null default false,
  decided_at timestamptz,
  decision_reason text,
  delivery_due_at timestamptz,
  issued_at timestamptz,
  delivered_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  constraint filed_has_number check (state = 'draft' or (number is not null and submitted_at is not null and received_at is not null and consented_at is not null)),
  constraint deemed_is_accepted check (deemed_at is null or accepted_at = received_at),
  constraint refusal_has_reason check (state not in ('declined', 'denied') or decision_reason is not null)
);
-- One open draft of an item a person and enterprise: starting again continues it, on any device.
create unique index applications_open_draft_key on public.applications (applicant_id, enterprise_id, item_code)
  where state = 'draft';
create index applications_enterprise_idx on public.applications (enterprise_id, updated_at desc);
create index applications_open_idx on public.applications (enterprise_id)
  where state not in ('draft', 'delivered', 'declined', 'denied', 'withdrawn');
create index applications_department_idx on public.applications (department_code, updated_at desc);
create index applications_handler_idx on public.applications (handler_id);
create index applications_item_idx on public.applications (item_code);
create index applications_version_idx on public.applications (item_version_id);

create table public.application_materials (
  application_id uuid not null references public.applications (id) on delete cascade,
  key text not null,
  position int not null,
  name text not null,
  required boolean not null,
  fetched_by_office boolean not null,
  applicable boolean not null default true,
  verdict public.point_verdict,
  verdict_reason text,
  primary key (application_id, key)
);

create table public.application_files (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null,
  material_key text not null,
  path text not null unique,
  name text not null,
  mime text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null references public.people (id) on delete restrict,
  uploaded_at timestamptz not null default private.now(),
  round int not null default 0,
  replaced_at timestamptz,
  removed_at timestamptz,
  foreign key (application_id, material_key)
    references public.application_materials (application_id, key) on delete cascade
);
create index application_files_material_idx on public.application_files (application_id, material_key);
create index application_files_uploader_idx on public.application_files (uploaded_by);

-- ---------------------------------------------------------------------------------------------------------
create function private.guard_application() returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'application % was filed: it is never deleted', old.number;
    end if;
    return old;
  end if;
  if new.state <> old.state and not (new.state = any (case old.state
    when 'draft' then '{submitted}'
    when 'submitted' then '{correcting,accepted,declined,withdrawn}'
    when 'correcting' then '{resubmitted,withdrawn}'
    when 'resubmitted' then '{correcting,accepted,declined,withdrawn}'
    when 'accepted' then '{reviewing,withdrawn}'
    when 'reviewing' then '{approved,denied,withdrawn}'
    when 'approved' then '{issued}'
    when 'issued' then '{delivered}'
    else '{}' end::public.application_state[])) then
    raise exception 'application % cannot go from % to %', old.id, old.state, new.state;
  end if;
  -- 第45条: what a hearing or a test is held for is not decided before it is over.
  if new.state <> old.state and new.state in ('approved', 'denied') and exists (
    select from private.special_procedures p where p.application_id = new.id and p.ended_at is null) then
    raise exception 'application % is in a special procedure: it cannot be decided', old.id;
  end if;
  return new;
end $$;
comment on function private.guard_application() is 'The map of states, held against every writer: no step skipped, nothing decided while a special procedure is open, nothing filed deleted.';
create trigger applications_guard before update or delete on public.applications
  for each row execute function private.guard_application();

-- ---------------------------------------------------------------------------------------------------------
-- Who helps on a draft: an officer reads it once asked for a look-over, or for a video check before filing.
create function private.my_helped_draft_ids() returns setof uuid
language plpgsql stable security definer rows 20
set search_path = ''
as $$
begin
  -- plpgsql binds late: pre_checks and appointments are made by later files.
  return query
    select p.application_id from public.pre_checks p
    join public.applications a on a.id = p.application_id and a.state = 'draft'
    where a.enterprise_id = any (array(select private.my_officer_enterprise_ids()))
    union
    select b.application_id from public.appointments b
    where b.kind = 'pre' and b.state in ('booked', 'done') and b.staff_id = auth.uid()
    union
    select b.application_id from public.appointments b
    where b.kind = 'pre' and b.state in ('booked', 'done')
      and b.enterprise_id = any (array(select private.my_officer_enterprise_ids()));
end $$;
comment on function private.my_helped_draft_ids() is 'Drafts that the caller, as officer, was asked to look at.';

create function private.my_task_application_ids() returns setof uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
    select t.application_id from public.department_tasks t
    where t.department_code = private.my_department() and private.has_role('reviewer');
end $$;
comment on function private.my_task_application_ids() is 'Applications on which the caller''s department has a task (部门联动).';

alter table public.applications enable row level security;
alter table public.application_materials enable row level security;
alter table public.application_files enable row level security;

create policy "those it concerns read an application" on public.applications for select to authenticated using (
  enterprise_id in (select private.my_enterprise_ids())
  or (applicant_id = (select auth.uid()) and enterprise_id in (select private.my_bound_enterprise_ids()))
  or (state <> 'draft' and (select private.has_role('window')))
  or (state <> 'draft' and department_code = (select private.my_department()) and (select private.has_role('reviewer', 'head')))
  or id in (select private.my_task_application_ids())
  or (enterprise_id in (select private.my_officer_enterprise_ids())
      and (state <> 'draft' or id in (select private.my_helped_draft_ids()))));
-- What belongs to an application is read by who reads it: the subquery runs under the policy above.
create policy "who reads the application reads its materials" on public.application_materials
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
create policy "who reads the application reads its files" on public.application_files
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));

-- answers are left out: whole for the enterprise, masked for staff, they come by get_application alone.
-- field_verdicts, verdict and verdict_reason are left out: while staff are still reading they are notes, and
-- the applicant is told everything at once, by the correction (行政许可法 第32条). get_application shows them to staff.
grant select (id, number, enterprise_id, item_code, item_version_id, department_code, applicant_id, state, row_version,
  situation_answers, draft_revision, handler_id, holder_side, held_since, consented_at, submitted_at,
  received_at, notice_due_at, accepted_at, deemed_at, promised_due_at, statutory_due_at, calendar_unknown, decided_at,
  decision_reason, delivery_due_at, issued_at, delivered_at, withdrawn_at, created_at, updated_at) on public.applications to authenticated;
grant select (application_id, key, position, name, required, fetched_by_office, applicable)
  on public.application_materials to authenticated;
grant select on public.application_files to authenticated;
-- No insert, update or delete to anyone: the RPCs of 0062 to 0064 own every change. Nothing to anon.
grant execute on function private.my_helped_draft_ids(), private.my_task_application_ids() to authenticated;

comment on table public.applications is 'One filing of an item (办件). Written by RPCs only; every change of state is an event.';
comment on column public.applications.number is '办件编号 QX-YYMMDD-NNNN, given on submit.';
comment on column public.applications.department_code is 'Who decides; copied from the item on submit so that a policy needs no join.';
comment on column public.applications.row_version is 'Counts moves. Staff send what they saw; another value means that somebody was faster (BB006).';
comment on column public.applications.draft_revision is 'Counts saves of the form; the client compares it after having been offline.';
comment on column public.applications.answers is 'Form answers by field id, all strings; multi_choice is option ids joined by commas.';
comment on column public.applications.received_at is '收件日: when it was handed in; after a correction, when every point of it was in. The day itself is not counted.';
comment on column public.applications.notice_due_at is '行政许可法 第32条: last moment to ask for corrections, counted from received_at.';
comment on column public.applications.notice_warned_at is 'When the window was told that the notice is about to lapse; null again with each receipt. Staff''s, so not granted.';
comment on column public.applications.accepted_at is 'From when the limits of the decision count; the day of receipt where the notice lapsed (视为受理).';
comment on column public.applications.deemed_at is 'When it was recorded that the law had accepted it: the notice had lapsed.';
comment on column public.applications.promised_due_at is 'Null while a special procedure stops it, and with calendar_unknown past the last published holiday notice; so is statutory_due_at.';
comment on column public.applications.calendar_unknown is 'A limit that runs now ends in a year whose holiday notice is not loaded.';
comment on column public.applications.delivery_due_at is '行政许可法 第44条: until when the result of a permission must be in the applicant''s hands.';
comment on column public.applications.field_verdicts is '{field: {verdict, reason}} of the window; not readable by clients directly.';
comment on table public.application_materials is 'The materials of the filed version for this application; applicable follows the situation answers.';
comment on column public.application_files.round is '0: sent with the filing; n: sent in answer to the n-th correction.';
comment on column public.application_files.sha256 is 'Of the content as the server read it; with path, mime and size it never changes (guard_file).';
comment on table public.application_files is 'Files of a material. replaced_at: a correction brought a newer one, staff compare both. removed_at: taken back by the applicant.';

-- What happens to an application, and what is kept about it.
--
-- Events are the file's memory (案卷): insert-only, numbered within the application, each with the hash of the
-- one before, so that a row changed or taken out later shows. Corrections, look-overs and department tasks are
-- tables of their own because each has a life of its own: asked, answered, by when.

create type public.task_state as enum ('open', 'taken', 'done');
create type public.task_outcome as enum ('agree', 'disagree');
create type public.pre_check_outcome as enum ('ready', 'fix');

create table public.application_events (
  application_id uuid not null references public.applications (id) on delete cascade,
  seq int not null,
  kind text not null,
  actor_id uuid references public.people (id) on delete restrict,
  actor_name text not null,
  actor_side text not null check (actor_side in ('applicant', 'staff', 'system')),
  at timestamptz not null,
  note text,
  data jsonb not null default '{}',
  prev_hash bytea,
  hash bytea not null,
  primary key (application_id, seq)
);
create index application_events_actor_idx on public.application_events (actor_id);

create table public.corrections (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete cascade,
  round int not null,
  issued_by uuid not null references public.staff (person_id) on delete restrict,
  issued_at timestamptz not null,
  due_working_days int not null check (due_working_days between 1 and 30),
  due_at timestamptz,
  answered_at timestamptz,
  unique (application_id, round)
);
create index corrections_issued_by_idx on public.corrections (issued_by);

create table public.correction_points (
  id uuid primary key default gen_random_uuid(),
  correction_id uuid not null references public.corrections (id) on delete cascade,
  position int not null,
  target public.point_target not null,
  key text not null,
  title text not null,
  reason text not null,
  how_to text,
  answer_before text,
  answered_at timestamptz,
  unique (correction_id, target, key)
);

create table public.pre_checks (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete cascade,
  asked_by uuid not null references public.people (id) on delete restrict,
  asked_at timestamptz not null,
  officer_id uuid not null references public.staff (person_id) on delete restrict,
  answered_at timestamptz,
  outcome public.pre_check_outcome,
  note text,
  points jsonb not null default '[]',
  constraint answered_together check ((answered_at is null) = (outcome is null))
);
create unique index pre_checks_open_key on public.pre_checks (application_id) where answered_at is null;
create index pre_checks_application_idx on public.pre_checks (application_id, asked_at desc);
create index pre_checks_officer_idx on public.pre_checks (officer_id) where answered_at is null;
create index pre_checks_officer_all_idx on public.pre_checks (officer_id);
create index pre_checks_asked_by_idx on public.pre_checks (asked_by);

create table public.department_tasks (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete cascade,
  department_code text not null references public.departments (code) on delete restrict,
  title text not null,
  state public.task_state not null default 'open',
  created_by uuid not null references public.staff (person_id) on delete restrict,
  created_at timestamptz not null default private.now(),
  assigned_to uuid references public.staff (person_id) on delete restrict,
  outcome public.task_outcome,
  note text,
  due_at timestamptz,
  done_at timestamptz,
  row_version int not null default 1,
  constraint done_has_outcome check ((state = 'done') = (outcome is not null))
);
create index department_tasks_application_idx on public.department_tasks (application_id);
create index department_tasks_department_idx on public.department_tasks (department_code, state);
create index department_tasks_assigned_idx on public.department_tasks (assigned_to);
create index department_tasks_created_by_idx on public.department_tasks (created_by);

create table public.results (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null unique references public.applications (id) on delete restrict,
  number text not null,
  name text not null,
  path text not null unique,
  file_name text not null,
  mime text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  issued_by uuid not null references public.staff (person_id) on delete restrict,
  issued_at timestamptz not null,
  delivered_at timestamptz
);
create index results_issued_by_idx on public.results (issued_by);

create table public.ratings (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null unique references public.applications (id) on delete restrict,
  rater_id uuid not null references public.people (id) on delete restrict,
  level int not null check (level between 1 and 5),
  comment text,
  created_at timestamptz not null default private.now()
);
create index ratings_rater_idx on public.ratings (rater_id);

create table private.counters (
  name text not null,
  day date not null,
  n int not null,
  primary key (name, day)
);

-- ---------------------------------------------------------------------------------------------------------
create function private.keep_events() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  -- Only a draft may be deleted, and its events go with it: by then its own row is gone.
  if tg_op = 'DELETE' then
    if not exists (select from public.applications a where a.id = old.application_id) then
      return old;
    end if;
  end if;
  raise exception 'application_events is insert-only';
end $$;
comment on function private.keep_events() is 'Refuses every change of a written event, whoever asks.';
create trigger application_events_insert_only before update or delete on public.application_events
  for each row execute function private.keep_events();
create trigger application_events_no_truncate before truncate on public.application_events
  for each statement execute function private.keep_events();

-- ---------------------------------------------------------------------------------------------------------
alter table public.application_events enable row level security;
alter table public.corrections enable row level security;
alter table public.correction_points enable row level security;
alter table public.pre_checks enable row level security;
alter table public.department_tasks enable row level security;
alter table public.results enable row level security;
alter table public.ratings enable row level security;
alter table private.counters enable row level security;

create policy "who reads the application reads its events" on public.application_events
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
create policy "who reads the application reads its corrections" on public.corrections
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
create policy "who reads the correction reads its points" on public.correction_points
  for select to authenticated using (exists (select from public.corrections c where c.id = correction_id));
create policy "who reads the application reads its look-overs" on public.pre_checks
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
create policy "staff read the tasks of what they read" on public.department_tasks
  for select to authenticated using (
    (select private.my_department()) is not null
    and exists (select from public.applications a where a.id = application_id
      and a.enterprise_id not in (select private.my_enterprise_ids())));
create policy "who reads the application reads its result" on public.results
  for select to authenticated using (exists (select from public.applications a where a.id = application_id));
create policy "a rating is read by who gave it" on public.ratings
  for select to authenticated using (rater_id = (select private.me()));

-- answer_before is left out: a telephone or ID number may stand in it whole.
grant select (id, correction_id, position, target, key, title, reason, how_to, answered_at)
  on public.correction_points to authenticated;
grant select on public.application_events, public.corrections, public.pre_checks,
  public.department_tasks, public.results, public.ratings to authenticated;
-- No insert, update or delete to anyone, nothing to anon. private.counters: no policy and no grant.

comment on table public.application_events is 'Append-only history; hash covers the row and the hash before it. private.broken_event(id) checks the chain.';
comment on table public.corrections is '补正: one notice with everything in it (行政许可法 第32条); a second one may only repeat points of the first.';
comment on table public.correction_points is 'What a correction asks for, point by point: a material or a field, why, and how to mend it.';
comment on column public.correction_points.answer_before is 'What a field said when the correction was issued, for staff to compare.';
comment on table public.pre_checks is '帮办预审: the officer''s look-over before filing or before an answer to a correction. Advice, never a decision.';
comment on column public.pre_checks.officer_id is 'Whom it was addressed to; a stand-in may answer.';
comment on table public.department_tasks is 'One department''s part of one application (部门联动). The applicant sees through get_application that it exists, not the notes.';
comment on table public.results is '出件: the document that ends the application. delivered_at: the applicant opened it (送达).';
comment on table public.ratings is '好差评, 1 非常不满意 … 5 非常满意; 1 and 2 open a loop. The handler never sees who rated: no event, no policy for staff.';
comment on table private.counters is 'Numbers given out, by name and the day (applications, appeals) or the first day of the year (papers). Without policies: read by private.next_number and private.next_document_number only.';

-- People, departments, staff and their roles.
--
-- A person is whoever has an account; the row follows auth.users by trigger, so that no client ever writes it.
-- What a person may do is never read from user metadata (the person can change that): staff rights come from
-- staff_roles, enterprise rights from memberships. Taking a row away takes the right away at once, without
-- waiting for a token to expire.

create type public.staff_role as enum ('officer', 'window', 'reviewer', 'head', 'group_lead', 'taskforce', 'operator');

create table public.people (
  id uuid primary key references auth.users (id) on delete cascade,
  name text not null check (char_length(name) between 1 and 40),
  phone text check (phone ~ '^1[0-9]{10}$'),
  created_at timestamptz not null default now(),
  cancelled_at timestamptz,
  constraint cancelled_is_nobody check (cancelled_at is null or (phone is null and name = '已注销用户'))
);
comment on column public.people.cancelled_at is '注销: the person is gone, the row stays for the files that refer to it. private.me() is null from here on.';
comment on table public.people is 'One row an account. Names of colleagues and officers reach others through RPCs only.';

create table public.departments (
  code text primary key check (code ~ '^[a-z]{2,5}$'),
  name text not null,
  short_name text not null,
  address text,
  hours text,
  phone text,
  complaint_phone text,
  position int not null default 0
);
comment on table public.departments is 'County departments. Address and telephone are local data: null until the county fills them in.';

create table public.staff (
  person_id uuid primary key references public.people (id) on delete cascade,
  department_code text not null references public.departments (code) on delete restrict,
  display_name text not null,
  title text not null,
  active boolean not null default true
);
create index staff_department_code_idx on public.staff (department_code);
comment on table public.staff is 'Who works for the county; display_name is what applicants see (李专员). Never a private number here.';
comment on column public.staff.active is 'False takes every staff right away at once and keeps the history.';

create table public.staff_roles (
  person_id uuid not null references public.staff (person_id) on delete cascade,
  role public.staff_role not null,
  primary key (person_id, role)
);
comment on table public.staff_roles is 'A person may hold several roles.';

-- ---------------------------------------------------------------------------------------------------------
create function private.me() returns uuid
language plpgsql stable security definer
set search_path = ''
as $$ begin return (select id from public.people where id = (select auth.uid()) and cancelled_at is null); end $$;
comment on function private.me() is 'The caller, when there is such a person and the account was not cancelled; a token outlives both by up to an hour. For policies and RPCs that ask for oneself.';

create function private.require_user() returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_me uuid := private.me();
begin
  if v_me is null then
    perform private.fail('BB001');
  end if;
  return v_me;
end $$;
comment on function private.require_user() is 'The caller''s person id; BB001 without a sign-in, and for an account that was cancelled.';

create function private.my_roles() returns setof public.staff_role
language plpgsql stable security definer rows 2
set search_path = ''
as $$
begin
  return query
    select r.role from public.staff_roles r
    join public.staff s on s.person_id = r.person_id
    where r.person_id = (select auth.uid()) and s.active;
end $$;
comment on function private.my_roles() is 'Roles of the caller, none when he left.';

create function private.my_department() returns text
language plpgsql stable security definer
set search_path = ''
as $$ begin return (select department_code from public.staff where person_id = (select auth.uid()) and active); end $$;
comment on function private.my_department() is 'Department of the caller; null for who is not staff.';

create function private.has_role(variadic p_roles public.staff_role[]) returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.staff_roles r join public.staff s on s.person_id = r.person_id
                 where r.person_id = (select auth.uid()) and s.active and r.role = any (p_roles));
end $$;

create function private.is_service() returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return coalesce(auth.role(), '') = 'service_role'; end $$;
comment on function private.is_service() is 'True for calls with the secret key (Edge Functions, loaders).';

create function private.require_role(variadic p_roles public.staff_role[]) returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_user uuid := private.require_user();
begin
  if not private.has_role(variadic p_roles) then
    perform private.fail('BB002');
  end if;
  return v_user;
end $$;
comment on function private.require_role(public.staff_role[]) is 'The caller''s id when he holds one of the roles; BB001, BB002 otherwise.';

create function private.handle_new_user() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.people (id, name)
  values (new.id, coalesce(left(private.clean_text(new.raw_user_meta_data ->> 'name'), 40), '微信用户'))
  on conflict (id) do nothing;
  return new;
end $$;
comment on function private.handle_new_user() is 'Gives each new account its row in people. The name is a first guess the person can change; nothing is authorised by it.';
create trigger people_follow_users after insert on auth.users
  for each row execute function private.handle_new_user();

-- ---------------------------------------------------------------------------------------------------------
alter table public.people enable row level security;
alter table public.departments enable row level security;
alter table public.staff enable row level security;
alter table public.staff_roles enable row level security;

create policy "a person reads himself" on public.people
  for select to authenticated using (id = (select private.me()));
create policy "departments are public" on public.departments
  for select to anon, authenticated using (true);
create policy "signed-in people read who serves them" on public.staff
  for select to authenticated using (active);
create policy "staff read their own roles" on public.staff_roles
  for select to authenticated using (person_id = (select auth.uid()));

grant select on public.people, public.departments, public.staff, public.staff_roles to authenticated;
grant select on public.departments to anon;
-- No insert, update or delete to clients on any of these: people by trigger and update_me, the rest by the
-- county by SQL (docs/deploy.md).
grant execute on function private.me(), private.my_department(),
  private.has_role(public.staff_role[]) to authenticated;

-- ---------------------------------------------------------------------------------------------------------
-- Departments that the catalogue names; position is the order of lists.
insert into public.departments (code, name, short_name, hours, position) values
  ('spj', '县行政审批局', '审批局', '工作日 8:30–12:00，14:00–17:30', 1),
  ('scjg', '县市场监督管理局', '市场监管局', '工作日 8:30–12:00，14:00–17:30', 2),
  ('wjj', '县卫生健康局', '卫健局', '工作日 8:30–12:00，14:00–17:30', 3),
  ('rsj', '县人力资源和社会保障局', '人社局', '工作日 8:30–12:00，14:00–17:30', 4),
  ('jtj', '县交通运输局', '交通局', '工作日 8:30–12:00，14:00–17:30', 5),
  ('ycj', '县烟草专卖局', '烟草局', '工作日 8:30–12:00，14:00–17:30', 6),
  ('wlj', '县文化和旅游局', '文旅局', '工作日 8:30–12:00，14:00–17:30', 7),
  ('xcb', '中共县委宣传部（县新闻出版局）', '新闻出版局', '工作日 8:30–12:00，14:00–17:30', 8),
  ('xfj', '县消防救援大队', '消防大队', '工作日 8:30–12:00，14:00–17:30', 9),
  ('gaj', '县公安局', '公安局', '工作日 8:30–12:00，14:00–17:30', 10),
  ('zjj', '县住房和城乡建设局', '住建局', '工作日 8:30–12:00，14:00–17:30', 11),
  ('cgj', '县城市管理局', '城管局', '工作日 8:30–12:00，14:00–17:30', 12),
  ('slj', '县水利局', '水利局', '工作日 8:30–12:00，14:00–17:30', 13),
  ('nyj', '县农业农村局', '农业农村局', '工作日 8:30–12:00，14:00–17:30', 14);

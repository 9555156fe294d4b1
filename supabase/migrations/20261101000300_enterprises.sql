-- Enterprises, who belongs to them, and which helper-officer (亲商助企专员) looks after them.
--
-- A membership is a row with a state and, for an agent, an end date: authority that ended must end by itself,
-- so every helper below compares dates on each call. Ended and refused rows stay, since history refers to them;
-- a person may have one live row an enterprise. The officer is a row with an open end for the same reason.

create type public.member_role as enum ('owner', 'agent');
create type public.member_state as enum ('pending', 'active', 'refused', 'ended');

create table public.enterprises (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 2 and 100),
  uscc text not null unique check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  kind text,
  legal_person text,
  address text,
  created_at timestamptz not null default now()
);
comment on table public.enterprises is 'Whom the county serves; one row a 统一社会信用代码.';
comment on column public.enterprises.uscc is '统一社会信用代码, GB 32100. The check digit warns in the client and never blocks: some issued codes fail it.';
comment on column public.enterprises.kind is '企业法人, 个体工商户, 农民专业合作社 …; null when nobody said.';

create table public.enterprise_members (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id) on delete cascade,
  person_id uuid not null references public.people (id) on delete cascade,
  role public.member_role not null,
  state public.member_state not null default 'pending',
  starts_on date not null default private.today(),
  ends_on date,
  created_at timestamptz not null default private.now(),
  decided_by uuid references public.people (id) on delete set null,
  decided_at timestamptz,
  constraint agent_has_end check (role = 'owner' or ends_on is not null)
);
create unique index enterprise_members_live_key on public.enterprise_members (person_id, enterprise_id)
  where state in ('pending', 'active');
create index enterprise_members_person_idx on public.enterprise_members (person_id, state);
create index enterprise_members_enterprise_idx on public.enterprise_members (enterprise_id, state);
create index enterprise_members_decided_by_idx on public.enterprise_members (decided_by);
comment on table public.enterprise_members is 'Who may act for an enterprise. A row ends and is never used again: who comes back gets a new one.';
comment on column public.enterprise_members.ends_on is 'Last day of the authority, that day included; an agent must have one.';

create table public.enterprise_officers (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id) on delete cascade,
  officer_id uuid not null references public.staff (person_id) on delete restrict,
  starts_at timestamptz not null default private.now(),
  ends_at timestamptz
);
create unique index enterprise_officers_open_key on public.enterprise_officers (enterprise_id) where ends_at is null;
create index enterprise_officers_officer_idx on public.enterprise_officers (officer_id, ends_at);
create index enterprise_officers_enterprise_idx on public.enterprise_officers (enterprise_id);
comment on table public.enterprise_officers is 'Who looks after an enterprise, and since when; one open row an enterprise.';

create table public.officer_stand_ins (
  id uuid primary key default gen_random_uuid(),
  officer_id uuid not null references public.staff (person_id) on delete cascade,
  stand_in_id uuid not null references public.staff (person_id) on delete cascade,
  starts_on date not null,
  ends_on date not null,
  check (starts_on <= ends_on),
  check (officer_id <> stand_in_id),
  -- One stand-in at a time: two would both think the other answers.
  constraint one_stand_in_a_day exclude using gist
    (officer_id with =, daterange(starts_on, ends_on, '[]') with &&)
);
create index officer_stand_ins_stand_in_idx on public.officer_stand_ins (stand_in_id, starts_on, ends_on);
comment on table public.officer_stand_ins is '代班: while it lasts the stand-in sees and does what the officer does, and is named as such.';

create table public.enterprise_invites (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references public.enterprises (id) on delete cascade,
  code text not null unique,
  ends_on date not null,
  created_by uuid not null references public.people (id) on delete cascade,
  created_at timestamptz not null default private.now(),
  expires_at timestamptz not null,
  used_by uuid references public.people (id) on delete set null,
  used_at timestamptz
);
create index enterprise_invites_enterprise_idx on public.enterprise_invites (enterprise_id);
create index enterprise_invites_created_by_idx on public.enterprise_invites (created_by);
create index enterprise_invites_used_by_idx on public.enterprise_invites (used_by);
comment on table public.enterprise_invites is 'An owner''s invitation of an agent: one use, a few days; ends_on is the end of the authority it gives.';

create table private.wechat_identities (
  openid text primary key,
  unionid text,
  user_id uuid not null unique references auth.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
alter table private.wechat_identities enable row level security;
comment on table private.wechat_identities is 'Which account a WeChat openid is. No policies: reached by service_* functions only; session_key is never stored.';

-- ---------------------------------------------------------------------------------------------------------
-- Membership helpers of every policy: set-returning and stable, so a policy evaluates them once a statement, and
-- plpgsql, so that their plans are made once a connection (see private.now). `rows` says how many to expect.
create function private.my_enterprise_ids() returns setof uuid
language plpgsql stable security definer rows 2
set search_path = ''
as $$
declare
  -- private.today() in its own words: every read of every table comes by here, and a call is a fifth of the price.
  v_today date := (coalesce((select at from private.test_clock), now()) at time zone 'Asia/Shanghai')::date;
begin
  return query
    select m.enterprise_id from public.enterprise_members m
    where m.person_id = auth.uid() and m.state = 'active'
      and m.starts_on <= v_today and (m.ends_on is null or m.ends_on >= v_today);
end $$;
comment on function private.my_enterprise_ids() is 'Enterprises the caller may act for today: active, begun, not ended.';

create function private.my_owned_enterprise_ids() returns setof uuid
language plpgsql stable security definer rows 2
set search_path = ''
as $$
declare
  v_today date := private.today();
begin
  return query
    select m.enterprise_id from public.enterprise_members m
    where m.person_id = auth.uid() and m.state = 'active' and m.role = 'owner'
      and m.starts_on <= v_today and (m.ends_on is null or m.ends_on >= v_today);
end $$;

create function private.my_bound_enterprise_ids() returns setof uuid
language plpgsql stable security definer rows 2
set search_path = ''
as $$
declare
  v_today date := private.today();
begin
  return query
    select m.enterprise_id from public.enterprise_members m
    where m.person_id = auth.uid() and m.state in ('pending', 'active') and (m.ends_on is null or m.ends_on >= v_today);
end $$;
comment on function private.my_bound_enterprise_ids() is 'With those still waiting for confirmation: enough to begin a draft of one''s own, not to read what others filed.';

create function private.live_members(p_enterprise uuid) returns uuid[]
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(array_agg(m.person_id order by m.role, m.created_at), '{}') from public.enterprise_members m
    where m.enterprise_id = p_enterprise and m.state = 'active'
      and m.starts_on <= private.today() and (m.ends_on is null or m.ends_on >= private.today()));
end $$;
comment on function private.live_members(uuid) is 'Who may act for the enterprise today, owners first: whom to poke and to tell. An agent hears nothing after the last day.';

create function private.officer_enterprise_ids(p_staff uuid) returns setof uuid
language plpgsql stable security definer rows 500
set search_path = ''
as $$
declare
  v_today date;
begin
  -- Almost every caller is an applicant: for them this is one look.
  if not exists (select from public.staff s join public.staff_roles r on r.person_id = s.person_id
                 where s.person_id = p_staff and s.active and r.role = 'officer') then
    return;
  end if;
  v_today := private.today();
  -- One list of officers and not an `or`, so that the index on officer leads.
  return query
    select o.enterprise_id from public.enterprise_officers o
    where o.ends_at is null and o.officer_id = any (p_staff || array(
      select i.officer_id from public.officer_stand_ins i
      where i.stand_in_id = p_staff and v_today between i.starts_on and i.ends_on));
end $$;

create function private.my_officer_enterprise_ids() returns setof uuid
language plpgsql stable security definer rows 500
set search_path = ''
as $$ begin return query select private.officer_enterprise_ids(auth.uid()); end $$;
comment on function private.my_officer_enterprise_ids() is 'Enterprises the caller looks after now, as officer or as stand-in.';

create function private.current_officer(p_enterprise uuid) returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_today date := private.today();
begin
  return (
    select coalesce(
      (select i.stand_in_id from public.officer_stand_ins i join public.staff s on s.person_id = i.stand_in_id and s.active
       where i.officer_id = o.officer_id and v_today between i.starts_on and i.ends_on
         and exists (select from public.staff_roles r where r.person_id = i.stand_in_id and r.role = 'officer')),
      o.officer_id)
    from public.enterprise_officers o where o.enterprise_id = p_enterprise and o.ends_at is null);
end $$;
comment on function private.current_officer(uuid) is 'Who answers for the enterprise today: the stand-in while there is one, else the officer; null without one.';

-- ---------------------------------------------------------------------------------------------------------
alter table public.enterprises enable row level security;
alter table public.enterprise_members enable row level security;
alter table public.enterprise_officers enable row level security;
alter table public.officer_stand_ins enable row level security;
alter table public.enterprise_invites enable row level security;

create policy "members and their officer read an enterprise" on public.enterprises
  for select to authenticated using (
    id in (select private.my_enterprise_ids()) or id in (select private.my_officer_enterprise_ids()));
create policy "own memberships, colleagues and the officer's enterprises" on public.enterprise_members
  for select to authenticated using (
    person_id = (select private.me())
    or enterprise_id in (select private.my_enterprise_ids())
    or enterprise_id in (select private.my_officer_enterprise_ids()));
create policy "members and officers read who looks after it" on public.enterprise_officers
  for select to authenticated using (
    enterprise_id in (select private.my_enterprise_ids())
    or enterprise_id in (select private.my_officer_enterprise_ids()));
create policy "both sides read a stand-in" on public.officer_stand_ins
  for select to authenticated using (officer_id = (select auth.uid()) or stand_in_id = (select auth.uid()));
create policy "owners read their invitations" on public.enterprise_invites
  for select to authenticated using (enterprise_id in (select private.my_owned_enterprise_ids()));

grant select on public.enterprises, public.enterprise_members, public.enterprise_officers,
  public.officer_stand_ins, public.enterprise_invites to authenticated;
-- No writes to clients: bind_enterprise, confirm_member, create_invite, accept_invite, end_membership own them.
grant execute on function private.my_enterprise_ids(), private.my_owned_enterprise_ids(),
  private.my_bound_enterprise_ids(), private.my_officer_enterprise_ids() to authenticated;

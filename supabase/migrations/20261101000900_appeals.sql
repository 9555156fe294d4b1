-- Why: an appeal (诉求) is for when something is stuck. It always has a tier, a named handler and a clock that
-- the enterprise can see, and it climbs 专员 → 专组 → 专班 by rule: when a limit passes, when a handler asks
-- for it, or when the enterprise says that it is not solved. The limits are local policy, so they are data.

create type public.appeal_tier as enum ('officer', 'group', 'taskforce');
create type public.appeal_state as enum ('open', 'answered', 'closed');
create type public.appeal_reply_kind as enum ('contact', 'reply', 'answer', 'hand_over', 'escalate', 'reopen', 'accept');
create type public.appeal_side as enum ('enterprise', 'staff', 'system');

create table public.appeal_kinds (
  code text primary key,
  position integer not null,
  name text not null,
  hint text not null,
  template text not null,
  start_tier public.appeal_tier not null default 'officer',
  contact_value integer not null default 60 check (contact_value > 0),
  contact_unit public.limit_unit not null default 'working_minute',
  resolve_value integer not null default 7 check (resolve_value > 0),
  resolve_unit public.limit_unit not null default 'working_day'
);

create table public.appeals (
  id uuid primary key default gen_random_uuid(),
  number text not null unique,
  enterprise_id uuid not null references public.enterprises (id) on delete cascade,
  author_id uuid not null references public.people (id) on delete restrict,
  application_id uuid references public.applications (id) on delete set null,
  kind text not null references public.appeal_kinds (code) on delete restrict,
  title text not null check (char_length(title) <= 60),
  body text not null check (char_length(body) <= 2000),
  state public.appeal_state not null default 'open',
  tier public.appeal_tier not null,
  handler_id uuid references public.staff (person_id) on delete set null,
  contact_due_at timestamptz,
  contacted_at timestamptz,
  resolve_due_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  rating_level integer check (rating_level between 1 and 5),
  rating_comment text,
  row_version integer not null default 1,
  created_at timestamptz not null
);
create index appeals_enterprise on public.appeals (enterprise_id, created_at desc);
create index appeals_handler on public.appeals (handler_id, state);
create index appeals_tier on public.appeals (tier, state);
create index appeals_author on public.appeals (author_id);
create index appeals_application on public.appeals (application_id);
create index appeals_kind on public.appeals (kind);

create table public.appeal_tiers (
  appeal_id uuid not null references public.appeals (id) on delete cascade,
  tier public.appeal_tier not null,
  since timestamptz not null,
  due_at timestamptz,
  reason text not null,
  primary key (appeal_id, tier)
);
create index appeal_tiers_tier on public.appeal_tiers (tier);

create table public.appeal_replies (
  id uuid primary key default gen_random_uuid(),
  appeal_id uuid not null references public.appeals (id) on delete cascade,
  position bigint generated always as identity,
  author_id uuid references public.people (id) on delete restrict,
  side public.appeal_side not null,
  kind public.appeal_reply_kind not null,
  body text not null check (char_length(body) <= 2000),
  created_at timestamptz not null
);
create index appeal_replies_appeal on public.appeal_replies (appeal_id, position);
create index appeal_replies_author on public.appeal_replies (author_id);

create table public.appeal_files (
  id uuid primary key,
  appeal_id uuid not null references public.appeals (id) on delete cascade,
  file jsonb not null
);
create index appeal_files_appeal on public.appeal_files (appeal_id);

-- Whom a report about conduct may be about. It names nobody, so it is kept from everybody who has looked after the
-- enterprise or laid a hand on the application in question, whatever other role he holds.
create function private.reported_staff(a public.appeals)
returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  if (select k.start_tier from public.appeal_kinds k where k.code = a.kind) = 'officer' then return '{}'; end if;
  return array(
    select o.officer_id from public.enterprise_officers o where o.enterprise_id = a.enterprise_id
    union select i.stand_in_id from public.officer_stand_ins i join public.enterprise_officers o on o.officer_id = i.officer_id
      where o.enterprise_id = a.enterprise_id
    union select p.handler_id from public.applications p where p.id = a.application_id and p.handler_id is not null
    union select e.actor_id from public.application_events e
      where e.application_id = a.application_id and e.actor_side = 'staff' and e.actor_id is not null);
end;
$$;
comment on function private.reported_staff(public.appeals) is 'Staff from whom a report about conduct is kept; nobody for the other kinds of appeal.';

-- Appeals the caller may read: of their enterprises; as handler while it is open; of the tier one serves. The
-- officer of the enterprise sees those that began at the officer's tier. A report about conduct begins at the group
-- and is shown to nobody whom it may be about. A closed appeal is history of the enterprise, not of its handler.
create function private.my_appeal_ids()
returns setof uuid
language plpgsql stable security definer rows 20 set search_path = ''
as $$
begin
  return query select a.id from public.appeals a where a.enterprise_id = any (array(select private.my_enterprise_ids()));
  -- Almost every caller is an applicant: for them that was all.
  if not exists (select from private.my_roles()) and private.my_department() is null then
    return;
  end if;
  -- One's own enterprise's were given above; a set of ids may hold one twice.
  return query
    select a.id from public.appeals a where a.handler_id = auth.uid() and a.state <> 'closed'
      and private.has_role('officer', 'group_lead', 'taskforce') and auth.uid() <> all (private.reported_staff(a))
    union
    select a.id from public.appeals a
    join public.appeal_kinds k on k.code = a.kind
    where k.start_tier = 'officer' and a.enterprise_id = any (array(select private.my_officer_enterprise_ids()))
    union
    select t.appeal_id from public.appeal_tiers t join public.appeals a on a.id = t.appeal_id
    where auth.uid() <> all (private.reported_staff(a)) and t.tier = any (array(select case r when 'group_lead' then 'group' else 'taskforce' end::public.appeal_tier
                              from private.my_roles() r where r in ('group_lead', 'taskforce')));
end $$;
comment on function private.my_appeal_ids() is 'Appeals the caller may read now; a report about an officer is never among that officer''s.';
grant execute on function private.my_appeal_ids() to authenticated;

alter table public.appeal_kinds enable row level security;
alter table public.appeals enable row level security;
alter table public.appeal_tiers enable row level security;
alter table public.appeal_replies enable row level security;
alter table public.appeal_files enable row level security;

create policy appeal_kinds_readable on public.appeal_kinds for select to authenticated using (true);
create policy appeals_readable on public.appeals for select to authenticated
  using (enterprise_id in (select private.my_enterprise_ids()) or id in (select private.my_appeal_ids()));
create policy appeal_tiers_readable on public.appeal_tiers for select to authenticated
  using (appeal_id in (select private.my_appeal_ids()));
create policy appeal_replies_readable on public.appeal_replies for select to authenticated
  using (appeal_id in (select private.my_appeal_ids()));
create policy appeal_files_readable on public.appeal_files for select to authenticated
  using (appeal_id in (select private.my_appeal_ids()));

-- Select only, and not the rating: the handler does not see who rated or how (GB/T 39735 keeps raters apart).
revoke all on public.appeal_kinds, public.appeals, public.appeal_tiers, public.appeal_replies, public.appeal_files
  from anon, authenticated;
grant select on public.appeal_kinds, public.appeal_tiers, public.appeal_replies, public.appeal_files to authenticated;
grant select (id, number, enterprise_id, application_id, kind, title, body, state, tier, handler_id, contact_due_at,
  contacted_at, resolve_due_at, answered_at, closed_at, row_version, created_at) on public.appeals to authenticated;

comment on table public.appeal_kinds is 'Kinds of appeal with a guiding template and their clocks (local policy, 产品 seed: contact 60 working minutes, resolve 7 working days).';
comment on table public.appeals is 'An appeal of an enterprise. answered = waits for the enterprise to say solved or not.';
comment on table public.appeal_tiers is 'When and why the appeal reached each tier (专员, 专组, 专班).';
comment on table public.appeal_replies is 'Everything said and done on an appeal, insert-only, in order.';
comment on table public.appeal_files is 'Attachments as FileRef of bucket appeals.';

insert into public.appeal_kinds (code, position, name, hint, template, start_tier) values
  ('stuck', 1, '事情卡住了', '办件没动静，或者部门之间说法不一', '哪件事：\n卡在哪一步、多久了：\n希望怎么解决：', 'officer'),
  ('materials', 2, '材料要求说不清', '要的材料指南上没有，或者反复要', '哪件事、要我交什么：\n谁、什么时候说的：\n我的疑问：', 'officer'),
  ('policy', 3, '政策没落实', '该有的补贴、减免没拿到', '哪项政策：\n我符合的条件：\n现在的情况：', 'officer'),
  ('difficulty', 4, '经营有困难', '用工、融资、用地、用电这些', '遇到什么困难：\n试过什么办法：\n希望政府帮什么：', 'officer'),
  ('conduct', 5, '对工作人员有意见', '直接交给专组，被反映的人看不到', '什么时候、在哪：\n发生了什么：\n希望怎么处理：', 'group');
update public.appeal_kinds set template = replace(template, '\n', chr(10));

-- Service items (事项): what the county handles, in the national field set (实施清单).
--
-- An item has versions, and an application is filed under one of them: when the county changes a material list,
-- whoever filed before keeps the list he filed under. So a version never changes, import_item makes the next
-- one, and the item points to the current one. What rules and joins need (limits, materials, situations, check
-- points) are columns and rows; what is only shown is `guide` and `detail`.
--
-- The printed code is a row of its own: a card that was lost or misprinted is revoked without touching the item.

create type public.item_state as enum ('published', 'withdrawn');

create table public.items (
  code text primary key check (code ~ '^[A-Z]{2}[0-9]{2}$'),
  name text not null,
  aliases text[] not null default '{}',
  initials text not null default '',
  search_text text not null default '',
  category text not null,
  department_code text not null references public.departments (code) on delete restrict,
  state public.item_state not null default 'published',
  popular_rank int not null default 1000,
  current_version_id uuid,
  created_at timestamptz not null default now()
);
create index items_department_code_idx on public.items (department_code);
create index items_popular_idx on public.items (state, popular_rank, code);
create index items_current_version_idx on public.items (current_version_id);
comment on table public.items is '事项, as they are found; what one asks for stands in item_versions.';
comment on column public.items.initials is 'Pinyin initials of the name and the aliases, blank between (spjyxk kfg); made by the loader.';
comment on column public.items.search_text is 'Lower case: code, name, aliases, initials. Written by import_item only. No index: a county has hundreds of items, and a scan ranks them in a few milliseconds.';

create table public.item_versions (
  id uuid primary key default gen_random_uuid(),
  item_code text not null references public.items (code) on delete cascade,
  version int not null check (version > 0),
  content_hash bytea not null,
  promised_value int not null check (promised_value > 0),
  promised_unit public.limit_unit not null,
  statutory_value int check (statutory_value > 0),
  statutory_unit public.limit_unit,
  handling_type text not null check (handling_type in ('immediate', 'promised')),
  guide jsonb not null,
  form jsonb not null,
  created_at timestamptz not null default now(),
  unique (item_code, version),
  unique (item_code, content_hash),
  check ((statutory_value is null) = (statutory_unit is null))
);
comment on table public.item_versions is 'Never changed once made: applications refer to the version they were filed under.';
comment on column public.item_versions.guide is 'The rest of the national field set, as CatalogueItem writes it.';
comment on column public.item_versions.form is 'FormField[] of src/shared/contract.ts, in order.';

alter table public.items add constraint items_current_version_fk
  foreign key (current_version_id) references public.item_versions (id) on delete set null;

create table public.item_situations (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references public.item_versions (id) on delete cascade,
  key text not null,
  position int not null,
  question text not null,
  help text,
  options jsonb not null,
  unique (version_id, key)
);
comment on table public.item_situations is '情形: questions whose answers switch materials, fields and check points on.';

create table public.item_materials (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references public.item_versions (id) on delete cascade,
  key text not null,
  position int not null,
  name text not null,
  required boolean not null,
  fetched_by_office boolean not null,
  when_answers jsonb,
  detail jsonb not null,
  unique (version_id, key)
);
comment on table public.item_materials is 'Materials that one version asks for, in order.';
comment on column public.item_materials.fetched_by_office is '免提交: the office fetches it, the applicant uploads nothing.';
comment on column public.item_materials.detail is 'Material of src/shared/contract.ts, whole.';

create table public.item_check_points (
  id uuid primary key default gen_random_uuid(),
  version_id uuid not null references public.item_versions (id) on delete cascade,
  key text not null,
  position int not null,
  title text not null,
  standard text not null,
  how_to_show text not null,
  basis text,
  when_answers jsonb,
  unique (version_id, key)
);
comment on table public.item_check_points is '核查要点: what a video check looks at, quantified.';

create table public.item_codes (
  code text primary key check (code ~ '^[A-Z0-9-]{4,20}$'),
  item_code text not null references public.items (code) on delete cascade,
  state text not null default 'active' check (state in ('active', 'revoked')),
  revoked_reason text,
  changed_by uuid references public.people (id) on delete set null,
  changed_at timestamptz not null default private.now()
);
create index item_codes_item_code_idx on public.item_codes (item_code);
create index item_codes_changed_by_idx on public.item_codes (changed_by);
comment on table public.item_codes is 'Printed codes (码上办). No policy on purpose: resolve_code answers one code, staff list them by list_codes; a list of all cards is nobody else''s.';

-- ---------------------------------------------------------------------------------------------------------
alter table public.items enable row level security;
alter table public.item_versions enable row level security;
alter table public.item_situations enable row level security;
alter table public.item_materials enable row level security;
alter table public.item_check_points enable row level security;
alter table public.item_codes enable row level security;

create function private.published_versions() returns setof uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
    select v.id from public.item_versions v join public.items i on i.code = v.item_code where i.state = 'published';
end $$;
comment on function private.published_versions() is 'Versions of published items, older ones included: an application may be filed under one.';

create policy "published items are public" on public.items
  for select to anon, authenticated using (state = 'published');
create policy "versions of published items are public" on public.item_versions
  for select to anon, authenticated using (id in (select private.published_versions()));
create policy "parts of published items are public" on public.item_situations
  for select to anon, authenticated using (version_id in (select private.published_versions()));
create policy "parts of published items are public" on public.item_materials
  for select to anon, authenticated using (version_id in (select private.published_versions()));
create policy "parts of published items are public" on public.item_check_points
  for select to anon, authenticated using (version_id in (select private.published_versions()));

grant select on public.items, public.item_versions, public.item_situations, public.item_materials,
  public.item_check_points to anon, authenticated;
-- item_codes: no grant. No writes to clients on any of these: import_item, revoke_code and restore_code own them.
grant execute on function private.published_versions() to anon, authenticated;

-- ---------------------------------------------------------------------------------------------------------
create function private.matches(p_when jsonb, p_answers jsonb) returns boolean
language plpgsql immutable
set search_path = ''
as $$
begin
  -- Most parts apply always.
  if p_when is null or p_when = 'null'::jsonb then
    return true;
  end if;
  return (
    select not exists (
      select from jsonb_each(p_when) as need
      where not exists (
        select from jsonb_array_elements_text(
          case jsonb_typeof(p_answers -> need.key)
            when 'array' then p_answers -> need.key
            when 'string' then jsonb_build_array(p_answers -> need.key)
            else '[]'::jsonb end) as given
        where need.value ? given)));
end $$;
comment on function private.matches(jsonb, jsonb) is
  'Whether a part applies: every situation named in `when` has one of its options among the answers; no `when` is always. An unanswered question does not match.';

-- Which limits there are, and what lengthens that of a decision: special procedures (特别程序), the extension (延期).
--
-- 行政许可法 第45条: hearings, tests, inspections, appraisals and expert reviews do not count into the limit, and the
-- applicant is told in writing how long they take. 第42条: once, and with the head's approval, the limit may be
-- longer, and the applicant is told why. Both are facts with a moment and a person; private.recompute_limits
-- makes due moments of them. The tables are private: get_application tells each side what it should know.

insert into private.error_codes (code, message, hint) values
  ('BB065', '正在走特别程序，这时候不能决定', '先登记特别程序结束，再作决定'),
  ('BB066', '这件已经延过一次期', '法律只许延一次；请在期限内作出决定'),
  ('BB067', '决定期限没有在走，不能延期', '只有受理以后、期限没过、没有走特别程序的时候才能延期'),
  ('BB068', '已经有一个特别程序在走', '先登记它结束，再开始下一个'),
  ('BB069', '现在没有特别程序在走', '刷新看看，可能同事已经登记结束'),
  ('BB070', '没有等你批的延期申请', '刷新看看，可能审查人员还没提，或已经批过');

create table private.limit_rules (
  clock text primary key check (clock in ('notice', 'promised', 'statutory', 'delivery')),
  name text not null,
  basis text not null,
  lapse text not null
);
alter table private.limit_rules enable row level security;
comment on table private.limit_rules is 'What each limit is called, where it is written and what follows if it lapses, in the words that both sides read. Without policies on purpose: told with each clock.';
-- 行政复议法 第23条: of an office that does nothing one complains by 行政复议 first; of what it decided, by either.
insert into private.limit_rules (clock, name, basis, lapse) values
  ('notice', '告知期限', '行政许可法 第三十二条', '到期没告知要补什么，就视为受理，从收件那天算起'),
  ('promised', '承诺时限', '本事项公布的承诺', '到期没办完就是没守承诺，会写明超了多久，申请人可以提诉求'),
  ('statutory', '法定时限', '行政许可法 第四十二条', '到期没作决定，申请人可以依法申请行政复议；对复议决定不服的，可以提起行政诉讼'),
  ('delivery', '送达期限', '行政许可法 第四十四条', '到期没送达就是送达超时，申请人可以提诉求或者投诉');

create table private.special_kinds (
  code text primary key check (code ~ '^[a-z_]+$'),
  name text not null unique,
  position int not null unique
);
insert into private.special_kinds (code, name, position) values
  ('hearing', '听证', 1), ('tender', '招标', 2), ('auction', '拍卖', 3), ('inspection', '检验', 4), ('testing', '检测', 5),
  ('quarantine', '检疫', 6), ('appraisal', '鉴定', 7), ('expert_review', '专家评审', 8);

create table private.special_procedures (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete restrict,
  kind text not null references private.special_kinds (code) on delete restrict,
  reason text not null,
  started_by uuid not null references public.staff (person_id) on delete restrict,
  started_at timestamptz not null,
  expected_days int not null check (expected_days between 1 and 365),
  expected_until timestamptz,
  ended_by uuid references public.staff (person_id) on delete restrict,
  ended_at timestamptz check (ended_at >= started_at),
  note text
);
-- One at a time: two that overlap would be one stop told twice.
create unique index special_procedures_open_key on private.special_procedures (application_id) where ended_at is null;
create index special_procedures_application_idx on private.special_procedures (application_id, started_at);
create index special_procedures_kind_idx on private.special_procedures (kind);
create index special_procedures_started_by_idx on private.special_procedures (started_by);
create index special_procedures_ended_by_idx on private.special_procedures (ended_by);

create type public.extension_state as enum ('asked', 'granted', 'refused', 'dropped');
create table private.extensions (
  id uuid primary key default gen_random_uuid(),
  application_id uuid not null references public.applications (id) on delete restrict,
  state public.extension_state not null,
  days int not null check (days > 0),
  asked_by uuid references public.staff (person_id) on delete restrict,
  asked_at timestamptz,
  asked_reason text,
  decided_by uuid references public.staff (person_id) on delete restrict,
  decided_at timestamptz,
  reason text,
  constraint asked_together check ((asked_by is null) = (asked_at is null) and (asked_by is null) = (asked_reason is null)),
  constraint decided_has_reason check (state not in ('granted', 'refused') or (decided_by is not null and decided_at is not null and reason is not null)),
  constraint waiting_was_asked check (state <> 'asked' or asked_by is not null)
);
-- 第42条: once. The index says it, whatever a later function forgets.
create unique index extensions_granted_key on private.extensions (application_id) where state = 'granted';
create unique index extensions_asked_key on private.extensions (application_id) where state = 'asked';
create index extensions_application_idx on private.extensions (application_id, asked_at);
create index extensions_asked_by_idx on private.extensions (asked_by);
create index extensions_decided_by_idx on private.extensions (decided_by);

alter table private.special_kinds enable row level security;
alter table private.special_procedures enable row level security;
alter table private.extensions enable row level security;
-- No policies and no grants: written by the RPCs of 000654 and 000656, told by get_application.

comment on table private.special_kinds is '特别程序 that 行政许可法 第45条 names; nothing else stops the limits of a decision. Without policies on purpose.';
comment on table private.special_procedures is 'The limits of a decision stand still from started_at, the moment of the written notice, to ended_at. Without policies on purpose: told by get_application.';
comment on column private.special_procedures.expected_days is 'Working days that the applicant was told (第45条: 所需时间书面告知); a forecast that ends nothing by itself.';
comment on table private.extensions is '延期 (第42条): a reviewer''s wish, and what the head made of it; a head may also grant without being asked. Without policies on purpose: told by get_application.';
comment on column private.extensions.days is 'Asked for; once granted, what was granted, in working days.';

create function private.in_special_procedure(p_application uuid) returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return (select exists (select from private.special_procedures p where p.application_id = p_application and p.ended_at is null)); end $$;

create function private.extension_asked(p_application uuid) returns boolean
language plpgsql stable
set search_path = ''
as $$ begin return (select exists (select from private.extensions e where e.application_id = p_application and e.state = 'asked')); end $$;

-- Two answers of staff cards and enterprises that need conversations: which one it is, and how fast the officer
-- usually answers (通常 10 分钟内回复).
--
-- The median is measured by a job and read from a small table: a staff card stands in every list row, and a
-- list must not walk a month of messages. It is told to applicants only as the officer's own habit; there is
-- no list of officers by speed (国办函〔2026〕12号: no ranking of staff).

create or replace function private.conversation_of(p_enterprise uuid) returns uuid
language plpgsql stable
set search_path = ''
as $$ begin return (select id from public.conversations where enterprise_id = p_enterprise); end $$;

create table private.reply_times (
  staff_id uuid primary key references public.staff (person_id) on delete cascade,
  minutes int not null,
  answers int not null,
  measured_at timestamptz not null
);
alter table private.reply_times enable row level security;
comment on table private.reply_times is 'Median working minutes to the first answer, the last 30 days. No policies: written by the job, read through staff cards.';

create or replace function private.usual_reply_minutes(p_staff uuid) returns int
language plpgsql stable
set search_path = ''
as $$ begin return (select minutes from private.reply_times where staff_id = p_staff); end $$;

create function private.measure_reply_times() returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  delete from private.reply_times where true;
  insert into private.reply_times (staff_id, minutes, answers, measured_at)
  select a.sender_id, round(percentile_cont(0.5) within group (order by a.waited)), count(*), private.now()
  from (
    select r.sender_id, private.working_minutes_between(r.asked_at, r.created_at) as waited
    from (
      -- asked_at: the first message of the run of enterprise messages that this one answers.
      select m.*, max(m.created_at) filter (where m.side = 'enterprise' and m.before is distinct from 'enterprise')
        over (partition by m.conversation_id order by m.seq) as asked_at
      from (
        select conversation_id, seq, sender_id, side, created_at,
          lag(side) over (partition by conversation_id order by seq) as before
        from public.messages where created_at > private.now() - interval '30 days'
      ) m
    ) r
    where r.side = 'officer' and r.before = 'enterprise' and r.asked_at is not null
      -- A year without a notice cannot be measured.
      and not exists (select from generate_series(extract(year from r.asked_at)::int,
          extract(year from r.created_at + interval '8 hours')::int) y
        where y not in (select c.year from public.calendar_years c))
    offset 0 -- keeps the measuring above the filter
  ) a
  join public.staff s on s.person_id = a.sender_id
  group by a.sender_id;
end $$;
comment on function private.measure_reply_times() is 'Job: measures anew how long each officer takes to a first answer.';

insert into private.schedules (name, every_seconds, command)
values ('measure_reply_times', 300, 'select private.measure_reply_times()');

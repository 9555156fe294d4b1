-- Why: what must happen without anybody asking. Rows in private.schedules are run by the embedded scheduler;
-- where pg_cron exists the same commands are handed to it, so that both run the same SQL.

create function private.forget_job_runs() returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if to_regclass('cron.job_run_details') is not null then
    execute 'delete from cron.job_run_details where end_time < now() - interval ''7 days''';
  end if;
end $$;
comment on function private.forget_job_runs() is 'Job: pg_cron writes a row for each run and takes none away; a week of them is enough to look into.';

insert into private.schedules (name, every_seconds, command) values
  ('escalate_overdue_appeals', 60, 'select private.escalate_overdue_appeals()'),
  ('forget_job_runs', 86400, 'select private.forget_job_runs()');

do $$
declare j record;
begin
  if exists (select 1 from pg_extension where extname = 'pg_cron') then
    for j in select name, every_seconds, command from private.schedules loop
      -- pg_cron counts in UTC: nightly is 03:17 in China. Seconds since its version 1.5.
      -- cron.schedule() replaces a job of the same name, so running it again is harmless.
      execute format('select cron.schedule(%L, %L, %L)', 'bangban_' || j.name,
        case when j.every_seconds < 60 then j.every_seconds || ' seconds'
          when j.every_seconds >= 86400 then '17 19 * * *' when j.every_seconds >= 3600 then '7 * * * *' else '* * * * *' end,
        j.command);
    end loop;
  end if;
end $$;

-- Why: what must happen without anybody asking. Rows in private.schedules are run by the embedded scheduler;
-- where pg_cron exists the same commands are handed to it, so that both run the same SQL.

insert into private.schedules (name, every_seconds, command) values
  ('escalate_overdue_appeals', 60, 'select private.escalate_overdue_appeals()');

do $$
declare j record;
begin
  if exists (select 1 from pg_extension where extname = 'pg_cron') then
    for j in select name, every_seconds, command from private.schedules loop
      -- pg_cron counts in UTC: nightly is 03:17 in China.
      -- cron.schedule() replaces a job of the same name, so running it again is harmless.
      execute format('select cron.schedule(%L, %L, %L)', 'bangban_' || j.name,
        case when j.every_seconds >= 86400 then '17 19 * * *' when j.every_seconds >= 3600 then '7 * * * *' else '* * * * *' end,
        j.command);
    end loop;
  end if;
end $$;

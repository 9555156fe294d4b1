/**
 * Ways to loosen a right, each of which must make a story fail: `npm run mutations` makes one, runs the file and
 * names the story that noticed. A wall that can be taken away unnoticed is not proven.
 */
export interface Mutation {
  what: string
  sql: string
  /** The file whose stories must notice. */
  file: string
}

/** Takes a piece of a function's source away, or puts another in its place; fails when it is not there. */
const rewrite = (signature: string, from: string, to: string) => `
  do $mutation$ declare v text := pg_get_functiondef('${signature}'::regprocedure); begin
    if strpos(v, $a$${from}$a$) = 0 then raise exception 'nothing to mutate in ${signature}'; end if;
    execute replace(v, $a$${from}$a$, $b$${to}$b$);
  end $mutation$`

const everybody = (table: string) =>
  `create policy mutation on ${table} for select to authenticated using (true)`

export const MUTATIONS: Mutation[] = [
  {
    what: 'a signed-in person may update a column',
    sql: 'grant update (answers) on public.applications to authenticated',
    file: 'attacks-catalog',
  },
  {
    what: 'the secret key may write a table',
    sql: 'grant all on public.application_events to service_role',
    file: 'attacks-catalog',
  },
  {
    what: 'the clock may be moved by who is signed in',
    sql: 'grant execute on function private.set_clock(timestamptz) to authenticated',
    file: 'attacks-catalog',
  },
  {
    what: 'the notes of the desk are readable',
    sql: 'grant select (field_verdicts) on public.applications to authenticated',
    file: 'access',
  },
  {
    what: 'an RPC answers without a sign-in',
    sql: 'grant execute on function public.list_codes(), private.list_codes() to anon',
    file: 'access',
  },
  { what: 'messages are read by everybody', sql: everybody('public.messages'), file: 'attacks-rows' },
  {
    what: 'row-level security is off for ratings',
    sql: 'alter table public.ratings disable row level security',
    file: 'attacks-rows',
  },
  { what: 'papers are read by everybody', sql: everybody('public.documents'), file: 'attacks-rows' },
  {
    what: 'an agent’s last day does not end anything',
    sql: rewrite('private.my_enterprise_ids()', 'and (m.ends_on is null or m.ends_on >= v_today)', ''),
    file: 'attacks-after',
  },
  {
    what: 'a former officer keeps the checks that he held',
    sql: `create policy mutation on public.appointments for select to authenticated using (staff_id = auth.uid())`,
    file: 'attacks-after',
  },
  {
    what: 'open appeals stay with a former officer',
    sql: 'drop trigger appeals_follow_officer on public.enterprise_officers',
    file: 'attacks-after',
  },
  {
    what: 'roles of staff who left still count',
    sql: rewrite('private.has_role(public.staff_role[])', 'and s.active', ''),
    file: 'attacks-after',
  },
  {
    what: 'an appeal is answered to whoever knows its id',
    sql: rewrite('private.get_appeal(uuid)', 'and id in (select private.my_appeal_ids())', ''),
    file: 'attacks-ids',
  },
  {
    what: 'a refusal names the case',
    sql: rewrite(
      'private.refuse_unseen(public.applications)',
      `private.fail('BB004')`,
      `private.fail('BB004', a.number)`,
    ),
    file: 'attacks-ids',
  },
  {
    what: 'a report about conduct is shown to the officer',
    sql: `create or replace function private.reported_staff(a public.appeals) returns uuid[]
          language sql stable security definer set search_path = '' as $$ select '{}'::uuid[] $$`,
    file: 'attacks-conduct',
  },
  {
    what: 'a taken message id raises what Postgres says',
    sql: rewrite(
      'private.send_message(uuid, text, text, jsonb, uuid, uuid)',
      'on conflict (id) do nothing',
      '',
    ),
    file: 'attacks-oracles',
  },
  {
    what: 'files of every bucket are read by who is signed in',
    sql: everybody('storage.objects'),
    file: 'attacks-files',
  },
  {
    what: 'one may delete one’s own upload',
    sql: `create policy mutation on storage.objects for delete to authenticated using (owner_id = auth.uid()::text)`,
    file: 'attacks-files',
  },
  {
    what: 'every appointment’s topic is open',
    sql: rewrite('private.may_listen(text)', 'and private.sees_appointment(a)', ''),
    file: 'attacks-topics',
  },
  {
    what: 'clients may send on every topic that they hear',
    sql: `create policy mutation on realtime.messages for insert to authenticated
          with check (private.may_listen((select realtime.topic())))`,
    file: 'attacks-topics',
  },
  {
    what: 'a definer function no longer asks who calls',
    sql: rewrite('private.list_conversations()', 'private.require_user()', 'auth.uid()'),
    file: 'definers',
  },
  {
    what: 'the window may decide in place of the department',
    sql: `insert into private.application_moves (move, hat, states) values ('approve', 'window', '{reviewing}')`,
    file: 'application-matrix',
  },
]

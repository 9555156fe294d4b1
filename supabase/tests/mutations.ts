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
  {
    what: 'a lease of the access_token is given to everybody who asks',
    sql: rewrite('private.service_wechat_token(text, text)', 'w.leased_until <= v_now and ', ''),
    file: 'wechat-tokens',
  },
  {
    what: 'a late holder of the lease still writes the token',
    sql: rewrite(
      'private.service_keep_wechat_token(text, uuid, text, int)',
      'where appid = p_appid and lease = p_lease',
      'where appid = p_appid',
    ),
    file: 'wechat-tokens',
  },
  {
    what: 'the access_token is renewed when it has ended, not before',
    sql: rewrite(
      'private.service_keep_wechat_token(text, uuid, text, int)',
      'p_expires_in - 300',
      'p_expires_in',
    ),
    file: 'wechat-tokens',
  },
  {
    what: 'a code from an SMS opens twice',
    sql: rewrite(
      'private.service_use_phone_code(text, text, text)',
      'delete from private.phone_codes where phone = p_phone;',
      '',
    ),
    file: 'phones',
  },
  {
    what: 'a guess at a code costs nothing',
    sql: rewrite(
      'private.service_use_phone_code(text, text, text)',
      'tries_left = tries_left - 1',
      'tries_left = tries_left',
    ),
    file: 'phones',
  },
  {
    what: 'a code from an SMS works for ever',
    sql: rewrite('private.service_use_phone_code(text, text, text)', ' and expires_at > private.now()', ''),
    file: 'phones',
  },
  {
    what: 'codes are kept as they are',
    sql: `create or replace function private.phone_code_hash(p_salt bytea, p_phone text, p_code text) returns bytea
          language sql immutable set search_path = '' as $$ select convert_to(p_code, 'UTF8') $$`,
    file: 'phones',
  },
  {
    what: 'a number is moved to whoever confirms it last',
    sql: rewrite(
      'private.service_confirm_phone(uuid, text, text)',
      `return private.refusal('BB100', 'phone');`,
      'update private.phone_identities set user_id = p_user where phone = p_phone;',
    ),
    file: 'phones',
  },
  {
    what: 'a cancelled account is still opened by its number',
    sql: rewrite(
      'private.cut_sign_in(uuid)',
      'delete from private.phone_identities where user_id = p_person;',
      '',
    ),
    file: 'phones',
  },
  {
    what: 'what is held is read in the table',
    sql: 'alter policy messages_mine on public.messages using (conversation_id in (select private.my_conversation_ids()))',
    file: 'held-content',
  },
  {
    what: 'what is held is read through the RPC',
    sql: rewrite('private.message_json(public.messages)', 'v_held is null or', 'true or'),
    file: 'held-content',
  },
  {
    what: 'a held picture is fetched from Storage',
    sql: rewrite('private.picture_sight(text)', 'then false end', 'then null end'),
    file: 'held-content',
  },
  {
    what: 'an officer judges what is said about him',
    sql: rewrite(
      'private.may_judge_content(private.content_checks)',
      'auth.uid() = any (private.reported_staff(a))',
      'false',
    ),
    file: 'held-content',
  },
  {
    what: 'an appeal is held back from its handler',
    sql: rewrite('private.my_hidden_content()', 'a.handler_id = auth.uid()', 'false'),
    file: 'held-content',
  },
  {
    what: 'what others have read is taken back',
    sql: rewrite('private.decide_content(uuid, text, text, uuid)', "or c.state = 'released'", ''),
    file: 'held-content',
  },
  {
    what: 'who looks at a rating learns who rated',
    sql: rewrite(
      'private.held_content_json(private.content_checks)',
      "c.subject in ('rating', 'appeal_rating')",
      'false',
    ),
    file: 'content-names',
  },
  {
    what: 'a later push about a picture undoes the first',
    sql: rewrite(
      'private.service_media_answer(text, text, int, text)',
      "(state = 'asked' or",
      "(state in ('asked', 'held') or",
    ).replace(
      'end $mutation$',
      `execute replace(pg_get_functiondef('private.service_media_answer(text, text, int, text)'::regprocedure), 'if not found then return false; end if;', ''); end $mutation$`,
    ),
    file: 'content-checks',
  },
  {
    what: 'a colleague enters the room of a call',
    sql: rewrite('private.open_call(uuid)', 'a.booked_by = v_user and', ''),
    file: 'calls',
  },
  {
    what: 'an SMS whose end nobody knows is sent again and again',
    sql: rewrite(
      'private.next_sms_step(private.outbox, private.message_kinds, text)',
      'and d.again then',
      'and false then',
    ).replace(
      'end $mutation$',
      `execute replace(pg_get_functiondef('private.service_message_outcome(bigint, text, text, text, text)'::regprocedure), 'and d.again) then', 'and false) then'); end $mutation$`,
    ),
    file: 'notify-ends',
  },
  {
    what: 'an acceptance by which nothing was sent is lost',
    sql: 'drop trigger outbox_ends_deliveries on private.outbox',
    file: 'notify-ends',
  },
]

-- Why: an appeal is the one thing that people file about us, so its history must be as hard to mend afterwards as
-- that of an application: insert-only events, each with the hash of the one before. An event holds what the move
-- left behind and a digest of every reply written since the last one, not the words themselves, so that they stand
-- in one place only. Below: what keeps both histories whole (guards, heads, daily anchors); `npm run audit` reads it.

create table private.appeal_events (
  appeal_id uuid not null references public.appeals (id) on delete restrict,
  seq int not null,
  kind text not null,
  actor_id uuid references public.people (id) on delete restrict,
  actor_name text not null,
  actor_side public.appeal_side not null,
  at timestamptz not null,
  data jsonb not null,
  prev_hash bytea,
  hash bytea not null,
  primary key (appeal_id, seq)
);
create index appeal_events_actor_idx on private.appeal_events (actor_id);
create index appeal_events_at_idx on private.appeal_events using brin (at);
create index application_events_at_idx on public.application_events using brin (at);
create index documents_issued_at_idx on public.documents using brin (issued_at);
alter table private.appeal_events enable row level security;
comment on table private.appeal_events is 'Append-only history of an appeal; data: {state, tier, handler_id, content, last_reply, replies: [{position, sha256}]}. No policies: people read appeal_replies, which the audit holds against this.';

-- Without it the last event of a chain could be taken away and what is left would still fit together.
create table private.chain_heads (
  chain text not null check (chain in ('application', 'appeal', 'document')),
  id uuid not null,
  seq int not null,
  hash bytea not null,
  primary key (chain, id)
);
alter table private.chain_heads enable row level security;
comment on table private.chain_heads is 'The last event of each chain, and the fingerprint of each paper, written by a trigger. No policies, and no foreign key: a chain that vanished leaves its head behind and shows.';

-- One row a day, also on days when nothing happened; each digest covers the one before.
create table private.chain_anchors (
  day date primary key,
  heads int not null,
  prev_digest bytea,
  digest bytea not null,
  made_at timestamptz not null
);
alter table private.chain_anchors enable row level security;
comment on table private.chain_anchors is 'Digest over the last event of that day of every filed application and every appeal, and its papers. Sent out each day: a copy outside shows a history that was rewritten whole, hashes and all. No policies.';

-- ---------------------------------------------------------------------------------------------------------
create trigger appeal_events_insert_only before update or delete on private.appeal_events
  for each row execute function private.insert_only();
create trigger appeal_events_no_truncate before truncate on private.appeal_events
  for each statement execute function private.insert_only();
create trigger appeal_replies_insert_only before update or delete on public.appeal_replies
  for each row execute function private.insert_only();
create trigger appeal_replies_no_truncate before truncate on public.appeal_replies
  for each statement execute function private.insert_only();
create trigger chain_anchors_insert_only before update or delete on private.chain_anchors
  for each row execute function private.insert_only();
create trigger chain_anchors_no_truncate before truncate on private.chain_anchors
  for each statement execute function private.insert_only();

create function private.keep_head() returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_head private.chain_heads;
begin
  if tg_table_name = 'applications' then
    -- A draft that was thrown away: the guard of applications lets nothing else go.
    delete from private.chain_heads where chain = 'application' and id = old.id;
    return null;
  end if;
  -- An if and not a case: a column that this table lacks must not be named in the same expression.
  if tg_argv[0] = 'application' then
    v_head := row('application', new.application_id, new.seq, new.hash);
  elsif tg_argv[0] = 'appeal' then
    v_head := row('appeal', new.appeal_id, new.seq, new.hash);
  else
    v_head := row('document', new.id, new.event_seq, new.fingerprint);
  end if;
  insert into private.chain_heads select v_head.*
  on conflict (chain, id) do update set seq = excluded.seq, hash = excluded.hash;
  return null;
end $$;
comment on function private.keep_head() is 'Trigger: remembers which event is the last of its chain.';
create trigger application_events_head after insert on public.application_events
  for each row execute function private.keep_head('application');
create trigger appeal_events_head after insert on private.appeal_events
  for each row execute function private.keep_head('appeal');
create trigger documents_head after insert on public.documents
  for each row execute function private.keep_head('document');
create trigger applications_head after delete on public.applications
  for each row execute function private.keep_head();

-- ---------------------------------------------------------------------------------------------------------
create function private.appeal_event_hash(e private.appeal_events) returns bytea
language plpgsql stable
set search_path = ''
as $$
begin
  return sha256(convert_to(jsonb_build_array(e.appeal_id, e.seq, e.kind, e.actor_id, e.actor_name, e.actor_side,
    extract(epoch from e.at), e.data, encode(e.prev_hash, 'hex'))::text, 'UTF8'));
end $$;

create function private.appeal_reply_digest(r public.appeal_replies) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return encode(sha256(convert_to(jsonb_build_array(r.appeal_id, r.position, r.author_id, r.side, r.kind, r.body,
    extract(epoch from r.created_at))::text, 'UTF8')), 'hex');
end $$;

create function private.appeal_content_digest(a public.appeals) returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    -- Not application_id: a draft that it pointed at may be thrown away.
    select encode(sha256(convert_to(jsonb_build_array(a.id, a.number, a.enterprise_id, a.author_id, a.kind, a.title, a.body,
      (select jsonb_agg(f.file ->> 'path' order by f.id) from public.appeal_files f where f.appeal_id = a.id))::text, 'UTF8')), 'hex'));
end $$;

create function private.log_appeal_event(p_appeal uuid, p_kind text) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  a public.appeals;
  e private.appeal_events;
  v_last bigint;
  v_replies jsonb;
begin
  -- The lock makes seq and the chain gapless, also for callers that locked something else first.
  select * into a from public.appeals where id = p_appeal for update;
  select * into e from private.appeal_events where appeal_id = p_appeal order by seq desc limit 1;
  v_last := coalesce((e.data ->> 'last_reply')::bigint, 0);
  select jsonb_agg(jsonb_build_object('position', r.position, 'sha256', private.appeal_reply_digest(r)) order by r.position),
    coalesce(max(r.position), v_last)
  into v_replies, v_last
  from public.appeal_replies r where r.appeal_id = p_appeal and r.position > v_last;
  e.appeal_id := p_appeal;
  e.seq := coalesce(e.seq, 0) + 1;
  e.prev_hash := e.hash;
  e.kind := p_kind;
  e.at := private.now();
  e.actor_id := auth.uid();
  e.actor_side := case when e.actor_id is null then 'system'
    when a.enterprise_id in (select private.my_enterprise_ids()) then 'enterprise' else 'staff' end;
  e.actor_name := coalesce(case e.actor_side
    when 'enterprise' then (select p.name from public.people p where p.id = e.actor_id)
    when 'staff' then (select s.display_name from public.staff s where s.person_id = e.actor_id) end, '系统');
  e.data := jsonb_build_object('state', a.state, 'tier', a.tier, 'handler_id', a.handler_id,
    'content', private.appeal_content_digest(a), 'last_reply', v_last, 'replies', coalesce(v_replies, '[]'));
  e.hash := private.appeal_event_hash(e);
  insert into private.appeal_events select e.*;
end $$;
comment on function private.log_appeal_event(uuid, text) is
  'Appends one event in the caller''s name after a move: what the appeal is now, and a digest of every reply since the event before. Every move of an appeal ends with it.';

-- ---------------------------------------------------------------------------------------------------------
create function private.day_heads(p_day date) returns table (chain text, id uuid, seq int, hash bytea)
language sql stable
set search_path = ''
as $$
  with day as (select p_day::timestamp at time zone 'Asia/Shanghai' as begins, (p_day + 1)::timestamp at time zone 'Asia/Shanghai' as ends)
  -- Drafts are left out, as they may be thrown away: once filed, the hashes reach back to their first event.
  (select distinct on (e.application_id) 'application', e.application_id, e.seq, e.hash
   from day, public.application_events e
   where e.at >= day.begins and e.at < day.ends
     and exists (select from public.application_events f
                 where f.application_id = e.application_id and f.kind = 'submitted' and f.at < day.ends)
   order by e.application_id, e.seq desc)
  union all
  (select distinct on (e.appeal_id) 'appeal', e.appeal_id, e.seq, e.hash
   from day, private.appeal_events e where e.at >= day.begins and e.at < day.ends
   order by e.appeal_id, e.seq desc)
  union all
  select 'document', d.id, d.event_seq, d.fingerprint
  from day, public.documents d where d.issued_at >= day.begins and d.issued_at < day.ends
$$;
comment on function private.day_heads(date) is 'The last event of a day (Asia/Shanghai) of each chain that can never be deleted any more, and the papers of that day.';

create function private.anchor_chains() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_last private.chain_anchors;
  v_new private.chain_anchors;
  v_count int := 0;
  -- An event's moment is the beginning of its transaction; after an hour none of yesterday's is still open.
  v_until date := ((private.now() - interval '1 hour') at time zone 'Asia/Shanghai')::date - 1;
begin
  perform pg_advisory_xact_lock(hashtext('private.anchor_chains'));
  select * into v_last from private.chain_anchors order by day desc limit 1;
  v_new.day := coalesce(v_last.day + 1, (
    select (least((select min(at) from public.application_events), (select min(at) from private.appeal_events))
            at time zone 'Asia/Shanghai')::date));
  while v_new.day <= v_until and v_count < 400 loop
    select count(*), sha256(coalesce(v_last.digest, '') || coalesce(
      string_agg(convert_to(h.chain, 'UTF8') || uuid_send(h.id) || int4send(h.seq) || h.hash, '' order by h.chain, h.id), ''))
    into v_new.heads, v_new.digest from private.day_heads(v_new.day) h;
    v_new.prev_digest := v_last.digest;
    v_new.made_at := private.now();
    insert into private.chain_anchors select v_new.*;
    perform private.put_outbox('chain_anchor', null, jsonb_build_object('day', v_new.day, 'heads', v_new.heads,
      'digest', encode(v_new.digest, 'hex')), 'chain_anchor:' || v_new.day);
    v_count := v_count + 1;
    v_last := v_new;
    v_new.day := v_new.day + 1;
  end loop;
  return v_count;
end $$;
comment on function private.anchor_chains() is 'Job: anchors every day that is over and has no anchor yet, and queues each digest for sending out; how many. Safe to run twice at once.';
-- Executable by nobody but the owner: the scheduler runs it.
insert into private.schedules (name, every_seconds, command) values
  ('anchor_chains', 3600, 'select private.anchor_chains()');

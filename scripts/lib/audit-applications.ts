/**
 * What the audit asks about applications, one statement a theme, each over all rows at once. Every answer has
 * (what, seq, differs), and of one chain only its first broken link: what follows a break proves nothing more.
 */

/** The chain of hashes of each application, from its first event to the head that was remembered. */
export const APPLICATION_CHAINS = `
  with events as (
    select e.application_id as id, e.seq, e.hash, e.prev_hash,
      row_number() over chain as place, lag(e.hash) over chain as before,
      sha256(convert_to(jsonb_build_array(e.application_id, e.seq, e.kind, e.actor_id, e.actor_name, e.actor_side,
        extract(epoch from e.at), e.note, e.data, encode(e.prev_hash, 'hex'))::text, 'UTF8')) as computed
    from public.application_events e
    window chain as (partition by e.application_id order by e.seq)),
  links as (
    select id, seq, case when seq <> place then format('event %s is missing', place)
      when prev_hash is distinct from before then 'does not carry the hash of the event before it'
      when hash <> computed then 'was changed after it was written' end as differs
    from events),
  broken as (
    select distinct on (id) id, seq, differs from links where differs is not null order by id, seq),
  ends as (
    select distinct on (application_id) application_id as id, seq, hash
    from public.application_events order by application_id, seq desc),
  heads as (
    select coalesce(h.id, e.id) as id, coalesce(h.seq, e.seq) as seq,
      case when h.id is null then 'has no remembered head'
        when e.id is null or e.seq < h.seq then 'is the last event that was written, and is gone'
        else 'is not the last event that was written' end as differs
    from (select * from private.chain_heads where chain = 'application') h
    full join ends e using (id)
    where (h.seq, h.hash) is distinct from (e.seq, e.hash))
  select 'application ' || coalesce(a.number, f.id::text) as what, f.seq, f.differs
  from (select * from broken union all select * from heads where id not in (select id from broken)) f
  left join public.applications a using (id)
  order by 1`

/** The state of each application is the one that its last moving event led to. */
export const APPLICATION_STATES = `
  with moves as (
    select distinct on (e.application_id) e.application_id as id, e.seq, case e.kind
      when 'started' then 'draft' when 'correction_issued' then 'correcting' else e.kind end as state
    from public.application_events e
    where e.kind in ('started', 'submitted', 'correction_issued', 'resubmitted', 'accepted', 'declined', 'approved',
      'denied', 'issued', 'delivered', 'withdrawn')
    order by e.application_id, e.seq desc),
  backed as (
    -- A reviewer who takes what was accepted begins the review; taking is no move in any other state.
    select m.id, m.seq, case when m.state = 'accepted' and exists (select from public.application_events t
      where t.application_id = m.id and t.seq > m.seq and t.kind = 'taken') then 'reviewing' else m.state end as state
    from moves m)
  select 'application ' || coalesce(a.number, a.id::text) as what, b.seq,
    case when b.id is null then format('the state is %s, and no event says so', a.state)
      else format('the state is %s, the last event that moved it led to %s', a.state, b.state) end as differs
  from public.applications a left join backed b using (id)
  where a.state::text is distinct from b.state
  order by 1`

/** Numbers of a day run from 1 without a gap to what the counter says. */
export const NUMBERS = `
  with given as (
    select 'application' as name, split_part(number, '-', 2) as day, split_part(number, '-', 3)::int as n
    from public.applications where number is not null
    union all
    select 'appeal', split_part(number, '-', 2), split_part(number, '-', 3)::int from public.appeals),
  days as (select name, day, count(distinct n) as given, max(n) as last from given group by name, day)
  select format('%s numbers of %s', coalesce(d.name, c.name), coalesce(d.day, to_char(c.day, 'YYMMDD'))) as what,
    null::int as seq,
    format('%s given, the last is %s, the counter says %s', coalesce(d.given, 0), d.last, c.n) as differs
  from days d full join (select * from private.counters where name in ('application', 'appeal')) c
    on c.name = d.name and to_char(c.day, 'YYMMDD') = d.day
  where d.given is distinct from c.n or d.last is distinct from c.n
  order by 1`

/** Papers say what they said when they were written, in every column, and none is gone. */
export const DOCUMENTS = `
  with held as (
    select coalesce(d.id, h.id) as id, d.number, coalesce(d.event_seq, h.seq) as seq, case
      when d.id is null then 'is gone'
      when h.id is null then 'was never written by an event'
      when d.fingerprint <> sha256(convert_to(d.content::text, 'UTF8')) or d.fingerprint <> h.hash
        or (d.content ->> 'number', d.content ->> 'title', d.content ->> 'code') is distinct from (d.number, d.title, d.code)
        then 'was changed after it was written' end as differs
    from public.documents d
    full join (select * from private.chain_heads where chain = 'document') h on h.id = d.id)
  select 'document ' || coalesce(number, id::text) as what, seq, differs from held where differs is not null
  order by 1`

/**
 * Every file that was handed in, and every result that was handed out, is an object of Storage with the bytes that
 * were looked at (private.file_checks). Whether the bytes are there is seen by who reads the objects: docs/backup.md.
 */
export const FILES = `
  with files as (
    select 'materials' as bucket, f.path, f.sha256, f.size, a.number
    from public.application_files f join public.applications a on a.id = f.application_id
    where a.state <> 'draft' and f.removed_at is null
    union all
    select 'results', r.path, r.sha256, r.size, a.number
    from public.results r join public.applications a on a.id = r.application_id)
  select format('file %s/%s of application %s', f.bucket, f.path, f.number) as what, null::int as seq, case
      when o.id is null then 'is not in Storage'
      when c.object_id is null then 'was never looked at'
      else 'is not the one that was looked at' end as differs
  from files f
  left join storage.objects o on o.bucket_id = f.bucket and o.name = f.path
  left join private.file_checks c on c.object_id = o.id
  where o.id is null or c.object_id is null or (c.sha256, c.size) is distinct from (f.sha256, f.size)
  order by 1`

/**
 * The events submitted, resubmitted and issued seal what was handed in and out: files that were added, taken away or
 * changed afterwards, their checks with them, are not those that the chain names.
 */
export const SEALS = `
  with sealed as (
    select e.application_id, e.seq, e.kind, e.data,
      case e.kind when 'resubmitted' then row_number() over (partition by e.application_id, e.kind order by e.seq)
        else 0 end as round
    from public.application_events e where e.kind in ('submitted', 'resubmitted', 'issued')),
  held as (
    select s.*, case when s.kind = 'issued'
        then s.data ->> 'sha256' = (select r.sha256 from public.results r where r.application_id = s.application_id)
        else s.data ->> 'files_sha256' = (
          select encode(sha256(convert_to(coalesce(string_agg(f.material_key || ' ' || f.sha256, E'\\n'
            order by f.material_key collate "C", f.sha256 collate "C"), ''), 'UTF8')), 'hex')
          from public.application_files f
          where f.application_id = s.application_id and f.round = s.round and f.removed_at is null)
        end as same
    from sealed s)
  select 'application ' || coalesce(a.number, a.id::text) as what, h.seq,
    case h.kind when 'issued' then 'its result is not the one that was issued'
      else 'its files are not those that were handed in' end as differs
  from held h join public.applications a on a.id = h.application_id
  where h.same is not true order by 1, 2`

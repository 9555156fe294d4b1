/** What the audit asks about appeals and about the daily anchors; form and reason as in audit-applications.ts. */

/** The chain of hashes of each appeal, from its first event to the head that was remembered. */
export const APPEAL_CHAINS = `
  with events as (
    select e.appeal_id as id, e.seq, e.hash, e.prev_hash,
      row_number() over chain as place, lag(e.hash) over chain as before,
      sha256(convert_to(jsonb_build_array(e.appeal_id, e.seq, e.kind, e.actor_id, e.actor_name, e.actor_side,
        extract(epoch from e.at), e.data, encode(e.prev_hash, 'hex'))::text, 'UTF8')) as computed
    from private.appeal_events e
    window chain as (partition by e.appeal_id order by e.seq)),
  links as (
    select id, seq, case when seq <> place then format('event %s is missing', place)
      when prev_hash is distinct from before then 'does not carry the hash of the event before it'
      when hash <> computed then 'was changed after it was written' end as differs
    from events),
  broken as (
    select distinct on (id) id, seq, differs from links where differs is not null order by id, seq),
  ends as (
    select distinct on (appeal_id) appeal_id as id, seq, hash from private.appeal_events order by appeal_id, seq desc),
  heads as (
    select coalesce(h.id, e.id) as id, coalesce(h.seq, e.seq) as seq,
      case when h.id is null then 'has no remembered head'
        when e.id is null or e.seq < h.seq then 'is the last event that was written, and is gone'
        else 'is not the last event that was written' end as differs
    from (select * from private.chain_heads where chain = 'appeal') h
    full join ends e using (id)
    where (h.seq, h.hash) is distinct from (e.seq, e.hash))
  select 'appeal ' || coalesce(a.number, f.id::text) as what, f.seq, f.differs
  from (select * from broken union all select * from heads where id not in (select id from broken)) f
  left join public.appeals a using (id)
  order by 1`

/** State, tier and words of each appeal are those of its last event. */
export const APPEAL_STATES = `
  with last as (
    select distinct on (e.appeal_id) e.appeal_id as id, e.seq, e.data
    from private.appeal_events e order by e.appeal_id, e.seq desc),
  held as (
    select a.number, l.seq, l.data, a.state::text, a.tier::text,
      encode(sha256(convert_to(jsonb_build_array(a.id, a.number, a.enterprise_id, a.author_id, a.kind, a.title, a.body,
        (select jsonb_agg(f.file ->> 'path' order by f.id) from public.appeal_files f where f.appeal_id = a.id)
      )::text, 'UTF8')), 'hex') as content
    from public.appeals a left join last l using (id))
  select 'appeal ' || number as what, seq, case when seq is null then 'has no event at all'
      when data ->> 'content' is distinct from content then 'its title, body or files are not what was filed'
      else format('it is %s at %s, its last event left it %s at %s', state, tier, data ->> 'state', data ->> 'tier')
    end as differs
  from held
  where seq is null or (data ->> 'state', data ->> 'tier', data ->> 'content') is distinct from (state, tier, content)
  order by 1`

/** Every reply is in the event that followed it, word for word, and none is gone. */
export const APPEAL_REPLIES = `
  with told as (
    select e.appeal_id, e.seq, (r ->> 'position')::bigint as position, r ->> 'sha256' as digest
    from private.appeal_events e cross join lateral jsonb_array_elements(e.data -> 'replies') r),
  said as (
    select r.appeal_id, r.position, encode(sha256(convert_to(jsonb_build_array(r.appeal_id, r.position, r.author_id,
      r.side, r.kind, r.body, extract(epoch from r.created_at))::text, 'UTF8')), 'hex') as digest
    from public.appeal_replies r)
  select 'appeal ' || coalesce(a.number, d.appeal_id::text) as what, d.seq, d.differs
  from (
    select coalesce(t.appeal_id, s.appeal_id) as appeal_id, t.seq, case when s.position is null then 'a reply of this event is gone'
      when t.position is null then format('reply %s is in no event', s.position)
      else 'a reply of this event was changed' end as differs
    from told t full join said s on s.appeal_id = t.appeal_id and s.position = t.position
    where t.digest is distinct from s.digest) d
  left join public.appeals a on a.id = d.appeal_id
  order by 1, 2`

/** Each day's anchor, computed anew from what the histories say now; only the first day that differs is told. */
export const ANCHORS = `
  with days as (
    select n.day, n.digest, n.prev_digest, n.heads, lag(n.digest) over w as before, lag(n.day) over w as day_before,
      n.day::timestamp at time zone 'Asia/Shanghai' as begins,
      (n.day + 1)::timestamp at time zone 'Asia/Shanghai' as ends
    from private.chain_anchors n window w as (order by n.day)),
  filed as (
    select application_id as id, min(at) as at from public.application_events where kind = 'submitted' group by application_id),
  marks as (
    (select distinct on (d.day, e.application_id) d.day, 'application' as chain, e.application_id as id, e.seq, e.hash
     from days d join public.application_events e on e.at >= d.begins and e.at < d.ends
     join filed f on f.id = e.application_id and f.at < d.ends
     order by d.day, e.application_id, e.seq desc)
    union all
    (select distinct on (d.day, e.appeal_id) d.day, 'appeal', e.appeal_id, e.seq, e.hash
     from days d join private.appeal_events e on e.at >= d.begins and e.at < d.ends
     order by d.day, e.appeal_id, e.seq desc)
    union all
    select d.day, 'document', p.id, p.event_seq, p.fingerprint
    from days d join public.documents p on p.issued_at >= d.begins and p.issued_at < d.ends),
  digests as (
    select d.day, count(m.id) as heads, coalesce(
      string_agg(convert_to(m.chain, 'UTF8') || uuid_send(m.id) || int4send(m.seq) || m.hash, ''
        order by m.chain collate "C", m.id), '') as body
    from days d left join marks m using (day) group by d.day)
  select 'history of ' || d.day as what, null::int as seq,
    case when d.day <> d.day_before + 1 then 'the anchor of the day before it is missing'
      when d.prev_digest is distinct from d.before then 'its anchor does not follow from the one before'
      when d.heads <> g.heads then format('%s chains and papers had been moved or written that day when it was anchored, now %s', d.heads, g.heads)
      else 'it was rewritten after it was anchored' end as differs
  from days d join digests g using (day)
  where d.day <> d.day_before + 1 or d.prev_digest is distinct from d.before
    or d.digest <> sha256(coalesce(d.prev_digest, '') || g.body)
  order by d.day limit 1`

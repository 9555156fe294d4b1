/**
 * Events with their hashes. The hash is the product's own (private.event_hash), carried along each chain by an
 * aggregate, so that a loaded chain is whole by the same function that checks it. The heads of the chains, which a
 * trigger keeps otherwise, are written with them.
 */
import type postgres from 'postgres'
import { EVENT_COLUMNS, eventRows } from './applications'
import { copyIn } from './copy'
import type { BenchItem } from './items'

/** Enterprises whose events are chained at a time: what fits into the memory of one sort. */
const PART = 20_000

export async function makeChain(sql: postgres.ISql): Promise<void> {
  await sql.unsafe(`
    create schema bench;
    create unlogged table bench.stage (like public.application_events including defaults);
    alter table bench.stage alter hash drop not null;
    create function bench.link(state bytea, e public.application_events) returns bytea language plpgsql as $$
    begin
      e.prev_hash := state;
      return private.event_hash(e);
    end $$;
    create aggregate bench.chain (public.application_events) (sfunc = bench.link, stype = bytea);`)
}

/** Loads the events of enterprises from … to, lying on disk in the order in which they happened. */
export async function loadEvents(
  sql: postgres.ISql,
  items: BenchItem[],
  from: number,
  to: number,
): Promise<number> {
  let n = 0
  const columns = EVENT_COLUMNS.join(', ')
  for (let start = from; start < to; start += PART) {
    const rows = eventRows(items, start, Math.min(to, start + PART))
    n += await copyIn(sql, { table: 'bench.stage', columns: EVENT_COLUMNS, rows })
    await sql.unsafe(`
      with chained as materialized (
        select s.*, bench.chain(row(s.*)::public.application_events)
          over (partition by application_id order by seq rows unbounded preceding) as made
        from bench.stage s),
      linked as materialized (
        select ${columns}, lag(made) over w as before, made, lead(seq) over w is null as last
        from chained window w as (partition by application_id order by seq)),
      heads as (
        insert into private.chain_heads (chain, id, seq, hash)
        select 'application', application_id, seq, made from linked where last)
      insert into public.application_events (${columns}, prev_hash, hash)
      select ${columns}, before, made from linked order by at;
      truncate bench.stage;`)
  }
  return n
}

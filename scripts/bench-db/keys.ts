/**
 * Constraints and indexes aside while rows stream in, and back afterwards from the words of the catalogue, as
 * pg_restore does. Making a foreign key again checks every row, so at the end all that the migrations promise
 * holds, and each index is as if built by growing.
 */
import type postgres from 'postgres'

interface Made {
  drop: string
  create: string
}

/** In the order of making them again: keys, then indexes, then what refers to keys. */
export async function keysOf(sql: postgres.ISql, tables: string[]): Promise<Made[]> {
  return sql<Made[]>`
    with large as (select unnest(${tables}::text[])::regclass as oid)
    select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
      format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) as create,
      case c.contype when 'f' then 3 else 1 end as turn
    from pg_constraint c
    where c.contype in ('p', 'u', 'x') and c.conrelid in (select oid from large)
      or c.contype = 'f' and (c.conrelid in (select oid from large) or c.confrelid in (select oid from large))
        and c.conparentid = 0
    union all
    select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 2
    from pg_index i
    where i.indrelid in (select oid from large)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
    order by turn`
}

export async function dropKeys(sql: postgres.ISql, keys: Made[]): Promise<void> {
  for (const { drop } of [...keys].reverse()) await sql.unsafe(drop)
}

export async function makeKeys(sql: postgres.ISql, keys: Made[]): Promise<void> {
  for (const { create } of keys) await sql.unsafe(create)
}

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RealtimeStack, startRealtime } from './support/realtime'

let stack: RealtimeStack

beforeAll(async () => {
  stack = await startRealtime()
})
afterAll(() => stack?.close())

const partitions = async () =>
  (
    await stack.sql<{ name: string; secured: boolean; owner: string }[]>`
      select c.relname as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'realtime.messages'::regclass order by 1`
  ).slice()

test('there is a partition a day, from yesterday to three days ahead, each with RLS', async () => {
  const all = await partitions()
  expect(all).toHaveLength(5)
  expect(all.every(({ secured, owner }) => secured && owner === 'supabase_realtime_admin')).toBe(true)
})

test('the bootstrap may run again, and keeps what is there', async () => {
  await stack.sql`select realtime.send('{}', 'kept', 'sql', false)`
  const file = new URL('../../supabase/local/realtime/realtime.sql', import.meta.url)
  await stack.sql.unsafe(readFileSync(file, 'utf8')).simple()
  const rows = await stack.sql`select event from realtime.messages where topic = 'sql'`
  expect(rows).toEqual([{ event: 'kept' }])
})

test('days older than three are dropped, younger ones stay', async () => {
  const name = (days: number) => {
    const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    return { day, table: `messages_${day.replaceAll('-', '_')}` }
  }
  for (const { day, table } of [name(5), name(3)]) {
    await stack.sql.unsafe(
      `create table realtime.${table} partition of realtime.messages
       for values from ('${day}') to (date '${day}' + 1)`,
    )
  }
  await stack.sql`select realtime.local_maintain_messages()`
  const names = (await partitions()).map((partition) => partition.name)
  expect(names).not.toContain(name(5).table)
  expect(names).toContain(name(3).table)
})

test('realtime.send as a client without a policy is a warning and no row', async () => {
  const rows = await stack.sql.begin(async (tx) => {
    await tx`set local role authenticated`
    await tx`select realtime.send('{}', 'smuggled', 'sql', true)`
    await tx`reset role`
    return tx`select from realtime.messages where event = 'smuggled'`
  })
  expect(rows).toHaveLength(0)
})

test('clients may not delete messages, nor reach a partition by its name', async () => {
  const as = (role: string, statement: string) =>
    stack.sql.begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`)
      await tx.unsafe(statement)
    })
  const [first] = await partitions()
  for (const role of ['anon', 'authenticated', 'service_role']) {
    await expect(as(role, 'delete from realtime.messages')).rejects.toThrow('permission denied')
    await expect(as(role, `select from realtime.${first?.name}`)).rejects.toThrow('permission denied')
    await expect(as(role, 'select realtime.local_maintain_messages()')).rejects.toThrow('permission denied')
  }
})

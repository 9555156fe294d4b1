import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { startFixtureStack } from './fixture-stack'

let stack: Stack
const shared = vi.hoisted(() => ({ client: null as SupabaseClient | null }))
vi.mock('@/platform/supabase', () => ({
  get supabase() {
    return shared.client
  },
}))
// Regaining a session is its own story: src/platform/regain.test.ts.
vi.mock('@/platform/regain', () => ({ withSession: (_wish: boolean, run: () => unknown) => run() }))

/**
 * Takes two locks in the order that it is told, and the second one only when each caller has its first: two who
 * call it crosswise are a deadlock, every time. The sequence knows a second try, as it is not rolled back.
 */
const CROSSING = `
  create sequence public.crossings;
  create table public.crossed (who int);
  create function public.cross_locks(p_mine int, p_theirs int) returns int language plpgsql security definer set search_path = '' as $$
  begin
    perform pg_advisory_xact_lock(p_mine);
    if nextval('public.crossings') <= 2 then
      while (select count(*) from pg_locks where locktype = 'advisory' and granted and objid in (p_mine, p_theirs)) < 2 loop
        perform pg_sleep(0.005);
      end loop;
    end if;
    perform pg_advisory_xact_lock(p_theirs);
    insert into public.crossed values (p_mine);
    return p_mine;
  end $$;
  grant execute on function public.cross_locks(int, int) to authenticated, anon, service_role;
  notify pgrst, 'reload schema';`

beforeAll(async () => {
  stack = await startFixtureStack()
  await stack.sql.unsafe(CROSSING).simple()
  shared.client = testClient(stack, { key: stack.secretKey })
})
afterAll(() => stack?.stop())

const begin = () =>
  stack.sql.unsafe('alter sequence public.crossings restart; truncate public.crossed').simple()
const crossed = async () =>
  (await stack.sql`select who from public.crossed order by who`).map((row) => row.who)

test('a deadlock reaches the client as 500 with its SQLSTATE, and nothing of that call happened', async () => {
  await begin()
  const client = shared.client as SupabaseClient
  const met = await Promise.all([
    client.rpc('cross_locks', { p_mine: 1, p_theirs: 2 }),
    client.rpc('cross_locks', { p_mine: 2, p_theirs: 1 }),
  ])
  const undone = met.find((answer) => answer.error)
  expect(undone).toMatchObject({ status: 500, error: { code: '40P01', message: 'deadlock detected' } })
  expect(await crossed()).toEqual(met.flatMap((answer) => (answer.error ? [] : [answer.data])))
})

test('the app sends it again: both are done, each once', async () => {
  await begin()
  const { rpc } = await import('@/platform/rpc')
  const cross = (p_mine: number, p_theirs: number) => rpc('cross_locks' as never, { p_mine, p_theirs })
  expect(await Promise.all([cross(1, 2), cross(2, 1)])).toEqual([1, 2])
  expect(await crossed()).toEqual([1, 2])
  const [row] = await stack.sql`select last_value::int as calls from public.crossings`
  expect(row?.calls).toBe(3)
})

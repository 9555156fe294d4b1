import { describe, expect, test } from 'vitest'
import { demoPerson } from '../../../supabase/local/demo/people'
import { HEWEI } from '../../../supabase/tests/fixture'
import { type Ground, nothing, refused } from './ground'

const NOTICE_TABLES = [
  'calendar_days',
  'calendar_years',
  'departments',
  'hall_hours',
  'item_check_points',
  'item_materials',
  'item_situations',
  'item_versions',
  'items',
]
const NOTICE_RPCS = ['check_document', 'get_home', 'get_item_guide', 'resolve_code', 'search_items']
/** A letter box: it takes what broke, scrubbed and counted, and gives nothing out. */
const LETTER_BOXES = ['report_client_error']

export function attacksByPeople(ground: () => Ground): void {
  describe('without a sign-in', () => {
    test('every table but the notice board is closed', async () => {
      const { anon, stack } = ground()
      const tables = await stack.sql<{ name: string }[]>`
        select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')`
      expect(tables.length).toBeGreaterThan(35)
      for (const { name } of tables) {
        const answer = await anon.from(name).select('*', { count: 'exact' }).limit(1)
        if (NOTICE_TABLES.includes(name)) expect([name, answer.error]).toEqual([name, null])
        else refused(answer, '42501', name)
      }
    })

    test('every RPC but the notice board is closed', async () => {
      const { anon, stack } = ground()
      const rpcs = await stack.sql<{ name: string; args: string[] }[]>`
        select distinct on (p.proname) p.proname as name, coalesce(p.proargnames, '{}') as args
        from pg_proc p where p.pronamespace = 'public'::regnamespace`
      expect(rpcs.length).toBeGreaterThan(80)
      const open = [...NOTICE_RPCS, ...LETTER_BOXES]
      for (const { name, args } of rpcs.filter((rpc) => !open.includes(rpc.name))) {
        refused(await anon.rpc(name, Object.fromEntries(args.map((arg) => [arg, null]))), '42501', name)
      }
    })

    test('a forged or borrowed key opens nothing more', async () => {
      const { stack, world } = ground()
      const ask = (authorization: string) =>
        fetch(`${stack.apiUrl}/rest/v1/applications?select=id&id=eq.${world.submitted}`, {
          headers: { apikey: stack.publishableKey, authorization },
        })
      const unsigned = `${btoa('{"alg":"none","typ":"JWT"}')}.${btoa(`{"role":"service_role","sub":"${demoPerson('zhang').id}","exp":9999999999}`)}.`
      for (const header of [
        '',
        'Bearer x',
        `Bearer ${unsigned.replaceAll('=', '')}`,
        'Basic cG9zdGdyZXM6cG9zdGdyZXM=',
      ]) {
        const answer = await ask(header)
        expect([header, answer.status]).toEqual([header, 401])
        nothing({ error: await answer.text() }, header)
      }
    })
  })

  describe('an old token', () => {
    const reads = [
      ['get_application', (g: Ground) => ({ p_id: g.world.submitted })],
      [
        'list_messages',
        (g: Ground) => ({ p_conversation_id: g.world.conversation, p_before_seq: null, p_limit: 5 }),
      ],
      ['get_appointment', (g: Ground) => ({ p_id: g.world.appointment })],
    ] as const

    test('of staff whose role was taken away has nothing, in the same second', async () => {
      const g = ground()
      const li = await g.as('li')
      expect((await li.from('applications').select('id')).data?.length).toBeGreaterThan(3)
      await g.stack.sql`delete from public.staff_roles where person_id = ${demoPerson('li').id}`
      nothing(await li.from('applications').select('id', { count: 'exact' }))
      for (const [rpc, args] of reads) refused(await li.rpc(rpc, args(g)), 'BB004', rpc)
      refused(await li.rpc('staff_queue'), 'BB002')
      await g.stack
        .sql`insert into public.staff_roles (person_id, role) values (${demoPerson('li').id}, 'officer')`
      expect((await li.rpc('get_application', { p_id: g.world.submitted })).error).toBeNull()
    })

    test('of an agent after the last day has nothing', async () => {
      const g = ground()
      const chen = await g.as('chen')
      expect((await chen.rpc('get_application', { p_id: g.world.submitted })).error).toBeNull()
      const set = (day: string) =>
        g.stack.sql`update public.enterprise_members set starts_on = '2026-01-01', ends_on = ${day}
                    where person_id = ${demoPerson('chen').id} and enterprise_id = ${HEWEI}`
      await set('2026-03-30')
      nothing(await chen.from('applications').select('id', { count: 'exact' }))
      nothing(await chen.from('messages').select('body'))
      nothing(await chen.from('enterprises').select('name'))
      refused(await chen.rpc('get_application', { p_id: g.world.submitted }), 'BB016')
      nothing(await chen.storage.from('materials').createSignedUrl(g.file, 60))
      await set('2026-12-31')
    })
  })
}

import { describe, expect, test } from 'vitest'
import { HEWEI } from '../../../supabase/tests/fixture'
import { type Ground, nothing, refused } from './ground'

/** Tables of one enterprise's business, and what hangs on what. */
const TABLES = [
  'appeals',
  'appeal_replies',
  'application_events',
  'application_files',
  'application_materials',
  'applications',
  'appointments',
  'conversations',
  'correction_points',
  'documents',
  'enterprise_invites',
  'messages',
  'ratings',
  'results',
]
const HIDDEN = [
  ['applications', 'field_verdicts'],
  ['application_materials', 'verdict'],
  ['application_materials', 'verdict_reason'],
  ['appeals', 'rating_level'],
  ['appeals', 'rating_comment'],
  ['appeals', 'author_id'],
] as const

export function attacksOnRows(ground: () => Ground): void {
  describe("another enterprise's rows", () => {
    test('by id', async () => {
      const { world, as } = ground()
      const liu = await as('liu')
      for (const id of [world.draft, world.submitted, world.delivered]) {
        nothing(await liu.from('applications').select('id,number,answers').eq('id', id))
        nothing(await liu.from('application_events').select('*').eq('application_id', id))
        refused(await liu.from('applications').select('id').eq('id', id).single(), 'PGRST116')
      }
      nothing(await liu.from('messages').select('*').eq('conversation_id', world.conversation))
      nothing(await liu.from('enterprises').select('*').eq('id', HEWEI))
      nothing(await liu.from('enterprises').select('*').eq('uscc', '91369921MA5K7H2R3E'))
    })

    test('by embedding, from what everybody may read and from what is hers', async () => {
      const liu = await ground().as('liu')
      const items = await liu.from('items').select('code,applications(id,number)')
      expect(items.error).toBeNull()
      expect(items.data?.length).toBeGreaterThan(40)
      expect(items.data?.flatMap((item) => item.applications)).toEqual([])
      const departments = await liu
        .from('departments')
        .select('code,applications(id),staff(person_id,applications(id))')
      expect(departments.error).toBeNull()
      expect(JSON.stringify(departments.data)).not.toContain(ground().world.submitted)
      const own = await liu
        .from('enterprises')
        .select('id,conversations(id,messages(body)),appeals(id,title)')
      expect(own.data).toHaveLength(1)
      expect(JSON.stringify(own.data)).not.toContain('暗号')
      refused(await liu.from('enterprises').select('*,applications(*)'), '42501')
      refused(await liu.from('items').select('code,applications(field_verdicts)'), '42501')
      nothing(await liu.from('applications').select('id,enterprises!inner(name)').eq('enterprises.id', HEWEI))
    })

    test('by count, exact or estimated', async () => {
      const liu = await ground().as('liu')
      for (const table of TABLES) {
        const exact = await liu.from(table).select('*', { count: 'exact', head: true })
        // Where columns are hidden `*` is refused; what is granted counts to none.
        if (exact.error) {
          expect([table, exact.status, exact.count]).toEqual([table, 403, null])
          nothing(
            await liu
              .from(table)
              .select(table === 'application_materials' ? 'key' : 'id', { count: 'exact' }),
            table,
          )
        } else {
          // A new enterprise has its conversation and nothing else.
          expect([table, exact.count]).toEqual([table, table === 'conversations' ? 1 : 0])
        }
      }
    })

    test('by filter, order and logic on hidden columns', async () => {
      const { stack, as } = ground()
      for (const who of ['liu', 'zhang']) {
        const client = await as(who)
        const { data } = await client.auth.getSession()
        for (const [table, column] of HIDDEN) {
          const key = table === 'application_materials' ? 'key' : 'id'
          const text = /reason|comment/.test(column)
          for (const query of [
            `select=${column}`,
            `select=x:${column}`,
            `select=${column}::text`,
            `select=${key}&${column}=not.is.null`,
            ...(text ? [`select=${key}&${column}=like.*a*`, `select=${key}&${column}=match.^a`] : []),
            `select=${key}&order=${column}.desc`,
            `select=${key}&or=(${column}.is.null,${key}.not.is.null)`,
            `select=${key}&not.and=(${column}.is.null)`,
          ]) {
            const answer = await fetch(`${stack.apiUrl}/rest/v1/${table}?${query}`, {
              headers: {
                apikey: stack.publishableKey,
                authorization: `Bearer ${data.session?.access_token}`,
              },
            })
            const body = await answer.text()
            expect([who, query, answer.status, JSON.parse(body).code]).toEqual([who, query, 403, '42501'])
            nothing({ error: body }, query)
          }
        }
      }
    })

    test('by an oracle: an expression that would fail on a row says nothing of rows that are not hers', async () => {
      const liu = await ground().as('liu')
      for (const pattern of ['QX-26%', 'QX-%', '%']) {
        nothing(await liu.from('applications').select('id', { count: 'exact' }).like('number', pattern))
        nothing(await liu.from('applications').select('id').or(`number.like.${pattern},state.eq.draft`))
      }
      nothing(await liu.from('messages').select('body').textSearch('body', '暗号'))
      nothing(await liu.from('documents').select('code').filter('content->>uscc', 'eq', '91369921MA5K7H2R3E'))
      // A bad expression fails by itself, whether or not a row of somebody else would have matched.
      const bad = [
        await liu.from('applications').select('id').filter('number', 'match', '('),
        await liu.from('ratings').select('id').filter('comment', 'match', '('),
      ]
      for (const answer of bad) nothing(answer)
    })
  })

  describe('columns given in bulk', () => {
    test('insert, update, upsert and delete are refused on every table, for everybody', async () => {
      const { world, as, anon, service } = ground()
      const mine = (await (await as('zhang')).auth.getUser()).data.user?.id
      // Each a wish that would be worth something: one's own role, state, money, history.
      const wishes: Record<string, Record<string, unknown>> = {
        applications: { id: world.draft, enterprise_id: HEWEI, state: 'approved', field_verdicts: {} },
        appeals: { id: world.appeal, rating_level: 5, state: 'closed' },
        appointments: { id: world.appointment, state: 'done', conclusion: 'pass' },
        application_events: { application_id: world.draft, seq: 99, kind: 'approved' },
        documents: { id: world.document, number: '1', code: '2222222222222' },
        enterprise_members: { enterprise_id: HEWEI, person_id: mine, role: 'owner', state: 'active' },
        enterprise_officers: { enterprise_id: HEWEI, officer_id: mine },
        item_versions: { promised_value: 99 },
        messages: { id: world.message, body: '改过的话' },
        people: { id: mine, name: '别人', phone: '13800000000' },
        ratings: { application_id: world.delivered, level: 5 },
        results: { application_id: world.approved, number: '1' },
        staff: { person_id: mine, department_code: 'spj', active: true },
        staff_roles: { person_id: mine, role: 'operator' },
      }
      const keys: Record<string, string> = {
        application_events: 'application_id,seq',
        staff: 'person_id',
        staff_roles: 'person_id,role',
      }
      const clients = {
        zhang: await as('zhang'),
        wang: await as('wang'),
        admin: await as('admin'),
        anon,
        service,
      }
      for (const [who, client] of Object.entries(clients)) {
        // Every table as every role is tried in the database itself; here one person tries all, the others some.
        const some = Object.entries(wishes).filter(
          ([, row]) => who === 'zhang' || 'state' in row || 'role' in row,
        )
        for (const [table, row] of some) {
          const [key] = Object.keys(row) as [string]
          for (const attempt of [
            client.from(table).insert(row),
            client.from(table).insert([row, row], { defaultToNull: false }).select(),
            client.from(table).update(row).not(key, 'is', null),
            client.from(table).upsert(row, { onConflict: keys[table] ?? 'id' }),
            client.from(table).upsert(row, { onConflict: keys[table] ?? 'id', ignoreDuplicates: true }),
            client.from(table).delete().not(key, 'is', null),
          ]) {
            refused(await attempt, '42501', `${who} ${table}`)
          }
        }
      }
    })

    test('an RPC takes no argument that it does not name', async () => {
      const { world, as } = ground()
      const zhang = await as('zhang')
      const more = { p_id: world.submitted, p_enterprise_id: HEWEI, state: 'approved' }
      const answer = await zhang.rpc('get_application', more)
      expect(answer.data).toBeNull()
      expect(answer.error?.code).toBe('PGRST202')
    })

    test('what is not in public is not there', async () => {
      const { service, as } = ground()
      for (const client of [service, await as('admin')]) {
        for (const schema of ['private', 'auth', 'storage', 'realtime', 'vault']) {
          const answer = await client
            .schema(schema as 'public')
            .from('settings')
            .select('*')
          expect([schema, answer.error?.code]).toEqual([schema, 'PGRST106'])
        }
        expect(
          (await client.schema('private' as 'public').rpc('set_clock', { p_at: null })).error?.code,
        ).toBe('PGRST106')
      }
    })
  })
}

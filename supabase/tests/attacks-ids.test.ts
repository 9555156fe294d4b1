import { describe, expect } from 'vitest'
import { aims, argumentsOf, signatures } from './attack-arguments'
import { makeWorld, TRACES, type World } from './attack-world'
import { type Story, stories } from './harness'

/**
 * Every RPC that takes an id, asked by people whom it does not concern, with an id that exists. They hear that it
 * is not there, or not theirs to do; nothing else, and nothing happens.
 */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

/** Lists that are narrowed by an id: of another's they are empty, which is all that there is to say. */
const NARROWED = ['list_appeals', 'list_applications']

/** The owner of another enterprise, somebody of none, another officer, the operator. */
describe('with an id of another enterprise', () => {
  for (const attacker of ['liu', 'sun', 'zhao', 'admin']) {
    story(`${attacker} is refused by every RPC that takes one, and learns nothing`, async (s) => {
      const heard: string[] = []
      for (const signature of (await signatures(s)).filter(aims)) {
        await s.as(attacker)
        const args = argumentsOf(signature, world, s)
        if (NARROWED.includes(signature.name)) {
          expect(await s.rpc(signature.name, args), signature.name).toEqual([])
          continue
        }
        const told = await refusal(s, () => s.rpc(signature.name, args))
        if (!/^BB00[24]|^BB016/.test(told) || TRACES.test(told)) heard.push(`${signature.name}: ${told}`)
      }
      expect(heard).toEqual([])
    })
  }
})

/** What the county shows to everybody, and where everybody may say that the program broke. */
const NOTICE_BOARD = [
  'check_document',
  'get_home',
  'get_item_guide',
  'list_appeal_kinds',
  'report_client_error',
  'resolve_code',
  'search_items',
]

story('the notice board answers everybody, signed in or not', async (s) => {
  for (const actor of ['anon', 'zhang', 'sun']) {
    await s.as(actor)
    await s.rpc('get_home')
    await s.rpc('search_items', { p_query: '故事' })
    await s.rpc('get_item_guide', { p_code: 'ZZ01' })
    expect(await s.rpc('resolve_code', { p_code: 'QX07' })).toMatchObject({ item_code: 'QX07' })
    expect(await s.rpc('check_document', { p_code: world.document_code })).toMatchObject({ genuine: true })
  }
  await s.as('anon')
  await s.expectError('42501', () => s.rpc('list_appeal_kinds'))
})

story('a token whose account is gone is refused by every RPC but the notice board', async (s) => {
  const gone = '00000000-0000-4000-8000-00000000dead'
  const all = await signatures(s)
  expect(all.length).toBeGreaterThan(70)
  const heard: string[] = []
  for (const signature of all.filter(({ name }) => !NOTICE_BOARD.includes(name))) {
    await s.as(gone)
    const told = await refusal(s, () => s.rpc(signature.name, argumentsOf(signature, world, s)))
    if (!told.startsWith('BB001')) heard.push(`${signature.name}: ${told}`)
  }
  expect(heard).toEqual([])
})

story('an account that belongs to nothing is refused what is for staff', async (s) => {
  await s.as(await s.newPerson('路人'))
  for (const rpc of ['list_colleagues', 'staff_queue', 'list_codes']) {
    await s.expectError('BB002', () => s.rpc(rpc))
  }
  await s.expectError('BB002', () => s.rpc('my_slots', { p_from: '2026-04-01', p_days: 1 }))
})

story('an officer closes a free slot of his own', async (s) => {
  const close = () => s.rpc('close_slot', { p_slot_id: world.free_slot, p_request_id: s.request() })
  await s.as('zhao')
  await s.expectError('BB004', close)
  await s.as('li')
  expect(await close()).toEqual({ closed: true })
})

story('in the second place: a thing of hers that would point at a thing of another', async (s) => {
  await s.as('liu')
  const { enterprises } = await s.rpc<{ enterprises: { id: string; conversation_id: string }[] }>('get_me')
  const own = enterprises[0]
  const request = () => ({ p_request_id: s.request() })
  const file = { path: world.file_path, name: 'x.jpg' }
  const draft = await s.rpc<{ id: string }>('start_application', {
    p_enterprise_id: own?.id,
    p_item_code: 'ZZ01',
    p_situation_answers: { who: 'self' },
    ...request(),
  })
  const message = {
    p_conversation_id: own?.conversation_id,
    p_body: null,
    p_file: null,
    p_application_id: null,
  }
  const appeal = {
    p_enterprise_id: own?.id,
    p_kind: 'stuck',
    p_title: '标题',
    p_body: '正文',
    p_application_id: null,
  }
  const attempts: [string, string, Record<string, unknown>][] = [
    ['BB004', 'send_message', { ...message, p_kind: 'application', p_application_id: world.submitted }],
    ['BB013', 'send_message', { ...message, p_kind: 'image', p_file: file }],
    ['BB004', 'create_appeal', { ...appeal, p_files: [], p_application_id: world.submitted }],
    ['BB013', 'create_appeal', { ...appeal, p_files: [file] }],
    [
      'BB013',
      'attach_file',
      { p_application_id: draft.id, p_material_key: 'layout', p_path: file.path, p_name: 'x' },
    ],
    ['BB004', 'book_appointment', { p_application_id: draft.id, p_slot_id: world.appointment }],
    ['BB004', 'end_membership', { p_member_id: world.member }],
  ]
  for (const [code, rpc, args] of attempts) {
    const told = await refusal(s, () => s.rpc(rpc, { ...args, ...request() }))
    expect([rpc, told.slice(0, 5), TRACES.exec(told)]).toEqual([rpc, code, null])
  }
})

/** Code, message, hint and detail of a refusal, in one line; what was answered when there was none. */
async function refusal(s: Story, run: () => Promise<unknown>): Promise<string> {
  await s.sql`savepoint attempt`
  try {
    return `answered ${JSON.stringify(await run())}`
  } catch (error) {
    const { code, message, hint, detail } = error as Record<string, string | undefined>
    return [code, message, hint, detail].join(' ')
  } finally {
    await s.sql`rollback to savepoint attempt`
  }
}

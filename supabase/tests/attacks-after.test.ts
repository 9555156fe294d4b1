import { describe, expect } from 'vitest'
import { sight } from './attack-sight'
import { makeWorld, type World } from './attack-world'
import { act } from './contract-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

/** Rights that ended end everywhere, at once, whatever the token in somebody's pocket still says. */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

/** Topics on which something was said since the last look. */
async function poked(s: Story, run: () => Promise<unknown>): Promise<string[]> {
  await s.behind((sql) => sql`delete from realtime.messages`)
  await run()
  const rows = await s.behind((sql) => sql<{ topic: string }[]>`select distinct topic from realtime.messages`)
  return rows.map(({ topic }) => topic)
}

const outboxOf = (s: Story, person: string) =>
  s.behind((sql) => sql`select kind from private.outbox where recipient = ${s.id(person)}`)

describe('an agent after the last day', () => {
  const over = (s: Story) =>
    s.behind(
      (sql) => sql`update public.enterprise_members set starts_on = '2026-01-01', ends_on = '2026-03-30'
                   where person_id = ${s.id('chen')}`,
    )

  story('reaches nothing of the enterprise any more', async (s) => {
    expect((await sight(s, 'chen', world)).length).toBeGreaterThan(20)
    await over(s)
    expect(await sight(s, 'chen', world)).toEqual([])
    expect(await s.rpc('list_applications', { p_group: 'open' })).toEqual([])
    expect(await s.rpc('list_conversations')).toEqual([])
    expect(await s.rpc('list_appeals')).toEqual([])
    for (const [rpc, args] of Object.entries({
      get_application: { p_id: world.draft },
      get_receipt: { p_id: world.submitted },
      get_appointment: { p_id: world.appointment },
      get_appeal: { p_id: world.appeal },
      list_members: { p_enterprise_id: HEWEI },
      list_messages: { p_conversation_id: world.conversation },
    })) {
      await s.expectError(rpc === 'get_application' || rpc === 'get_receipt' ? 'BB016' : 'BB004', () =>
        s.rpc(rpc, args),
      )
    }
  })

  story('is not poked and not written to, also about what he filed himself', async (s) => {
    await s.behind(
      (sql) =>
        sql`update public.applications set applicant_id = ${s.id('chen')} where id = ${world.submitted}`,
    )
    await over(s)
    await s.behind((sql) => sql`delete from private.outbox`)
    const topics = await poked(s, async () => {
      await s.as('li')
      const talk = { p_conversation_id: world.conversation, p_kind: 'text', p_body: '在', p_file: null }
      await act(s, 'send_message', { ...talk, p_application_id: null })
      await act(s, 'reply_appeal', { p_appeal_id: world.appeal, p_body: '在办' })
      await s.as('wang')
      const { row_version } = await s.rpc<{ row_version: number }>('get_application', {
        p_id: world.submitted,
      })
      await act(s, 'decline_application', {
        p_application_id: world.submitted,
        p_reason: '不属于',
        p_row_version: row_version,
      })
    })
    expect(topics).toContain(`user:${s.id('zhang')}`)
    expect(topics).not.toContain(`user:${s.id('chen')}`)
    expect(await outboxOf(s, 'chen')).toEqual([])
    // The enterprise hears of it all the same.
    expect(await outboxOf(s, 'zhang')).toContainEqual({ kind: 'application_declined' })
  })
})

describe('an officer after reassignment', () => {
  const reassign = (s: Story) =>
    s.behind(async (sql) => {
      await sql`update public.enterprise_officers set ends_at = private.now()
                where enterprise_id = ${HEWEI} and ends_at is null`
      await sql`insert into public.enterprise_officers (enterprise_id, officer_id) values (${HEWEI}, ${s.id('zhao')})`
    })
  /** A check that was held: what was seen there is history of the enterprise. */
  const conclude = async (s: Story) => {
    await s.behind(
      (sql) =>
        sql`update public.appointments set state = 'done', conclusion = 'pass' where id = ${world.appointment}`,
    )
  }

  story('has nothing of it left, and who follows has the whole history', async (s) => {
    await conclude(s)
    const had = await sight(s, 'li', world)
    expect(await sight(s, 'zhao', world)).toEqual([])
    await reassign(s)
    expect(await sight(s, 'li', world)).toEqual([])
    const follows = await sight(s, 'zhao', world)
    // His own slots and stand-ins stay with a person; everything else went over.
    expect(had.filter((thing) => !follows.includes(thing))).toEqual([])
    await s.as('li')
    for (const [rpc, args] of Object.entries({
      get_application: { p_id: world.submitted },
      get_appointment: { p_id: world.appointment },
      get_appeal: { p_id: world.appeal },
      list_messages: { p_conversation_id: world.conversation },
    })) {
      await s.expectError('BB004', () => s.rpc(rpc, args))
    }
    expect(await s.rpc('list_appeals')).toEqual([])
    expect(await s.rpc('my_schedule', { p_day: '2026-04-01' })).toEqual([])
  })

  story('hands his open appeals over by that, and the new one answers them', async (s) => {
    await reassign(s)
    const topics = await poked(s, () =>
      s.as('zhang').then(() => act(s, 'reply_appeal', { p_appeal_id: world.appeal, p_body: '还在吗' })),
    )
    expect(topics).toContain(`user:${s.id('zhao')}`)
    expect(topics).not.toContain(`user:${s.id('li')}`)
    await s.as('zhao')
    const { row_version } = await s.rpc<{ row_version: number }>('get_appeal', { p_id: world.appeal })
    await act(s, 'answer_appeal', { p_appeal_id: world.appeal, p_body: '办好了', p_row_version: row_version })
  })
})

describe('staff who left', () => {
  for (const actor of ['li', 'wang', 'qian', 'zhou']) {
    story(`${actor}: reaches nothing with the old token`, async (s) => {
      expect((await sight(s, actor, world)).length).toBeGreaterThan(2)
      await s.behind((sql) => sql`update public.staff set active = false where person_id = ${s.id(actor)}`)
      expect(await sight(s, actor, world)).toEqual([])
      for (const rpc of ['staff_queue', 'list_codes', 'list_colleagues']) {
        await s.expectError('BB002', () => s.rpc(rpc))
      }
    })
  }

  for (const [actor, role] of Object.entries({
    li: 'officer',
    wang: 'window',
    qian: 'reviewer',
    zhou: 'group_lead',
  })) {
    story(`${actor}: without the role ${role} has nothing of what it gave`, async (s) => {
      await s.behind((sql) => sql`delete from public.staff_roles where person_id = ${s.id(actor)}`)
      expect(await sight(s, actor, world)).toEqual([])
    })
  }
})

import { expect } from 'vitest'
import { act } from './contract-steps'
import { stories } from './harness'
import { booked } from './replay-steps'

const { story } = stories()

/** booked() takes li's slot from 10:00 to 10:30 on 2026-04-01, as zhang. */
const BEFORE = '2026-04-01T09:44:00+08:00'
const OPEN = '2026-04-01T09:46:00+08:00'
const LATE = '2026-04-01T11:01:00+08:00'

story('the room of a video check is for the two people of it, around its time', async (s) => {
  const { p_appointment_id } = await booked(s)
  await s.at(BEFORE)
  await s.as('zhang')
  const early = await s.expectError('BB111', () => s.rpc('open_call', { p_appointment_id }))
  expect(early.detail).toEqual({ opens_at: '2026-04-01T01:45:00.000Z' })
  await s.at(OPEN)
  const mine = await s.rpc<{ group_id: string; closes_at: string }>('open_call', { p_appointment_id })
  expect(mine).toEqual({
    group_id: `bb${p_appointment_id.replaceAll('-', '')}`,
    closes_at: '2026-04-01T03:00:00.000Z',
    person_id: s.id('zhang'),
  })
  await s.as('li')
  expect(await s.rpc('open_call', { p_appointment_id })).toEqual({ ...mine, person_id: s.id('li') })
  // A colleague of the enterprise reads the appointment, and is not who booked it.
  for (const other of ['chen', 'liu', 'sun', 'zhao', 'wang', 'zhou', 'admin']) {
    await s.as(other)
    await s.expectError('BB004', () => s.rpc('open_call', { p_appointment_id }))
  }
  await s.at(LATE)
  await s.as('zhang')
  const late = await s.expectError('BB111', () => s.rpc('open_call', { p_appointment_id }))
  expect(late.message).toBe('这次视频核查的时间已经过了')
})

story(
  'a cancelled check has no room, and who left the enterprise or the office has none either',
  async (s) => {
    const { p_appointment_id } = await booked(s)
    await s.at(OPEN)
    await s.behind(
      (sql) => sql`delete from public.staff_roles where person_id = ${s.id('li')} and role = 'officer'`,
    )
    await s.as('li')
    await s.expectError('BB004', () => s.rpc('open_call', { p_appointment_id }))
    await s.behind(
      (sql) => sql`update public.enterprise_members set state = 'ended' where person_id = ${s.id('zhang')}`,
    )
    await s.as('zhang')
    await s.expectError('BB004', () => s.rpc('open_call', { p_appointment_id }))
    await s.behind(
      (sql) => sql`update public.enterprise_members set state = 'active' where person_id = ${s.id('zhang')}`,
    )
    await s.at('2026-03-31T18:00:00+08:00')
    await act(s, 'cancel_appointment', { p_appointment_id, p_reason: '临时有事' })
    await s.at(OPEN)
    await s.expectError('BB005', () => s.rpc('open_call', { p_appointment_id }))
  },
)

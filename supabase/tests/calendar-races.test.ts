import { expect } from 'vitest'
import type { CalendarPreview } from '@/shared/contract'
import { detail } from './filing-steps'
import { type Story, stories } from './harness'
import { meet } from './meeting'
import { dues, filed } from './time-steps'

const { race } = stories()

const OUTAGE = { day: '2026-04-02', working: false, name: '停电' }
const edit = (s: Story, days: object[], p_reason = '全县停电检修') =>
  s.rpc<CalendarPreview>('edit_calendar', { p_days: days, p_reason, p_request_id: s.request() })
const kinds = async (s: Story, id: string) => (await detail(s, id)).events.map(({ kind }) => kind)

race('a filing that was on its way while the calendar was edited is looked over again', async (begin) => {
  const filing = await begin()
  const id = await filed(filing)
  const operator = await begin()
  await operator.as('admin')
  expect(await edit(operator, [OUTAGE])).toMatchObject({ applications: 0 })
  await operator.commit()
  await filing.commit()
  const after = await begin()
  await after.as('zhang')
  expect(dues(await detail(after, id)).notice).toBe('04-08 17:30')
  for (const _ of [1, 2]) {
    await after.behind((sql) => sql`select private.settle_calendar()`)
    expect(dues(await detail(after, id)).notice).toBe('04-09 17:30')
  }
  expect((await kinds(after, id)).filter((kind) => kind === 'limits_moved')).toHaveLength(1)
})

race(
  'two operators who edit the same day at once: one after the other, and each sees what stood there',
  async (begin) => {
    const [one, two] = [await begin(), await begin()]
    await one.as('admin')
    await two.as('admin')
    const met = await meet(
      one,
      () => edit(one, [OUTAGE]),
      () => edit(two, [{ ...OUTAGE, name: '台风' }], '台风'),
    )
    expect(met.second).toMatchObject({
      days: [{ before: { working: false, name: '停电' }, after: { name: '台风' } }],
    })
    await two.commit()
  },
)

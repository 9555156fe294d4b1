import { expect } from 'vitest'
import type { HeldContent } from '@/shared/contract'
import { checksOf, message, picture, queued, said } from './content-steps'
import { stories } from './harness'

/** Checks that WeChat answers late or never, and what is forgotten. */
const { story } = stories()

story(
  'an answer that never comes, and a check that nobody asks about any more, end as unchecked',
  async (s) => {
    const shown = await picture(s)
    const sent = await message(s)
    const [asked] = await checksOf(s, shown.id)
    const [left] = await checksOf(s, sent.id)
    await said(s, asked?.id ?? '', { p_trace_id: 'trace-9' })
    await s.behind(
      (sql) => sql`
      update private.outbox set state = 'dropped', last_error = 'no mark after attempt 8'
      where payload ->> 'check_id' = ${left?.id ?? ''}`,
    )
    const sweep = () => s.behind((sql) => sql<{ n: number }[]>`select private.sweep_content() as n`)
    expect((await sweep())[0]?.n).toBe(0)
    await s.at('2026-03-31T12:30:00+08:00')
    expect((await sweep())[0]?.n).toBe(2)
    expect(await checksOf(s, shown.id)).toMatchObject([{ state: 'unchecked', reason: 'no_answer' }])
    expect(await checksOf(s, sent.id)).toMatchObject([
      { state: 'unchecked', reason: 'no mark after attempt 8' },
    ])
    expect((await sweep())[0]?.n).toBe(0)
  },
)

story('what WeChat says of a picture after we had given up still holds it back', async (s) => {
  const shown = await picture(s)
  const [check] = await checksOf(s, shown.id)
  await said(s, check?.id ?? '', { p_trace_id: 'late' })
  await s.at('2026-03-31T12:30:00+08:00')
  await s.behind((sql) => sql`select private.sweep_content()`)
  expect(await checksOf(s, shown.id)).toMatchObject([{ state: 'unchecked', reason: 'no_answer' }])
  await s.as('service')
  await s.rpc('service_media_answer', {
    p_trace_id: 'late',
    p_suggest: 'risky',
    p_label: 20002,
    p_problem: null,
  })
  expect(await checksOf(s, shown.id)).toMatchObject([{ state: 'held', hidden: true, reason: null }])
})

story('rows of the outbox whose check is settled do not pile up', async (s) => {
  const sent = await message(s)
  const [check] = await checksOf(s, sent.id)
  await said(s, check?.id ?? '', { p_suggest: 'pass', p_label: 100 })
  await s.behind((sql) => sql`update private.outbox set state = 'sent', sent_at = private.now()`)
  const forget = () => s.behind((sql) => sql`select private.forget_old_checks()`)
  await forget()
  expect(await queued(s)).toHaveLength(1)
  const left = await message(s, '还没问过')
  await s.at('2026-07-30T10:00:00+08:00')
  await forget()
  const [open] = await checksOf(s, left.id)
  expect(await queued(s)).toMatchObject([{ check_id: open?.id }])
  expect(await checksOf(s, sent.id)).toEqual([])
})

story('the list of what waits holds 200, the longest wait first; the count says all', async (s) => {
  await s.behind(
    (sql) => sql`
      insert into private.content_checks (subject, subject_id, author_id, words, state, hidden, suggest, created_at, checked_at)
      select 'name', ${s.id('sun')}, ${s.id('sun')}, '名字' || n, 'held', true, 'risky', private.now(),
        private.now() + make_interval(secs => n) from generate_series(1, 205) n`,
  )
  await s.as('zhou')
  const list = await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })
  expect(list).toHaveLength(200)
  expect([list[0]?.words, list.at(-1)?.words]).toEqual(['名字1', '名字200'])
  expect(await s.rpc('staff_queue')).toMatchObject({ held_content: 205 })
})

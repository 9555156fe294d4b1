import { expect } from 'vitest'
import type { AppealDetail, HeldContent } from '@/shared/contract'
import { appeal, checksOf, risky, said } from './content-steps'
import { act } from './contract-steps'
import { issued } from './filing-steps'
import { stories } from './harness'

/** Names that people give themselves, and what they say in a rating. */
const { story } = stories()

story(
  'a name is put back while it waits; released it comes back, and is not asked about again',
  async (s) => {
    await s.as('sun')
    await act(s, 'update_me', { p_name: '骂人的名字', p_phone: '13800000001' })
    const [check] = await checksOf(s, s.id('sun'))
    expect(check).toMatchObject({ subject: 'name', words: '骂人的名字', state: 'waiting' })
    await said(s, check?.id ?? '', risky)
    await s.as('sun')
    expect(await s.rpc('get_me')).toMatchObject({ name: '微信用户' })
    await s.as('zhou')
    expect(await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })).toMatchObject([
      { subject: 'name', words: '骂人的名字', author_name: null },
    ])
    await act(s, 'decide_content', { p_check_id: check?.id, p_decision: 'released', p_reason: null })
    await s.as('sun')
    expect(await s.rpc('get_me')).toMatchObject({ name: '骂人的名字' })
    expect(await checksOf(s, s.id('sun'))).toHaveLength(1)
  },
)

story('a name given since then stands, whatever becomes of the old one', async (s) => {
  await s.as('sun')
  await act(s, 'update_me', { p_name: '不好的名字', p_phone: '13800000001' })
  const [check] = await checksOf(s, s.id('sun'))
  await act(s, 'update_me', { p_name: '孙大勇', p_phone: '13800000001' })
  await said(s, check?.id ?? '', risky)
  await s.as('sun')
  expect(await s.rpc('get_me')).toMatchObject({ name: '孙大勇' })
  await s.as('zhou')
  await act(s, 'decide_content', { p_check_id: check?.id, p_decision: 'released', p_reason: null })
  await s.as('sun')
  expect(await s.rpc('get_me')).toMatchObject({ name: '孙大勇' })
})

story('who looks at the comment of a rating does not learn who rated, nor what', async (s) => {
  const id = await issued(s)
  await s.as('zhang')
  await act(s, 'rate_application', { p_application_id: id, p_level: 1, p_comment: '骂人的评语' })
  const [check] = await checksOf(s, id)
  expect(check).toMatchObject({ subject: 'rating' })
  await said(s, check?.id ?? '', risky)
  await s.as('zhou')
  const [held] = await s.rpc<HeldContent[]>('list_held_content', { p_group: 'waiting' })
  expect(held).toMatchObject({
    words: '骂人的评语',
    author_name: null,
    enterprise_name: null,
    appeal_id: null,
  })
  expect(JSON.stringify(held)).not.toContain(id)
})

story('a held comment of a rating hides the appeal from nobody', async (s) => {
  const { id } = await appeal(s)
  await s.as('li')
  await act(s, 'answer_appeal', {
    p_appeal_id: id,
    p_body: '今天办好',
    p_row_version: (await s.rpc<AppealDetail>('get_appeal', { p_id: id })).row_version,
  })
  await s.as('zhang')
  await act(s, 'judge_appeal', { p_appeal_id: id, p_solved: true, p_body: '骂人的评语', p_level: 1 })
  const check = (await checksOf(s, id)).find(({ subject }) => subject === 'appeal_rating')
  await said(s, check?.id ?? '', risky)
  for (const reader of ['chen', 'li'] as const) {
    await s.as(reader)
    const read = await s.rpc<AppealDetail>('get_appeal', { p_id: id })
    expect(read).toMatchObject({ title: '骂人的标题', body: '骂人的话', held: null })
    expect(JSON.stringify(read)).not.toContain('评语')
  }
})

story('an account that is cancelled takes the name it asked for along', async (s) => {
  await s.as('sun')
  await act(s, 'update_me', { p_name: '孙改名', p_phone: '13800000001' })
  await act(s, 'cancel_account', { p_confirm: '注销' })
  expect(await checksOf(s, s.id('sun'))).toMatchObject([{ words: null }])
})

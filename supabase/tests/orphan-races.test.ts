import { expect } from 'vitest'
import { act } from './contract-steps'
import { begin, upload } from './filing-steps'
import { type Story, stories } from './harness'
import { claim, later, orphans, uploadedNow } from './orphan-steps'

const { race } = stories()

race('two collectors at once share the orphans; none goes twice', async (open) => {
  const before = await open()
  const id = await begin(before)
  for (let i = 0; i < 20; i += 1) await upload(before, id, { checked: i % 2 === 0 ? {} : false })
  await uploadedNow(before)
  await later(before, 25)
  await before.commit()
  const both = await Promise.all([open(), open()])
  const work = async (s: Story) => {
    const claimed = await claim(s, 12)
    await s.commit()
    return claimed
  }
  const [one, two] = await Promise.all(both.map(work))
  const rest = await work(await open())
  const all = [...(one ?? []), ...(two ?? []), ...rest].map((each) => each.object_id)
  expect(new Set(all).size).toBe(all.length)
  expect(all).toHaveLength(20)
})

race('a phone that ties its file just now wins over the collector, or sends it again', async (open) => {
  const before = await open()
  const id = await begin(before)
  const path = await upload(before, id)
  await uploadedNow(before)
  await later(before, 25)
  await before.commit()
  const phone = await open()
  await phone.as('zhang')
  const tie = (s: Story) =>
    act(s, 'attach_file', { p_application_id: id, p_material_key: 'layout', p_path: path, p_name: 'a.jpg' })
  await tie(phone)
  const collector = await open()
  // The phone's transaction is still open: the collector sees an orphan and passes it over.
  expect(await orphans(collector)).toHaveLength(1)
  expect(await claim(collector)).toEqual([])
  await phone.commit()
  expect(await claim(collector)).toEqual([])
  await collector.commit()

  // The other way round: the claim came first, and the phone, which waited for it, is told.
  const again = await open()
  await again.as('zhang')
  const other = await upload(again, id)
  await again.behind(
    (sql) =>
      sql`update storage.objects set created_at = private.now() - interval '2 days' where name = ${other}`,
  )
  await again.commit()
  const first = await open()
  expect(await claim(first)).toHaveLength(1)
  const late = await open()
  await late.as('zhang')
  const waiting = act(late, 'attach_file', {
    p_application_id: id,
    p_material_key: 'layout',
    p_path: other,
    p_name: 'b.jpg',
  })
  const told = expect(waiting).rejects.toMatchObject({ code: 'BB013' })
  await first.commit()
  await told
})

import { describe, expect } from 'vitest'
import { inspect } from '../../scripts/lib/audit'
import { EVENTS, faults, history, tamper } from './audit-steps'
import { act } from './contract-steps'
import { attach, correcting, issued, row, save } from './filing-steps'
import { stories } from './harness'

const { story } = stories()

describe('an audit', () => {
  story('counts what it read and finds a real history whole', async (s) => {
    await history(s)
    expect(await faults(s)).toEqual([])
    const { counts } = await inspect(s.sql)
    expect(counts).toMatchObject({ applications: 2, appeals: 1, appeal_events: 3 })
    expect(counts.application_events).toBeGreaterThan(8)
    expect(counts.documents).toBeGreaterThan(4)
  })

  story('names the event that was changed, by number and place', async (s) => {
    const { id, number } = await history(s)
    await tamper(s, EVENTS, `update ${EVENTS} set note = '改过' where application_id = '${id}' and seq = 2`)
    expect(await faults(s)).toEqual([`application ${number}, 2: was changed after it was written`])
  })

  story('sees a change whose own hash was mended: the next event knows the old one', async (s) => {
    const { id, number } = await history(s)
    await tamper(
      s,
      EVENTS,
      `update ${EVENTS} e set note = '改过', hash = private.event_hash(row(e.application_id, e.seq, e.kind, e.actor_id,
         e.actor_name, e.actor_side, e.at, '改过', e.data, e.prev_hash, e.hash)::public.application_events)
       where application_id = '${id}' and seq = 2`,
    )
    expect(await faults(s)).toEqual([
      `application ${number}, 3: does not carry the hash of the event before it`,
    ])
  })

  story('sees an event taken out of the middle, and the last one taken away', async (s) => {
    const { id, number } = await history(s)
    await tamper(s, EVENTS, `delete from ${EVENTS} where application_id = '${id}' and seq = 1`)
    expect(await faults(s)).toEqual([`application ${number}, 2: event 1 is missing`])
    const other = await history(s)
    await tamper(s, EVENTS, `delete from ${EVENTS} where application_id = '${other.id}' and kind = 'taken'`)
    expect((await faults(s)).slice(1)).toEqual([
      `application ${other.number}, 4: is the last event that was written, and is gone`,
      `application ${other.number}, 3: the state is reviewing, the last event that moved it led to accepted`,
    ])
  })

  story('sees two events that changed places', async (s) => {
    const { id, number } = await history(s)
    await s.as('wang')
    for (const p_title of ['卫生意见', '消防意见'])
      await act(s, 'create_task', { p_application_id: id, p_department_code: 'wjj', p_title })
    for (const [from, to] of [
      [5, 99],
      [6, 5],
      [99, 6],
    ])
      await tamper(
        s,
        EVENTS,
        `update ${EVENTS} set seq = ${to} where application_id = '${id}' and seq = ${from}`,
      )
    expect(await faults(s)).toEqual([
      `application ${number}, 5: does not carry the hash of the event before it`,
    ])
  })

  story('sees a state that no event led to', async (s) => {
    const { id, number } = await history(s)
    await tamper(
      s,
      'public.applications',
      `update public.applications set state = 'approved' where id = '${id}'`,
    )
    expect(await faults(s)).toEqual([
      `application ${number}, 3: the state is approved, the last event that moved it led to reviewing`,
    ])
  })

  story('sees a number that was given and is not there', async (s) => {
    const { id } = await history(s)
    await tamper(
      s,
      'public.applications',
      `update public.applications set number = 'QX-260331-0009' where id = '${id}'`,
    )
    expect(await faults(s)).toEqual([
      'application numbers of 260331: 2 given, the last is 9, the counter says 2',
    ])
  })

  story('sees a paper that says something else now, even with its fingerprint made to fit', async (s) => {
    const { id } = await history(s)
    await tamper(
      s,
      'public.documents',
      `update public.documents set content = content || '{"day": "另一天"}',
         fingerprint = sha256(convert_to((content || '{"day": "另一天"}')::text, 'UTF8'))
       where application_id = '${id}' and kind = 'receipt'`,
    )
    expect(await faults(s)).toEqual([
      expect.stringMatching(/^document .+, 2: was changed after it was written$/),
    ])
  })

  story('sees a file that Storage has lost, and one that is not what was looked at', async (s) => {
    const { id, number } = await history(s)
    await tamper(
      s,
      'public.application_files',
      `update public.application_files set sha256 = repeat('0', 64) where application_id = '${id}'`,
    )
    expect(await faults(s)).toEqual([
      expect.stringMatching(
        new RegExp(`^file materials/.+ of application ${number}: is not the one that was looked at$`),
      ),
      `application ${number}, 2: its files are not those that were handed in`,
    ])
    await s.sql`delete from storage.objects where bucket_id = 'results'`
    expect(await faults(s)).toContainEqual(expect.stringMatching(/^file results\/.+: is not in Storage$/))
  })
})

describe('an audit of what was handed in and out', () => {
  story('sees a file that was changed together with its check, taken away, or put in later', async (s) => {
    const { id, number } = await history(s)
    const seen = [`application ${number}, 2: its files are not those that were handed in`]
    const attempt = async (table: string, change: string) => {
      await s.sql`savepoint attempt`
      await tamper(s, table, change)
      expect(await faults(s)).toEqual(seen)
      await s.sql`rollback to savepoint attempt`
    }
    await s.asOwner()
    await attempt(
      'public.application_files',
      `with c as (update private.file_checks set sha256 = repeat('0', 64)
         where path in (select path from public.application_files where application_id = '${id}'))
       update public.application_files set sha256 = repeat('0', 64) where application_id = '${id}'`,
    )
    await attempt(
      'public.application_files',
      `delete from public.application_files where application_id = '${id}'`,
    )
    await attempt(
      'public.application_files',
      `with o as (insert into storage.objects (bucket_id, name) values ('materials', 'later') returning id),
         c as (insert into private.file_checks (object_id, bucket, path, sha256, size, mime, checked_at)
           select id, 'materials', 'later', repeat('1', 64), 1, 'image/jpeg', now() from o)
       insert into public.application_files (application_id, material_key, path, name, mime, size, sha256, uploaded_by)
       select application_id, material_key, 'later', 'x.jpg', 'image/jpeg', 1, repeat('1', 64), uploaded_by
       from public.application_files where application_id = '${id}' limit 1`,
    )
  })

  story('sees an answer to a correction and a result that are not the ones of the chain', async (s) => {
    const id = await correcting(s)
    await s.as('zhang')
    // What was taken back before handing in is no part of it.
    const wrong = await attach(s, id)
    await act(s, 'remove_file', { p_file_id: wrong.id })
    await attach(s, id)
    await save(s, id, { manager: '张明远' })
    await act(s, 'answer_correction', { p_application_id: id, p_answers: {} })
    const done = await issued(s)
    expect(await faults(s)).toEqual([])
    await tamper(
      s,
      'public.application_files',
      `with c as (update private.file_checks set sha256 = repeat('0', 64)
         where path in (select path from public.application_files where application_id = '${id}' and round = 1))
       update public.application_files set sha256 = repeat('0', 64) where application_id = '${id}' and round = 1`,
    )
    await tamper(
      s,
      'public.results',
      `with c as (update private.file_checks set sha256 = repeat('0', 64) where bucket = 'results')
       update public.results set sha256 = repeat('0', 64) where application_id = '${done}'`,
    )
    const { number } = await row(s, id)
    const found = await faults(s)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^application ${number}, .: its files are not those`)),
    )
    expect(found).toContainEqual(expect.stringMatching(/: its result is not the one that was issued$/))
  })
})

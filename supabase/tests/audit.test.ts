import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import { audit, inspect, type KeptAnchor } from '../../scripts/lib/audit'
import type { AppealDetail } from '../../src/shared/contract'
import { act } from './contract-steps'
import { attach, correcting, issued, reviewing, row, save } from './filing-steps'
import { HEWEI } from './fixture'
import { storyUrl } from './global-setup'
import { newDatabase, Story, stories } from './harness'

const { story } = stories()

/** One application on its way, one at its end, and an appeal that was answered; gives the first and the appeal. */
async function history(
  s: Story,
): Promise<{ id: string; number: string; appeal: string; appealNumber: string }> {
  await issued(s)
  const id = await reviewing(s)
  await s.as('zhang')
  const made = await act<AppealDetail>(s, 'create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: 'stuck',
    p_title: '没动静',
    p_body: '没人联系',
    p_application_id: null,
    p_files: [],
  })
  await s.as('li')
  await act(s, 'reply_appeal', { p_appeal_id: made.id, p_body: '我去问' })
  await act(s, 'answer_appeal', { p_appeal_id: made.id, p_body: '今天办好', p_row_version: made.row_version })
  await s.asOwner()
  const [a] = await s.sql<{ number: string }[]>`select number from public.applications where id = ${id}`
  return { id, number: a?.number ?? '', appeal: made.id, appealNumber: made.number }
}

/** What the owner of the database can do and nobody else: he switches the guards off for a moment. */
async function tamper(s: Story, table: string, change: string): Promise<void> {
  await s.asOwner()
  await s.sql.unsafe(`alter table ${table} disable trigger user`)
  const { count } = await s.sql.unsafe(change)
  expect(count).toBeGreaterThan(0)
  await s.sql.unsafe(`alter table ${table} enable trigger user`)
}

const faults = async (s: Story, kept?: KeptAnchor[]) => {
  await s.asOwner()
  const found = (await inspect(s.sql, kept)).faults
  await s.sql`set local search_path = "$user", public, extensions`
  return found.map(({ what, seq, differs }) => `${what}${seq === null ? '' : `, ${seq}`}: ${differs}`)
}

/** The owner writes the chain of an application anew from one event on, so that every hash fits again. */
const REHASH = (id: string) => `
  do $$
  declare e public.application_events; v_before bytea;
  begin
    for e in select * from public.application_events where application_id = '${id}' order by seq loop
      e.prev_hash := v_before;
      e.hash := private.event_hash(e);
      update public.application_events set prev_hash = e.prev_hash, hash = e.hash
      where application_id = e.application_id and seq = e.seq;
      v_before := e.hash;
    end loop;
    update private.chain_heads set hash = v_before where id = '${id}';
  end $$;`

const EVENTS = 'public.application_events'

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

describe('an audit of appeals', () => {
  story('names the event that was changed, and the last one that is gone', async (s) => {
    const { appeal, appealNumber } = await history(s)
    await tamper(
      s,
      'private.appeal_events',
      `delete from private.appeal_events where appeal_id = '${appeal}' and seq = 3`,
    )
    expect(await faults(s)).toEqual([
      `appeal ${appealNumber}, 3: is the last event that was written, and is gone`,
      `appeal ${appealNumber}, 2: it is answered at officer, its last event left it open at officer`,
      expect.stringMatching(`^appeal ${appealNumber}: reply \\d+ is in no event$`),
    ])
    await tamper(
      s,
      'private.appeal_events',
      `update private.appeal_events set actor_name = '别人' where appeal_id = '${appeal}' and seq = 1`,
    )
    expect(await faults(s)).toContain(`appeal ${appealNumber}, 1: was changed after it was written`)
  })

  story('sees another wording of a reply, and of the appeal itself', async (s) => {
    const { appeal, appealNumber } = await history(s)
    await tamper(
      s,
      'public.appeal_replies',
      `update public.appeal_replies set body = '没说过' where appeal_id = '${appeal}' and kind = 'contact'`,
    )
    expect(await faults(s)).toEqual([`appeal ${appealNumber}, 2: a reply of this event was changed`])
    await s.sql`update public.appeals set body = '我很满意' where id = ${appeal}`
    expect(await faults(s)).toContain(
      `appeal ${appealNumber}, 3: its title, body or files are not what was filed`,
    )
  })
})

describe('a written event', () => {
  story('cannot be changed, taken away or emptied, not even by a function of the owner', async (s) => {
    await history(s)
    for (const table of [EVENTS, 'private.appeal_events', 'public.appeal_replies', 'private.chain_anchors']) {
      await s.sql`select private.set_clock('2026-04-02T02:00:00+08:00')`
      await s.sql`select private.anchor_chains()`
      for (const [n, change] of [
        `update ${table} set hash = hash`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ].entries()) {
        const text = change.replace(
          'set hash = hash',
          table.includes('anchors')
            ? 'set heads = 0'
            : table.includes('replies')
              ? "set body = ''"
              : 'set hash = hash',
        )
        await s.sql.unsafe(
          `create function private.mischief_${n}() returns void language sql security definer as $$ ${text} $$`,
        )
        const told = await s.expectError('P0001', () => s.sql.unsafe(`select private.mischief_${n}()`))
        expect(told.message).toContain('insert-only')
        await s.sql.unsafe(`drop function private.mischief_${n}()`)
      }
    }
  })
})

describe('the daily anchor', () => {
  const anchored = async (s: Story) => {
    await s.asOwner()
    await s.sql`select private.set_clock('2026-04-02T02:00:00+08:00')`
    const [row] = await s.sql<{ n: number }[]>`select private.anchor_chains() as n`
    return row?.n
  }

  story('is written once for each day that is over, and sent out', async (s) => {
    await history(s)
    await s.at('2026-04-01T00:30:00+08:00')
    // An hour later none of yesterday's transactions can still be open.
    expect((await s.sql`select private.anchor_chains() as n`)[0]?.n).toBe(0)
    expect(await anchored(s)).toBe(2)
    expect(await anchored(s)).toBe(0)
    const rows =
      await s.sql`select day::text, heads, encode(digest, 'hex') as digest from private.chain_anchors order by day`
    expect(rows.map(({ day }) => day)).toEqual(['2026-03-31', '2026-04-01'])
    expect(rows[0]?.heads).toBeGreaterThan(6)
    expect(rows[1]?.heads).toBe(0)
    const sent = await s.sql`select payload from private.outbox where kind = 'chain_anchor' order by id`
    expect(sent.map(({ payload }) => payload)).toEqual(rows.map((row) => ({ ...row })))
    expect(await faults(s)).toEqual([])
    expect((await inspect(s.sql)).anchor).toEqual({ day: '2026-04-01', digest: rows[1]?.digest })
  })

  story('stays right when a draft is thrown away and when history goes on', async (s) => {
    await s.as('chen')
    const { id } = await act(s, 'start_application', {
      p_enterprise_id: HEWEI,
      p_item_code: 'QX07',
      p_situation_answers: {},
    })
    const filed = await history(s)
    await anchored(s)
    await s.as('chen')
    await act(s, 'delete_draft', { p_application_id: id })
    await s.as('zhang')
    await act(s, 'withdraw_application', { p_application_id: filed.id, p_reason: null })
    expect(await faults(s)).toEqual([])
  })

  story('shows a history that its owner wrote anew, hashes, heads and all', async (s) => {
    const { id } = await history(s)
    await anchored(s)
    const kept = (
      await s.sql<KeptAnchor[]>`select day::text, encode(digest, 'hex') as digest from private.chain_anchors`
    ).map((row) => ({ ...row }))
    await s.sql.unsafe(`alter table ${EVENTS} disable trigger user`)
    await s.sql.unsafe(`update ${EVENTS} set note = '改过' where application_id = '${id}' and seq = 3`)
    await s.sql.unsafe(REHASH(id))
    await s.sql.unsafe(`alter table ${EVENTS} enable trigger user`)
    expect(await faults(s)).toEqual(['history of 2026-03-31: it was rewritten after it was anchored'])
    // And if he makes new anchors too, a copy outside tells.
    await s.sql`alter table private.chain_anchors disable trigger user`
    await s.sql`delete from private.chain_anchors`
    await anchored(s)
    expect(await faults(s)).toEqual([])
    const told = await faults(s, kept)
    expect(told[0]).toMatch(/^history of 2026-03-3?1?.*: the digest kept outside is [0-9a-f]{64}, here it is/)
    expect(await faults(s, [{ day: '2026-03-30', digest: 'a'.repeat(64) }])).toEqual([
      'history of 2026-03-30: has no anchor here, but a digest of it is kept outside',
    ])
  })
})

test('npm run audit prints what it read, names what is broken and says so by its exit code', async () => {
  const pool = await newDatabase()
  const [{ name }] = (await pool`select current_database() as name`) as unknown as [{ name: string }]
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; out: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(new URL('../../scripts/audit.ts', import.meta.url)), ...args],
        { env: { ...process.env, SUPABASE_DB_URL: storyUrl(inject('storyPort'), name) } },
        (_error, stdout, stderr) => resolve({ code: child.exitCode, out: stdout + stderr }),
      )
    })
  try {
    const s = await Story.begin(pool)
    const { number } = await history(s)
    await s.commit()
    const whole = await run()
    expect(whole.out).toMatch(/\d+ application events\n[\s\S]*Every chain is whole/)
    expect(whole.code).toBe(0)
    await pool.unsafe(`alter table ${EVENTS} disable trigger user`)
    await pool`update public.application_events set note = 'x' from public.applications a
      where a.id = application_id and a.number = ${number} and seq = 2`
    const broken = await run()
    expect(broken.out).toContain(`✗ application ${number}, event 2: was changed after it was written`)
    expect(broken.out).toContain('1 broken')
    expect(broken.code).toBe(1)
    const asked = await run('--anchor', `2026-03-30=${'a'.repeat(64)}`)
    expect(asked.out).toContain('history of 2026-03-30: has no anchor here')
    const folder = fileURLToPath(new URL('../../tests/fixtures', import.meta.url))
    const files = await run('--files', folder)
    expect(files.out).toMatch(/✗ file materials\/.+: is in the database and not among the files/)
    for (const bad of [['--anker'], ['--anchor', 'x'], ['--files', '/nowhere']])
      expect(await run(...bad)).toMatchObject({ code: 2, out: expect.stringMatching(/^audit: /) })
    expect((await audit(pool)).faults).toHaveLength(1)
  } finally {
    await pool.end({ timeout: 2 })
  }
})

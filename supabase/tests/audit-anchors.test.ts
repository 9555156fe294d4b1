import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, test } from 'vitest'
import { audit, inspect, type KeptAnchor } from '../../scripts/lib/audit'
import { EVENTS, faults, history, REHASH } from './audit-steps'
import { act } from './contract-steps'
import { HEWEI } from './fixture'
import { storyUrl } from './global-setup'
import { newDatabase, Story, stories } from './harness'

const { story } = stories()

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

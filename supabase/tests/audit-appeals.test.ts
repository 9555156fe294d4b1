import { describe, expect } from 'vitest'
import { EVENTS, faults, history, tamper } from './audit-steps'
import { stories } from './harness'

const { story } = stories()

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

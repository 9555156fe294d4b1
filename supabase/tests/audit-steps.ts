import { expect } from 'vitest'
import { inspect, type KeptAnchor } from '../../scripts/lib/audit'
import type { AppealDetail } from '../../src/shared/contract'
import { act } from './contract-steps'
import { issued, reviewing } from './filing-steps'
import { HEWEI } from './fixture'
import type { Story } from './harness'

/** One application on its way, one at its end, and an appeal that was answered; gives the first and the appeal. */
export async function history(
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
export async function tamper(s: Story, table: string, change: string): Promise<void> {
  await s.asOwner()
  await s.sql.unsafe(`alter table ${table} disable trigger user`)
  const { count } = await s.sql.unsafe(change)
  expect(count).toBeGreaterThan(0)
  await s.sql.unsafe(`alter table ${table} enable trigger user`)
}

export const faults = async (s: Story, kept?: KeptAnchor[]) => {
  await s.asOwner()
  const found = (await inspect(s.sql, kept)).faults
  await s.sql`set local search_path = "$user", public, extensions`
  return found.map(({ what, seq, differs }) => `${what}${seq === null ? '' : `, ${seq}`}: ${differs}`)
}

/** The owner writes the chain of an application anew from one event on, so that every hash fits again. */
export const REHASH = (id: string) => `
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

export const EVENTS = 'public.application_events'

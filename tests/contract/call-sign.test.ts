import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppointmentSummary, SlotDay } from '@/shared/contract'
import { prepareDraft } from '../browser/prepared'
import { type County, startCounty } from '../support/product'
import { signInByEmail } from '../support/stack'
import { Colleague } from '../weapp/staff'

let county: County
beforeAll(async () => {
  county = await startCounty()
})
afterAll(() => county?.stack.stop())

describe('the room of a video check', () => {
  const ask = async (handle: string, body: unknown) => {
    const client = await signInByEmail(county.stack, `${handle}@demo.invalid`)
    const { data } = await client.auth.getSession()
    const response = await fetch(`${county.stack.apiUrl}/functions/v1/call-sign`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${data.session?.access_token}`,
        apikey: county.stack.publishableKey,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, never> }
  }

  test('both sides get a signature that WeChat takes; nobody else, and not by another’s code', async () => {
    const zhang = await Colleague.come(county.stack, 'zhang')
    const { simulator } = county.stack
    const draft = await prepareDraft(zhang)
    const days = await zhang.ask<SlotDay[]>('list_slots', {
      p_application_id: draft.id,
      p_from: '2026-04-01',
      p_days: 3,
    })
    const slot = days.flatMap((day) => day.slots).find((each) => each.state === 'free')
    const { id: appointment_id } = await zhang.act<AppointmentSummary>('book_appointment', {
      p_application_id: draft.id,
      p_slot_id: slot?.id,
    })
    const code = (handle: string) => simulator.issueCode(`demo_${handle}`)
    const early = await ask('zhang', { appointment_id, code: code('zhang') })
    expect(early).toMatchObject({ body: { code: 'BB111' } })
    await county.setClock(slot?.starts_at ?? '')
    const rooms = new Set<string>()
    for (const handle of ['zhang', 'li']) {
      const signed = await ask(handle, { appointment_id, code: code(handle) })
      expect(signed.status).toBe(200)
      const { group_id, nonce_str, time_stamp, signature } = signed.body
      rooms.add(group_id)
      const joining = { groupId: group_id, nonceStr: nonce_str, timeStamp: time_stamp, signature }
      expect(await simulator.rooms.join(`demo_${handle}`, joining)).toBe(true)
      expect(await simulator.rooms.join('demo_liu', joining)).toBe(false)
      expect(await simulator.rooms.join(`demo_${handle}`, { ...joining, groupId: 'another' })).toBe(false)
    }
    expect(rooms.size).toBe(1)
    expect(await ask('liu', { appointment_id, code: code('liu') })).toMatchObject({ body: { code: 'BB004' } })
    expect(await ask('zhang', { appointment_id, code: code('liu') })).toMatchObject({
      status: 403,
      body: { code: 'WECHAT_OTHER_PERSON' },
    })
    const once = code('zhang')
    expect((await ask('zhang', { appointment_id, code: once })).status).toBe(200)
    expect(await ask('zhang', { appointment_id, code: once })).toMatchObject({
      body: { code: 'WECHAT_CODE_USED' },
    })
  })
})

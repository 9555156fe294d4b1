import { describe, expect } from 'vitest'
import { stories } from './harness'
import { accepts, confirmed, ledger, linked, templates } from './notify-steps'

type Template = { key: string; template_id: string; long_term: boolean; held: number; moments: string[] }
type Settings = {
  wechat: boolean
  phone: string | null
  topics: { code: string; sms: boolean; by_sms: boolean; wechat: string[] }[]
}

const { story } = stories(async (s) => {
  await templates(s, ['deadline'])
})

const listed = (s: Parameters<Parameters<typeof story>[1]>[0]) =>
  s.rpc<Template[]>('list_subscription_templates')

describe('what a person accepts', () => {
  story('is counted: each tap on a one-time template is one more, a lasting one is one', async (s) => {
    await accepts(s, 'zhang', 'progress', 3)
    await accepts(s, 'zhang', 'deadline', 3)
    const held = Object.fromEntries((await listed(s)).map((t) => [t.key, t.held]))
    expect(held).toEqual({ appointment: 0, deadline: 1, progress: 3, reply: 0 })
  })

  story('is counted once however often it is sent', async (s) => {
    await s.as('zhang')
    const request = s.request()
    const results = { 'tmpl-progress': 'accept', 'tmpl-reply': 'reject', unknown: 'accept' }
    for (let n = 0; n < 3; n += 1) {
      await s.rpc('record_subscription', { p_results: results, p_request_id: request })
    }
    expect(await ledger(s, 'zhang')).toEqual([{ template: 'progress', taken_for: null, ended_why: null }])
    await s.expectError('BB003', () =>
      s.rpc('record_subscription', { p_results: { 'tmpl-reply': 'accept' }, p_request_id: request }),
    )
    await s.expectError('BB007', () =>
      s.rpc('record_subscription', { p_results: ['accept'], p_request_id: s.request() }),
    )
  })

  story('ends when he refuses a lasting one', async (s) => {
    await accepts(s, 'zhang', 'deadline')
    await s.rpc('record_subscription', { p_results: { 'tmpl-deadline': 'ban' }, p_request_id: s.request() })
    expect(await ledger(s, 'zhang')).toMatchObject([{ ended_why: 'refused' }])
    await accepts(s, 'zhang', 'deadline')
    expect((await listed(s)).find((t) => t.key === 'deadline')?.held).toBe(1)
  })

  story('counts no more when the county takes another template', async (s) => {
    await accepts(s, 'zhang', 'progress')
    await s.behind((sql) => sql`select private.set_message_template('progress', 'tmpl-new', false)`)
    await s.as('zhang')
    expect((await listed(s)).find((t) => t.key === 'progress')).toMatchObject({
      template_id: 'tmpl-new',
      held: 0,
    })
  })

  story('is his alone, and what is for staff is not offered to others', async (s) => {
    await accepts(s, 'zhang', 'progress')
    await s.as('liu')
    expect((await listed(s)).map((t) => [t.key, t.held])).not.toContainEqual(['progress', 1])
    expect((await listed(s)).map((t) => t.key)).not.toContain('work')
    await s.as('li')
    expect((await listed(s)).map((t) => t.key)).toContain('work')
    await s.as('anon')
    await s.expectError('42501', () => listed(s))
    await s.expectError('42501', () =>
      s.rpc('record_subscription', { p_results: {}, p_request_id: s.request() }),
    )
  })

  story('and chose goes with the account', async (s) => {
    await accepts(s, 'sun', 'progress')
    await s.rpc('set_message_choice', { p_topic: 'deadline', p_sms: false, p_request_id: s.request() })
    await s.rpc('cancel_account', { p_confirm: '注销', p_request_id: s.request() })
    expect(await ledger(s, 'sun')).toEqual([])
    const left = await s.behind(
      (sql) => sql`select * from private.message_choices where person_id = ${s.id('sun')}`,
    )
    expect(left).toEqual([])
  })
})

describe('what a person wants by SMS', () => {
  story('is what has weight, to a confirmed number, unless he says otherwise', async (s) => {
    await linked(s, 'zhang')
    await s.as('zhang')
    const before = await s.rpc<Settings>('my_message_settings')
    expect(before).toMatchObject({ wechat: true, phone: null })
    expect(before.topics.map((t) => [t.code, t.sms])).toEqual([
      ['deadline', true],
      ['decision', true],
      ['appointment', true],
      ['reply', false],
    ])
    const set = (p_topic: string, p_sms: boolean | null) =>
      s.rpc<Settings>('set_message_choice', { p_topic, p_sms, p_request_id: s.request() })
    await s.expectError('BB105', () => set('reply', true))
    await confirmed(s, 'zhang', '13812345678')
    const after = await set('reply', true)
    expect(after.phone).toBe('138****5678')
    expect(after.topics.find((t) => t.code === 'reply')?.sms).toBe(true)
    expect((await set('decision', false)).topics.find((t) => t.code === 'decision')?.sms).toBe(false)
    expect((await s.expectError('BB007', () => set('work_deadline', true))).message).toBe('这类消息没有短信')
    await s.expectError('BB007', () => set('nothing', true))
    await s.expectError('BB007', () => set('reply', null))
  })

  story('is read and set by oneself, signed in', async (s) => {
    await s.as('anon')
    await s.expectError('42501', () => s.rpc('my_message_settings'))
    await s.expectError('42501', () =>
      s.rpc('set_message_choice', { p_topic: 'reply', p_sms: true, p_request_id: s.request() }),
    )
    await s.as('li')
    expect((await s.rpc<Settings>('my_message_settings')).topics.map((t) => t.code)).toContain(
      'work_deadline',
    )
  })
})

describe('the sender’s side', () => {
  story('is for the secret key alone', async (s) => {
    const calls: [string, Record<string, unknown>][] = [
      ['service_claim_outbox', { p_limit: 1, p_worker: 'w' }],
      ['service_message_step', { p_id: 1, p_worker: 'w' }],
      ['service_message_outcome', { p_id: 1, p_worker: 'w', p_way: 'sms', p_outcome: 'sent' }],
      ['service_mark_sent', { p_id: 1, p_worker: 'w' }],
      ['service_mark_failed', { p_id: 1, p_worker: 'w', p_error: 'x' }],
    ]
    for (const [name, args] of calls) {
      for (const actor of ['anon', 'zhang', 'li', 'admin']) {
        await s.as(actor)
        await s.expectError('42501', () => s.rpc(name, args))
      }
    }
  })

  story('hands each kind to its own worker, and marks for whoever holds it', async (s) => {
    await s.behind(async (sql) => {
      await sql`delete from private.outbox`
      await sql`select private.put_outbox('content_check', null, '{}', 'check')`
      await sql`select private.put_outbox('chain_anchor', null, '{}', 'anchor')`
    })
    await s.as('service')
    const claim = (p_worker: string, p_kinds?: string[]) =>
      s.rpc<{ id: number; kind: string; key: string }[]>('service_claim_outbox', {
        p_limit: 5,
        p_worker,
        p_kinds,
      })
    const [anchor] = await claim('notify')
    const [check] = await claim('content-check', ['content_check'])
    expect([anchor?.kind, check?.kind, (await claim('notify')).length]).toEqual([
      'chain_anchor',
      'content_check',
      0,
    ])
    expect(await s.rpc('service_mark_sent', { p_id: anchor?.id, p_worker: 'notify' })).toBe(true)
    expect(await s.rpc('service_mark_sent', { p_id: anchor?.id, p_worker: 'notify' })).toBe(false)
    const failed = { p_id: check?.id, p_worker: 'content-check', p_error: 'busy' }
    expect(await s.rpc('service_mark_failed', failed)).toBe('waiting')
    expect(await s.rpc('service_message_step', { p_id: anchor?.id, p_worker: 'notify' })).toMatchObject({
      state: 'lost',
    })
    const nothing = { p_id: anchor?.id, p_worker: 'notify', p_way: 'sms', p_outcome: 'sent' }
    expect(await s.rpc('service_message_outcome', nothing)).toMatchObject({ state: 'lost' })
    await s.expectError('BB007', () => s.rpc('service_message_outcome', { ...nothing, p_outcome: 'perhaps' }))
  })
})

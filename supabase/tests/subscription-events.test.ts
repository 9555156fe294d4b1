import { expect } from 'vitest'
import { type Story, stories } from './harness'

const { story } = stories(async (s) => {
  await s.asOwner()
  await s.sql`select private.set_message_template('progress', 'T-once', false), private.set_message_template('reply', 'T-long', true)`
})

/** zhang accepted one of each, an hour before. */
async function accepted(s: Story): Promise<void> {
  await s.behind(
    (sql) => sql`
      insert into private.subscriptions (person_id, template, template_id, long_term, accepted_at)
      values (${s.id('zhang')}, 'progress', 'T-once', false, private.now() - interval '1 hour'),
        (${s.id('zhang')}, 'reply', 'T-long', true, private.now() - interval '1 hour')`,
  )
}

const tell = (
  s: Story,
  event: string,
  template: string,
  status: string,
  more: Record<string, unknown> = {},
) =>
  s.rpc<number>('service_subscription_event', {
    p_event: event,
    p_openid: 'demo_zhang',
    p_results: [{ template_id: template, status }],
    p_at: '2026-03-31T02:00:00Z',
    ...more,
  })

const open = (s: Story) =>
  s.behind(
    (sql) => sql<{ template: string }[]>`
      select template from private.subscriptions where ended_at is null order by template`,
  )

story(
  'what a person takes back in the phone is worth nothing here any more; the same again changes nothing',
  async (s) => {
    await accepted(s)
    await s.as('service')
    expect(await tell(s, 'change', 'T-once', 'reject')).toBe(1)
    expect(await tell(s, 'change', 'T-once', 'reject')).toBe(0)
    expect(await open(s)).toMatchObject([{ template: 'reply' }])
    await s.as('zhang')
    await s.expectError('42501', () => tell(s, 'change', 'T-long', 'reject'))
  },
)

story(
  'a no in the dialog ends what lasts, not what was accepted before; a yes is not counted twice',
  async (s) => {
    await accepted(s)
    await s.as('service')
    expect(await tell(s, 'popup', 'T-once', 'reject')).toBe(0)
    expect(await tell(s, 'popup', 'T-once', 'accept')).toBe(0)
    expect(await tell(s, 'sent', 'T-once', 'success')).toBe(0)
    expect(await open(s)).toHaveLength(2)
    expect(await tell(s, 'popup', 'T-long', 'reject')).toBe(1)
  },
)

story('what was accepted after it stays, and a stranger to us is nobody', async (s) => {
  await accepted(s)
  await s.as('service')
  expect(await tell(s, 'change', 'T-once', 'reject', { p_at: '2026-03-31T00:30:00Z' })).toBe(0)
  expect(await tell(s, 'change', 'T-once', 'reject', { p_openid: 'unknown' })).toBe(0)
  expect(await open(s)).toHaveLength(2)
  await s.expectError('BB007', () => tell(s, 'maybe', 'T-once', 'reject'))
})

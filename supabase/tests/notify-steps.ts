import type { Actor, Story } from './harness'

export interface Step {
  do: 'subscribe' | 'sms' | 'post' | 'done'
  state?: string
  why?: string
  until?: string
  openid?: string
  phone?: string
  template?: string
  page?: string
  values?: Record<string, string>
}

/** The templates that a county has set, some of them lasting; and nobody has confirmed a number yet. */
export async function templates(s: Story, longTerm: string[] = []): Promise<void> {
  await s.behind(async (sql) => {
    await sql`delete from private.phone_identities`
    for (const key of ['progress', 'deadline', 'appointment', 'reply', 'work']) {
      await sql`select private.set_message_template(${key}, ${`tmpl-${key}`}, ${longTerm.includes(key)})`
    }
  })
}

/** That person has come in by WeChat. */
export async function linked(s: Story, who: Actor): Promise<void> {
  await s.behind(
    (
      sql,
    ) => sql`insert into private.wechat_identities (openid, user_id) values (${`demo_${who}`}, ${s.id(who)})
                 on conflict do nothing`,
  )
}

/** That person's number is confirmed. */
export async function confirmed(s: Story, who: Actor, phone = '13800000009'): Promise<void> {
  await s.behind(
    (sql) => sql`insert into private.phone_identities (phone, user_id, via, confirmed_at)
                 values (${phone}, ${s.id(who)}, 'sms', private.now())`,
  )
}

/** Tapped «允许» so many times. */
export async function accepts(s: Story, who: Actor, key: string, times = 1): Promise<void> {
  await s.as(who)
  for (let n = 0; n < times; n += 1) {
    await s.rpc('record_subscription', {
      p_results: { [`tmpl-${key}`]: 'accept' },
      p_request_id: s.request(),
    })
  }
}

/** Everything that waits is dropped, so that a story has only its own messages. */
export const hush = (s: Story) => s.behind((sql) => sql`delete from private.outbox`)

/** Puts a message of that kind about an application, as a move does. */
export async function put(
  s: Story,
  kind: string,
  who: Actor,
  application: string,
  key: string,
): Promise<number> {
  return s.behind(async (sql) => {
    await sql`select private.put_outbox(${kind}, ${s.id(who)}, ${sql.json({ application_id: application, item_code: 'ZZ01' })}, ${key})`
    const [found] = await sql<{ id: string }[]>`select id from private.outbox where dedupe_key = ${key}`
    return Number(found?.id)
  })
}

export async function later(s: Story, seconds: number): Promise<void> {
  await s.behind((sql) => sql`select private.set_clock(private.now() + make_interval(secs => ${seconds}))`)
}

export async function claim(s: Story, worker: string, limit = 20): Promise<number[]> {
  await s.as('service')
  const rows = await s.rpc<{ id: number }[]>('service_claim_outbox', { p_limit: limit, p_worker: worker })
  return rows.map(({ id }) => id)
}

export const step = (s: Story, id: number, worker: string) =>
  s.rpc<Step>('service_message_step', { p_id: id, p_worker: worker })

export const outcome = (s: Story, id: number, worker: string, way: string, result: string) =>
  s.rpc<Step>('service_message_outcome', {
    p_id: id,
    p_worker: worker,
    p_way: way,
    p_outcome: result,
    p_error: result === 'sent' ? null : 'story',
  })

/** WeChat's own count, and a gateway of SMS: what really reached people. */
export class Phones {
  readonly told: string[] = []
  private readonly balance = new Map<string, number>()

  accepted(openid: string, times = 1): void {
    this.balance.set(openid, (this.balance.get(openid) ?? 0) + times)
  }

  left(openid: string): number {
    return this.balance.get(openid) ?? 0
  }

  send(next: Step): 'sent' | 'refused' {
    if (next.do === 'subscribe') {
      const openid = next.openid ?? ''
      if (this.left(openid) === 0) return 'refused'
      this.balance.set(openid, this.left(openid) - 1)
    }
    this.told.push(`${next.do} ${next.values?.phrase}`)
    return 'sent'
  }
}

/** What notify does with what is due: claims, sends, says what came of it. Gives the states in which messages ended. */
export async function drain(s: Story, phones: Phones, worker = 'worker'): Promise<string[]> {
  const ends: string[] = []
  for (const id of await claim(s, worker)) {
    let next = await step(s, id, worker)
    while (next.do !== 'done') next = await outcome(s, id, worker, next.do, phones.send(next))
    ends.push(next.state ?? '')
  }
  return ends
}

type Row = { kind: string; state: string; last_error: string | null; attempts: number }

export const outbox = (s: Story) =>
  s.behind((sql) => sql<Row[]>`select kind, state, last_error, attempts from private.outbox order by id`)

export const ledger = (s: Story, who: Actor) =>
  s.behind(
    (sql) => sql<{ template: string; taken_for: string | null; ended_why: string | null }[]>`
      select template, taken_for, ended_why from private.subscriptions where person_id = ${s.id(who)} order by id`,
  )

/** The message of that kind that waits for 张经理. */
export const own = (s: Story, kind: string) =>
  s.behind(async (sql) => {
    const [row] = await sql<{ id: string }[]>`
      select id from private.outbox where kind = ${kind} and recipient = ${s.id('zhang')}`
    return Number(row?.id)
  })

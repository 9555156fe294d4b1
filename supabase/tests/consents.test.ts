import { describe, expect } from 'vitest'
import type { Consent } from '@/shared/contract'
import { CONSENT_VERSION, consentText } from '@/shared/privacy-uses'
import { type Story, stories } from './harness'

const { story } = stories()

const agree = (s: Story, version = CONSENT_VERSION, platform = 'weapp', request = s.request()) =>
  s.rpc<Consent>('record_consent', { p_version: version, p_platform: platform, p_request_id: request })

const withdraw = (s: Story, request = s.request()) =>
  s.rpc<{ withdrawn_at: string }>('withdraw_consent', { p_request_id: request })

const mine = (s: Story) => s.rpc<Consent | null>('my_consent')

/** A session and its renewal, as GoTrue keeps them. */
const signedIn = (s: Story, who: string) =>
  s.behind(async (sql) => {
    const [row] = await sql<{ id: string }[]>`
      insert into auth.sessions (id, user_id, created_at, updated_at)
      values (gen_random_uuid(), ${s.id(who)}, now(), now()) returning id`
    await sql`insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, created_at, updated_at)
      values (${`id-${row?.id}`}, ${`token-${row?.id}`}, ${s.id(who)}, ${row?.id ?? ''}, false, now(), now())`
  })

const sessionsOf = (s: Story, who: string) =>
  s.behind(async (sql) => {
    const [row] = await sql<{ sessions: number; renewals: number }[]>`
      select (select count(*)::int from auth.sessions where user_id = ${s.id(who)}) as sessions,
        (select count(*)::int from auth.refresh_tokens where user_id::text = ${s.id(who)}::text) as renewals`
    return row
  })

describe('a consent', () => {
  story(
    'is to a text that the server keeps whole: what the client shows is the latest of them',
    async (s) => {
      const [latest] = await s.sql<{ version: string; text: unknown }[]>`
      select version, text from private.consent_texts order by version desc limit 1`
      // Changed what is collected? Then it is a new version, with its text in a migration of its own.
      expect(latest).toEqual({ version: CONSENT_VERSION, text: JSON.parse(JSON.stringify(consentText())) })
    },
  )

  story('is kept with its moment, once from however many devices, and told to the person only', async (s) => {
    await s.at('2026-03-30T09:00:00+08:00')
    await s.as('zhang')
    expect(await mine(s)).toBeNull()
    const first = await agree(s)
    expect(first).toEqual({ version: CONSENT_VERSION, agreed_at: '2026-03-30T01:00:00.000Z' })
    await s.at('2026-03-31T09:00:00+08:00')
    await s.as('zhang')
    expect(await agree(s, CONSENT_VERSION, 'h5')).toEqual(first)
    expect(await mine(s)).toEqual(first)
    await s.as('chen')
    expect(await mine(s)).toBeNull()
    await s.as('anon')
    await s.expectError('42501', () => mine(s))
    await s.expectError('42501', () => agree(s))
  })

  story('is to a version that there is, from a platform that there is', async (s) => {
    await s.as('zhang')
    for (const version of ['2020-01-01', '', null as unknown as string])
      expect((await s.expectError('BB007', () => agree(s, version))).detail).toMatchObject({
        field: 'version',
      })
    for (const platform of ['ios', null as unknown as string])
      expect((await s.expectError('BB007', () => agree(s, CONSENT_VERSION, platform))).detail).toMatchObject({
        field: 'platform',
      })
  })

  story('is asked for anew when the text has changed, and both stay on record', async (s) => {
    await s.sql`insert into private.consent_texts (version, text) values ('2020-01-01', '{}')`
    await s.as('zhang')
    await agree(s, '2020-01-01')
    expect(await agree(s)).toMatchObject({ version: CONSENT_VERSION })
    const rows = await s.behind(
      (sql) => sql`select version, kind from private.consents where person_id = ${s.id('zhang')} order by id`,
    )
    expect(rows).toEqual([
      { version: '2020-01-01', kind: 'agreed' },
      { version: CONSENT_VERSION, kind: 'agreed' },
    ])
  })

  story('is never changed or taken away, nor is its text', async (s) => {
    await s.as('zhang')
    await agree(s)
    await s.expectError('42501', () => s.sql`select * from private.consents`)
    await s.asOwner()
    await s.expectError('P0001', () => s.sql`update private.consents set at = now()`)
    await s.expectError('P0001', () => s.sql`delete from private.consents`)
    await s.expectError('P0001', () => s.sql`truncate private.consents`)
    await s.expectError('P0001', () => s.sql`update private.consent_texts set text = '{}'`)
  })
})

describe('a consent taken back', () => {
  story('ends the sign-in on every device of that person, and of nobody else', async (s) => {
    for (const who of ['zhang', 'zhang', 'chen']) await signedIn(s, who)
    await s.as('zhang')
    await agree(s)
    await s.at('2026-03-31T09:00:00+08:00')
    await s.as('zhang')
    expect(await withdraw(s)).toEqual({ withdrawn_at: '2026-03-31T01:00:00.000Z' })
    expect(await mine(s)).toBeNull()
    expect(await sessionsOf(s, 'zhang')).toEqual({ sessions: 0, renewals: 0 })
    expect(await sessionsOf(s, 'chen')).toMatchObject({ sessions: expect.any(Number) })
    expect((await sessionsOf(s, 'chen'))?.renewals).toBeGreaterThan(0)
    await s.as('anon')
    await s.expectError('42501', () => withdraw(s))
  })

  story('may be given again, and all of it comes with the copy of one’s data', async (s) => {
    await s.as('sun')
    await agree(s)
    await withdraw(s)
    await agree(s, CONSENT_VERSION, 'h5')
    const { consents } = await s.rpc<{ consents: unknown[] }>('export_my_data')
    expect(consents).toEqual([
      { what: '同意隐私说明', version: CONSENT_VERSION, at: expect.any(String) },
      { what: '撤回对隐私说明的同意', version: CONSENT_VERSION, at: expect.any(String) },
      { what: '同意隐私说明', version: CONSENT_VERSION, at: expect.any(String) },
    ])
  })

  story('no device signs the person in by itself; nor one who never agreed, or is gone', async (s) => {
    const may = async (who: string) => {
      await s.as('service')
      return s.rpc<boolean>('service_may_resume', { p_user: s.id(who) })
    }
    expect(await may('sun')).toBe(false)
    await s.as('sun')
    await agree(s)
    expect(await may('sun')).toBe(true)
    await s.as('sun')
    await withdraw(s)
    expect(await may('sun')).toBe(false)
    await s.as('sun')
    await agree(s)
    await s.rpc('cancel_account', { p_confirm: '注销', p_request_id: s.request() })
    expect(await may('sun')).toBe(false)
    for (const who of ['zhang', 'admin', 'anon']) {
      await s.as(who)
      await s.expectError('42501', () => s.rpc('service_may_resume', { p_user: s.id('zhang') }))
    }
    // It proves that we asked, so it outlives the account.
    const [kept] = await s.behind(
      (sql) =>
        sql<
          { n: number }[]
        >`select count(*)::int as n from private.consents where person_id = ${s.id('sun')}`,
    )
    expect(kept?.n).toBe(3)
  })
})

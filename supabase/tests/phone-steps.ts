import type { Story } from './harness'

export const NUMBER = '19911110001'
export const OTHER = '19911110002'
export const ZHANG = '19900000001'
export const NOW = '2026-03-31T10:00:00+08:00'

export type Sent = { wait_seconds: number; expires_seconds: number }
export interface From {
  code?: string
  address?: string | null
  person?: string | null
}

export const send = (
  s: Story,
  phone: string,
  { code = '246810', address = null, person = null }: From = {},
) =>
  s.rpc<Sent>('service_new_phone_code', {
    p_phone: phone,
    p_code: code,
    p_address: address,
    p_person: person,
  })
export const use = (s: Story, phone: string, code = '246810', address: string | null = null) =>
  s.rpc<{ user_id: string | null }>('service_use_phone_code', {
    p_phone: phone,
    p_code: code,
    p_address: address,
  })
export const link = (s: Story, phone: string, user: string) =>
  s.rpc<string>('service_link_phone', { p_phone: phone, p_user: user })
export const confirm = (s: Story, user: string, phone: string, via = 'wechat') =>
  s.rpc('service_confirm_phone', { p_user: user, p_phone: phone, p_via: via })

/** The function asks: with the secret key, at one moment. */
export async function asFunction(s: Story): Promise<void> {
  await s.at(NOW)
  await s.as('service')
}
export const later = (s: Story, seconds: number) =>
  s.behind((sql) => sql`select private.set_clock(private.now() + make_interval(secs => ${seconds}))`)

/** A refused guess is an answer whose count stays, so nothing is rolled back here. */
export const refused = (asked: Promise<unknown>) =>
  asked.then(
    (answer) => ({ code: `allowed: ${JSON.stringify(answer)}` }),
    (error: { code: string; message: string; detail?: string }) => ({
      code: error.code,
      message: error.message,
      detail: JSON.parse(error.detail ?? '{}') as Record<string, unknown>,
    }),
  )

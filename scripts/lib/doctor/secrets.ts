import { type Finding, findingsOf } from './finding'

/** The file from which `supabase secrets set --env-file` is fed, when the doctor was told. */
export interface SecretFacts {
  values: Record<string, string>
}

const { needed } = findingsOf('secrets')
const ALWAYS = [
  'WECHAT_APPID',
  'WECHAT_SECRET',
  'WECHAT_PUSH_TOKEN',
  'WECHAT_PUSH_AES_KEY',
  'SCHEDULE_SECRET',
  'ALLOWED_ORIGINS',
]
const TENCENT = [
  'TENCENT_SECRET_ID',
  'TENCENT_SECRET_KEY',
  'SMS_APP_ID',
  'SMS_SIGN_NAME',
  'SMS_CODE_TEMPLATE',
]
/** What only the embedded stack sets. */
const NEVER = ['DEMO_SIGN_IN', 'WECHAT_API_BASE', 'SMS_API_BASE']

/** Every name is there, nothing of the demo is, and what can be guessed is refused. */
export function checkSecrets({ values }: SecretFacts): Finding[] {
  const wanted = [...ALWAYS, ...(values.SMS_PROVIDER === 'tencent' ? TENCENT : [])]
  const missing = wanted.filter((name) => !values[name])
  const found: Finding[] = []
  if (missing.length > 0) found.push(needed(`Secrets are missing: ${missing.join(', ')}.`, 'docs/deploy.md'))
  const demo = NEVER.filter((name) => values[name])
  if (demo.length > 0)
    found.push(
      needed(`These belong to the demo alone: ${demo.join(', ')}.`, 'npx supabase secrets unset <name>'),
    )
  if (values.SMS_PROVIDER === 'simulator') {
    found.push(needed('SMS_PROVIDER is the simulator.', 'A provider of your own, or none.'))
  }
  if (values.SCHEDULE_SECRET && values.SCHEDULE_SECRET.length < 32) {
    found.push(needed('SCHEDULE_SECRET is short.', 'openssl rand -hex 32, the same in Vault.'))
  }
  if (values.WECHAT_PUSH_AES_KEY && !/^[A-Za-z0-9]{43}$/.test(values.WECHAT_PUSH_AES_KEY)) {
    found.push(
      needed('WECHAT_PUSH_AES_KEY is not 43 letters and digits.', 'Copy EncodingAESKey of 消息推送 whole.'),
    )
  }
  const origins = (values.ALLOWED_ORIGINS ?? '').split(',').filter(Boolean)
  if (origins.some((origin) => !/^https:\/\/[^/*]+$/.test(origin.trim()))) {
    found.push(
      needed(
        `ALLOWED_ORIGINS is «${values.ALLOWED_ORIGINS}».`,
        'Origins by https, comma-separated, without path or star.',
      ),
    )
  }
  return found
}

import { type Finding, findingsOf, some } from './finding'

export interface Template {
  key: string
  template_id: string | null
  /** Names of the fields that are filled: thing2, time4. */
  fields: string[]
}

export interface MessageFacts {
  templates: Template[]
  /** SMS texts without the provider's id. */
  sms_without_id: string[]
  /** What the account really has, id → its content; null when WeChat was not asked. */
  account: Record<string, string> | null
  /** The secrets name no SMS provider; null when they were not told. Asking would mean to send one. */
  smsOff: boolean | null
}

const { needed, advised } = findingsOf('messages')

/** Who must be told can be told: templates chosen and with our fields, SMS registered. */
export function checkMessages({ templates, sms_without_id, account, smsOff }: MessageFacts): Finding[] {
  const found: Finding[] = []
  const empty = templates.filter((one) => !one.template_id).map((one) => one.key)
  if (empty.length > 0) {
    found.push(
      needed(
        `Subscribe-message templates are not chosen: ${empty.join(', ')}.`,
        `select private.set_message_template('<key>', '<id of 公众平台>', <long-term>, '<fields>'); see docs/deploy.md`,
      ),
    )
  }
  const demo = templates.filter((one) => one.template_id?.startsWith('Demo')).map((one) => one.key)
  if (demo.length > 0) {
    found.push(
      needed(
        `Subscribe-message templates are the demo's: ${demo.join(', ')}.`,
        'Choose your own: docs/deploy.md',
      ),
    )
  }
  if (account) {
    for (const { key, template_id, fields } of templates) {
      if (!template_id) continue
      const content = account[template_id]
      if (content === undefined) {
        found.push(
          needed(
            `The account has no template ${template_id} (${key}).`,
            'Copy the id again from 公众平台 → 订阅消息.',
          ),
        )
        continue
      }
      const theirs = [...content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map((match) => match[1] as string)
      const differs = [
        ...fields.filter((one) => !theirs.includes(one)),
        ...theirs.filter((one) => !fields.includes(one)),
      ]
      if (differs.length > 0) {
        found.push(
          needed(
            `The template ${key} has the fields ${theirs.join(', ')}, the database fills ${fields.join(', ')}.`,
            `select private.set_message_template('${key}', '${template_id}', <long-term>, '[{"name":"${theirs[0] ?? 'thing1'}","from":["item"]}, …]');`,
          ),
        )
      }
    }
  }
  if (smsOff) {
    found.push(
      advised(
        'No SMS provider is configured: nobody signs in on H5 by number, and who WeChat does not reach is not told.',
        'npx supabase secrets set SMS_PROVIDER=tencent … (docs/deploy.md)',
      ),
    )
  }
  if (!smsOff && sms_without_id.length > 0) {
    found.push(
      advised(
        `SMS texts without the provider's id: ${some(sms_without_id)}.`,
        `update private.sms_templates set provider_id = '<id>' where key = '<key>';`,
      ),
    )
  }
  return found
}

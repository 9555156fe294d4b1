import { json } from '../http-bridge'
import { deliver } from './messages'
import { type Call, type Family, refuse, text, type World } from './router'
import { DEMO_TEMPLATES, type DemoTemplate } from './templates'

/** What WeChat checks of a value, by the type in the field's name (订阅消息参数值内容限制说明, sendMessage). */
const FITS: Record<string, (value: string) => boolean> = {
  thing: (value) => value.length <= 20 && !/[\n\r]/.test(value),
  character_string: (value) => /^[!-~]{1,32}$/.test(value),
  phrase: (value) => /^[一-龥]{1,5}$/.test(value),
  time: (value) => /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}(:\d{2})?$/.test(value),
  date: (value) => /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2}(:\d{2})?)?$/.test(value),
  number: (value) => /^\d{1,32}(\.\d+)?$/.test(value),
}

/**
 * subscribeMessage.send, with the count that WeChat keeps and tells nobody: one acceptance of a one-time template is
 * one message, 43101 when there is none or the person refused; what does not fit the template is 47003 and spends
 * nothing.
 */
export class Subscriptions implements Family {
  private readonly balances = new Map<string, number>()
  private readonly refused = new Set<string>()

  constructor(
    private readonly world: World,
    private readonly templates: readonly DemoTemplate[] = DEMO_TEMPLATES,
  ) {}

  readonly apis = { '/cgi-bin/message/subscribe/send': ({ body }: Call) => this.send(body) }

  readonly controls = {
    /** A person's taps in the dialog of wx.requestSubscribeMessage: {openid, answers: {template id: accept | reject | ban}}. */
    '/simulator/subscriptions': ({ body }: Call) => {
      for (const [id, answer] of Object.entries((body.answers ?? {}) as Record<string, unknown>)) {
        this.answer(text(body.openid), id, text(answer))
      }
      return json({ ok: true })
    },
  }

  /** What a person tapped. `ban` is the switch in the settings, or «always refuse»; an acceptance takes it back. */
  answer(openid: string, templateId: string, answer: string): void {
    const key = `${openid} ${templateId}`
    if (answer === 'ban') this.refused.add(key)
    if (answer !== 'accept') return
    this.refused.delete(key)
    this.balances.set(key, (this.balances.get(key) ?? 0) + 1)
  }

  private send(body: Record<string, unknown>): Response {
    const openid = text(body.touser)
    const template = this.templates.find(({ id }) => id === body.template_id)
    if (!openid) return refuse(40003, 'invalid openid')
    if (!template) return refuse(40037, 'invalid template_id')
    if (!/^(pages|packages)\//.test(text(body.page) || 'pages/')) return refuse(41030, 'invalid page')
    const data = (body.data ?? {}) as Record<string, { value?: unknown } | undefined>
    const wrong = Object.keys(template.labels).find((name) => !fits(name, text(data[name]?.value)))
    if (wrong) return refuse(47003, `argument invalid! data.${wrong}.value invalid`)
    if (!this.spend(openid, template)) return refuse(43101, 'user refuse to accept the msg')
    deliver(this.world.sent, {
      channel: '微信订阅消息',
      to: openid,
      title: template.title,
      lines: Object.entries(template.labels).map(([name, label]) => `${label}：${text(data[name]?.value)}`),
      at: this.world.now(),
    })
    return json({ errcode: 0, errmsg: 'ok' })
  }

  private spend(openid: string, template: DemoTemplate): boolean {
    const key = `${openid} ${template.id}`
    if (this.refused.has(key)) return false
    const left = this.balances.get(key) ?? 0
    // The people of the demo accepted what lasts before it began; this memory does not outlive a restart.
    if (template.longTerm) return left > 0 || openid.startsWith('demo_')
    if (left === 0) return false
    this.balances.set(key, left - 1)
    return true
  }
}

function fits(name: string, value: string): boolean {
  return value !== '' && (FITS[name.replace(/\d+$/, '')]?.(value) ?? true)
}

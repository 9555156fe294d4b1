import { DEMO_PEOPLE } from '../demo/people'

/** Something that would have reached a person's phone. */
export interface Sent {
  /** How: an SMS, a WeChat subscribe message. */
  channel: string
  /** To whom, as the channel names them: a number, an openid. */
  to: string
  title: string
  lines: string[]
  /** Milliseconds. */
  at: number
}

/** As many as the demo keeps; the oldest go first. */
const KEPT = 200

/** Notes what would have been sent. */
export function deliver(sent: Sent[], message: Sent): void {
  sent.unshift(message)
  sent.splice(KEPT)
}

/** The page that shows what would have been sent. Of the demo, not of the product. */
export function messagesPage(sent: readonly Sent[]): Response {
  const rows = sent.map(
    ({ channel, to, title, lines, at }) =>
      `<li><p class="head"><b>${asText(channel)}</b> 发给 ${asText(nameOf(to))}　<time>${clock(at)}</time></p>` +
      `<h2>${asText(title)}</h2>${lines.map((line) => `<p>${asText(line)}</p>`).join('')}</li>`,
  )
  const list = rows.length > 0 ? `<ol>${rows.join('')}</ol>` : '<p>还没有发过消息。</p>'
  return new Response(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>演示：本来会发出的消息</title><style>
body{font:16px/1.6 system-ui,sans-serif;max-width:40em;margin:2em auto;padding:0 1em;color:#1d2129;background:#f5f6f8}
ol{list-style:none;padding:0}li{background:#fff;border-radius:12px;padding:12px 16px;margin:12px 0}
h1{font-size:22px}h2{font-size:17px;margin:4px 0}p{margin:2px 0}.head{color:#5c6370;font-size:14px}time{white-space:nowrap}
</style><h1>演示：本来会发出的消息</h1><p>这里没有真的发给任何人。刷新看新的。</p>${list}</html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } },
  )
}

/** 张经理 in place of an openid or number of the demo, with what the channel calls him beside it. */
function nameOf(to: string): string {
  const person = DEMO_PEOPLE.find(({ handle, phone }) => to === `demo_${handle}` || to === phone)
  return person ? `${person.name}（${to}）` : to
}

const clock = (at: number) => new Date(at + 8 * 3600_000).toISOString().slice(5, 19).replace('T', ' ')

const asText = (words: string) => words.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)

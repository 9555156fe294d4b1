import { createHash, randomUUID } from 'node:crypto'
import { DEFAULT_API_PORT, PUBLISHABLE_KEY } from '../../../supabase/local/defaults'
import { DEMO_APPID } from '../../../supabase/local/wechat/app'
import type { HostFacts, Page } from './host'
import type { WechatFacts } from './wechat'

const patient = (init: RequestInit = {}): RequestInit => ({ ...init, signal: AbortSignal.timeout(20_000) })

async function page(address: string): Promise<Page> {
  try {
    const answer = await fetch(address, patient())
    const { headers, status } = answer
    return {
      status,
      type: headers.get('content-type') ?? '',
      cache: headers.get('cache-control') ?? '',
      body: await answer.text(),
    }
  } catch {
    return { status: 0, type: '', cache: '', body: '' }
  }
}

/** What the web host serves, and what its first scripts contain of the demo. */
export async function hostFacts(
  url: string,
  apiUrl: string,
  checkFiles: readonly string[],
): Promise<HostFacts> {
  const home = await page(`${url}/`)
  const scripts = [...home.body.matchAll(/<script[^>]+src="([^"]+)"/g)].map(
    (match) => new URL(match[1] as string, `${url}/`).href,
  )
  const text = (await Promise.all(scripts.map(page))).map(({ body }) => body).join('\n')
  const demo = [`http://localhost:${DEFAULT_API_PORT}`, PUBLISHABLE_KEY]
  return {
    url,
    apiUrl,
    home,
    code: await page(`${url}/c/XX00`),
    paper: await page(`${url}/v/0000000000000`),
    demoInScripts: demo.filter((one) => text.includes(one)),
    checkFiles: await Promise.all(
      checkFiles.map(async (name) => ({ address: `${url}/${name}`, page: await page(`${url}/${name}`) })),
    ),
  }
}

export interface WechatAccount {
  appid: string
  secret: string
  pushToken: string | null
  /** WeChat's API, or a stand-in. */
  apiBase: string
}

/** Asks WeChat for a token (the stable one, which leaves the functions' own as it is), its templates, and tries the push address. */
export async function wechatFacts(
  { appid, secret, pushToken, apiBase }: WechatAccount,
  apiUrl: string,
): Promise<WechatFacts & { account: Record<string, string> | null }> {
  const body = JSON.stringify({ grant_type: 'client_credential', appid, secret })
  const answer = await ask<{ access_token?: string; errcode?: number }>(
    `${apiBase}/cgi-bin/stable_token`,
    patient({ method: 'POST', headers: { 'content-type': 'application/json' }, body }),
  )
  const token = answer?.access_token
  const listed = token
    ? await ask<{ errcode?: number; data?: { priTmplId: string; content: string }[] }>(
        `${apiBase}/wxaapi/newtmpl/gettemplate?access_token=${token}`,
        patient(),
      )
    : null
  return {
    appid,
    demoAppid: DEMO_APPID,
    tokenErrcode: token ? 0 : (answer?.errcode ?? null),
    push: pushToken ? await checkAddress(apiUrl, pushToken) : null,
    account: listed?.data
      ? Object.fromEntries(listed.data.map(({ priTmplId, content }) => [priTmplId, content]))
      : null,
  }
}

const ask = <T>(address: string, init: RequestInit): Promise<T | null> =>
  fetch(address, init)
    .then((answer) => answer.json() as Promise<T>)
    .catch(() => null)

/** As WeChat does it when somebody saves the settings of 消息推送. */
async function checkAddress(apiUrl: string, token: string): Promise<WechatFacts['push']> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomUUID().slice(0, 8)
  const echostr = randomUUID().replaceAll('-', '')
  const signature = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
  const query = new URLSearchParams({ signature, timestamp, nonce, echostr })
  const answer = await fetch(`${apiUrl}/functions/v1/wechat-events?${query}`, patient()).catch(() => null)
  return { status: answer?.status ?? 0, echoed: answer?.ok === true && (await answer.text()) === echostr }
}

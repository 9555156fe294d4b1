import { CODE_PREFIX } from './county'
import { documentCodeFault, documentCodeFrom, printedDocumentCode } from './document-code'
import { usccDoubtful, usccIn } from './form/uscc'
import { routes, TABS } from './routes'

/** What somebody scanned: where it leads, or what it is when it leads nowhere here. */
export type Scanned =
  | { kind: 'item'; code: string }
  | { kind: 'paper'; code: string }
  /** Another place of ours. */
  | { kind: 'page'; url: string }
  /** A code of another county: of another host, or with another prefix. */
  | { kind: 'elsewhere'; host: string | null; code: string }
  | { kind: 'link'; host: string }
  | { kind: 'payment' | 'card' | 'wifi' | 'licence' | 'bar' | 'nothing' }
  | { kind: 'words'; text: string }

const SHORT = /^[A-Z]{2,4}\d{2,4}$/
/** Scheme, host with its port, the rest. Whatever stands before an @ is no host: such a link is not looked into. */
const LINK = /^(https?):\/\/([^/?#\s@\\]+)([/?#]\S*)?$/i
const OWN_PATH = /^\/?((?:pages|packages)\/[a-z/-]+)(?:\.html)?(?:\?(.*))?$/
/** 收款码、付款码: WeChat, Alipay, UnionPay (also the EMV text of 银联 codes), 数字人民币. */
const PAYMENT = [
  /^(weixin|wxp|alipays?|alipayqr|upwallet|dcep|ecny):\/\//i,
  /^https?:\/\/(qr\.alipay\.com|render\.alipay\.com|payapp\.w(eixin|echatpay\.cn)|pay\.weixin\.qq\.com|wx\.tenpay\.com|qr\.95516\.com)(\.|\/|$)/i,
  /^000201\d{2,}/,
  // A 付款码: WeChat 18 digits from 10 to 15, Alipay 16 to 24 digits from 25 to 30.
  /^1[0-5]\d{16}$/,
  /^(2[5-9]|30)\d{14,22}$/,
]
const CARD = /^(BEGIN:VCARD|MECARD:|BIZCARD:|mailto:|tel:|sms(to)?:)/i

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const codeIn = (text: string): string | null => {
  const code = text.trim().toUpperCase()
  return SHORT.test(code) ? code : null
}

/** The value of one name in a query. */
const valueIn = (query: string, name: string): string | null => {
  const found = new RegExp(`(?:^|&)${name}=([^&#]*)`).exec(query)
  return found ? decoded(found[1] ?? '') : null
}

/**
 * What a text is that was read from a code, or that somebody typed. `isOurs` says whether a host is one of ours: a
 * link is never opened, only its code is taken, and a code of another county leads to no item of this one.
 */
export function scanned(text: string, isOurs: (host: string) => boolean): Scanned {
  const said = text.replace(/^\uFEFF/, '').trim()
  if (said === '') return { kind: 'nothing' }
  // WeChat hands `q` over encoded once; some printers encode the whole link.
  if (/^https?%3A/i.test(said)) return scanned(decoded(said), isOurs)
  // A credit code of digits alone can look like a 付款码; its check digit tells.
  const licence = usccIn(said)
  if (PAYMENT.some((form) => form.test(said)) && (licence === null || usccDoubtful(licence))) {
    return { kind: 'payment' }
  }
  if (CARD.test(said)) return { kind: 'card' }
  if (/^WIFI:/i.test(said)) return { kind: 'wifi' }
  const code = codeIn(said)
  if (code) return ofCode(code, null)
  const bare = documentCodeFrom(said)
  if (!said.includes('/') && documentCodeFault(bare) === null) return { kind: 'paper', code: bare }
  const path = OWN_PATH.exec(said)
  if (path) return ofPath(path[1] ?? '', path[2] ?? '', isOurs) ?? { kind: 'words', text: said }
  const link = LINK.exec(said)
  if (link) return ofLink((link[2] ?? '').toLowerCase(), link[3] ?? '', isOurs)
  if (/^https?:/i.test(said)) return { kind: 'link', host: '' }
  if (licence) return { kind: 'licence' }
  if (/^\d{6,14}$/.test(said)) return { kind: 'bar' }
  return { kind: 'words', text: said }
}

const ofCode = (code: string, host: string | null): Scanned =>
  host === null && code.startsWith(CODE_PREFIX) ? { kind: 'item', code } : { kind: 'elsewhere', host, code }

function ofLink(host: string, rest: string, isOurs: (host: string) => boolean): Scanned {
  const code = codeIn(/^\/c\/([^/?#]+)/.exec(rest)?.[1] ?? '')
  const paper = printedDocumentCode(rest)
  if (!isOurs(host)) {
    if (usccIn(rest)) return { kind: 'licence' }
    const foreign = code ?? (paper ? '' : null)
    return foreign === null ? { kind: 'link', host } : { kind: 'elsewhere', host, code: foreign }
  }
  if (paper) return { kind: 'paper', code: paper }
  if (code) return ofCode(code, null)
  const inside = OWN_PATH.exec(rest.replace(/^\/?#/, ''))
  if (inside) return ofPath(inside[1] ?? '', inside[2] ?? '', isOurs) ?? { kind: 'page', url: TABS.home }
  // A link rule of WeChat may be filed with the code in its query: /c?code=QX07.
  const asked = codeIn(valueIn(rest.replace(/^[^?]*\??/, ''), 'c') ?? '')
  return asked ? ofCode(asked, null) : { kind: 'page', url: TABS.home }
}

/** Pages of ours to which a code or a link may lead; every other address is left alone. */
function ofPath(path: string, query: string, isOurs: (host: string) => boolean): Scanned | null {
  if (path === 'pages/code/index') {
    const text = valueIn(query, 'c') ?? valueIn(query, 'q') ?? valueIn(query, 'scene')
    return text ? scanned(text, isOurs) : null
  }
  if (path === 'packages/guide/item/index') {
    const code = codeIn(valueIn(query, 'code') ?? '')
    return code ? ofCode(code, null) : null
  }
  if (path === 'packages/document/check/index') {
    const code = documentCodeFrom(valueIn(query, 'c') ?? '')
    return documentCodeFault(code) === null ? { kind: 'paper', code } : null
  }
  if (path === 'packages/enterprise/invite/index') {
    const code = valueIn(query, 'code')
    return code ? { kind: 'page', url: routes.invite(code) } : null
  }
  return Object.values(TABS).some((tab) => tab === `/${path}`) ? { kind: 'page', url: `/${path}` } : null
}

/**
 * What the code page was opened with: `c` of our own links, `scene` of a 小程序码 (WeChat hands it over encoded), `q`
 * of an ordinary link (encoded once; WeChat has compared its host with the rules that the county filed, so any host
 * in it is ours).
 */
export function scannedQuery(
  query: Record<string, string | undefined>,
  isOurs: (host: string) => boolean,
  linksAreOurs: boolean,
): Scanned {
  const { c, q, scene } = query
  if (c === undefined && q !== undefined) return scanned(decoded(q), linksAreOurs ? () => true : isOurs)
  return scanned(decoded(c ?? scene ?? ''), isOurs)
}

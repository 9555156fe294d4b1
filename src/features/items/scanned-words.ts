import { CODE_PREFIX, COUNTY } from '@/shared/county'
import { routes } from '@/shared/routes'
import type { Scanned } from '@/shared/scanned'

/** What a scanned code is when it leads nowhere here, what to do, and a way of its own beside search and scan. */
export interface ScannedWords {
  title: string
  sub: string
  way?: { words: string; url: string }
}

const AGAIN = `办事请扫卡片上带 ${CODE_PREFIX} 编号的码，或者按名称搜索`

const shortened = (text: string, most: number) =>
  [...text].length > most ? `${[...text].slice(0, most).join('')}…` : text

/** Null for what leads somewhere: an item, a paper, a page of ours. */
export function scannedWords(what: Scanned): ScannedWords | null {
  switch (what.kind) {
    case 'elsewhere': {
      const mark = [what.code, what.host].filter(Boolean).join('，')
      // Ours by its prefix, from a host that is not: an old card, or another county that chose the same letters.
      const same = what.code.startsWith(CODE_PREFIX)
      return {
        title: `这是外地的办事码（${shortened(mark, 40)}）`,
        sub: `这里只办${COUNTY}的事。要在那边办，退出去用微信扫一扫直接扫它；要在${COUNTY}办，${same ? '看本县的同号事项，或者' : ''}按名称搜索`,
        way: same ? { words: `看本县 ${what.code}`, url: routes.code(what.code) } : undefined,
      }
    }
    case 'payment':
      return {
        title: '这是收付款的码，不是办事的码',
        sub: `没有付钱。办事要不要交费、怎么交，事项指南里都写着；有人让你扫码付钱才给办，先别付，问专员。${AGAIN}`,
      }
    case 'card':
      return {
        title: '这是名片或电话，不是办事的码',
        sub: `要存联系人，退出去用微信扫一扫。${AGAIN}`,
      }
    case 'wifi':
      return { title: '这是连 Wi-Fi 的码，不是办事的码', sub: `要连网，用手机相机扫它。${AGAIN}` }
    case 'licence':
      return {
        title: '这是营业执照上的码',
        sub: '绑定企业时扫它，信用代码自动填好。要办事，扫卡片上的码，或者按名称搜索',
        way: { words: '去绑定企业', url: routes.bind() },
      }
    case 'link':
      return {
        title: what.host ? `这是别的网页的码（${shortened(what.host, 40)}）` : '这是别的网页的码',
        sub: `没有打开它。${AGAIN}`,
      }
    case 'bar':
      return { title: '这是商品或快递的条形码', sub: AGAIN }
    case 'nothing':
      return { title: '这个码里什么都没有', sub: `换一张清楚、正一点的再扫。${AGAIN}` }
    case 'words':
      return {
        title: '这不是「码上办」的码',
        sub: `里面写的是“${shortened(what.text.replace(/\s+/g, ' '), 40)}”。${AGAIN}`,
        way:
          [...what.text].length <= 20
            ? { words: '用这几个字搜事项', url: routes.search({ q: what.text }) }
            : undefined,
      }
    default:
      return null
  }
}

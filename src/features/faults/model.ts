import type { ClientFault } from '@/shared/contract'
import { pastWords } from '@/shared/words/dates'

const KINDS: Record<ClientFault['kind'], string> = {
  error: '程序出错',
  rejection: '一步没做成，没人接住',
  render: '页面没画出来',
  page_not_found: '打开了没有的页面',
  resource: '文件没加载到',
}

export const kindWords = ({ kind }: ClientFault): string => KINDS[kind]

/** 小程序 0.1.0，ios 3.8.0. */
export const whereWords = ({ platform, version, runtime }: ClientFault): string =>
  [`${platform === 'weapp' ? '小程序' : '网页'} ${version}`, runtime].filter(Boolean).join('，')

/** 出现 12 次，最近 今天 10:05，最早 昨天 09:00. */
export function timesWords({ times, first_seen, last_seen }: ClientFault, now: number): string {
  const last = pastWords(last_seen, now)
  return times === 1
    ? `出现 1 次，${last}`
    : `出现 ${times} 次，最近 ${last}，最早 ${pastWords(first_seen, now)}`
}

/** The whole of it as text, for whoever mends the program. */
export const faultText = (fault: ClientFault): string =>
  [
    `${fault.kind}: ${fault.message}`,
    `${fault.platform} ${fault.version} ${fault.runtime ?? ''}`.trim(),
    `page ${fault.page ?? '-'}, ${fault.times} times, ${fault.first_seen} – ${fault.last_seen}`,
    ...fault.stack.map((frame) => `  ${frame}`),
  ].join('\n')

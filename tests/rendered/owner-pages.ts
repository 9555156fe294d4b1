import { routes, TABS } from '@/shared/routes'
import type { OwnerTrace } from './owner-journey'
import type { Pair } from './people'

/** Takes a look at the page that stands open; `address` is where H5 finds the same. */
export type Look = (name: string, address?: string) => Promise<unknown>

/** Opens an address, waits until the page shows what it is for, and looks at it. */
const seeing =
  ({ phone }: Pair, look: Look) =>
  async (name: string, address: string, shows: string | RegExp) => {
    await phone.open(address)
    await phone.see(shows)
    await look(name, address)
  }

/** The four tabs, while a correction waits for the owner. */
export async function tabPages(pair: Pair, look: Look): Promise<void> {
  const see = seeing(pair, look)
  await see('home', TABS.home, /扫「码上办」码/)
  await see('applications', TABS.applications, '食品经营许可（新办）')
  await see('messages', TABS.messages, /李专员/)
  await see('me', TABS.me, '退出登录')
  await pair.phone.tap('退出登录')
  await pair.phone.see('退出登录？')
  await pair.phone.tap('不退')
}

/** Pages that the main job does not lead through, by their addresses. */
export async function ownPages(pair: Pair, look: Look, trace: OwnerTrace): Promise<void> {
  const see = seeing(pair, look)
  await see('code', routes.code('QX99'), /QX99/)
  await see('search', routes.search({ q: '开饭馆' }), '食品经营许可（新办）')
  await see('content', routes.content(trace.application), '张明远')
  await see('bind', routes.bind(), /信用代码/)
  await see('members', routes.members(trace.enterprise), '陈晓雯')
  await see('invite', routes.invite(), /邀请/)
  await see('privacy', routes.privacy(), /隐私/)
  await see('terms', routes.terms(), /条款/)
  await see('own-data', routes.ownData(), /存了什么/)
  await see('seen-by', routes.seenBy(), /看过/)
  await see('reminders', routes.reminders(), /提醒/)
  await see('cancel-account', routes.cancelAccount(), /注销/)
  await see('paper-check', routes.documentCheck(), /核对/)
  await see('paper', routes.document(trace.paper), /凭证|通知书|决定书/)
}

/** What got stuck is brought up, and lies with the officer. */
export async function appeal({ phone }: Pair, look: Look): Promise<string> {
  await phone.open(routes.appealNew())
  await phone.see('是哪类事情')
  await look('appeal-new')
  await phone.screen.getByRole('radio').first().click()
  await phone.type('一句话说是什么事', '许可证没动静')
  await phone.type('具体情况', '交了三天，没人联系我，想知道卡在哪里。')
  await phone.tap('提交诉求')
  await phone.at('packages/appeal/detail')
  await phone.see('许可证没动静')
  await look('appeal')
  const id = await phone.param('id')
  await phone.open(routes.appeals())
  await phone.see('许可证没动静')
  await look('appeals')
  return id
}

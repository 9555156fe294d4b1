import { routes, TABS } from '@/shared/routes'
import type { Phone } from '../../../tests/weapp/phone'
import type { Made } from './main-job'

/** Opens pages by their addresses, one after the other, and lets each come to rest. */
async function openAll(phone: Phone, addresses: string[]): Promise<void> {
  for (const url of addresses) {
    phone.pass(1000)
    const tab = Object.values<string>(TABS).includes(url)
    ;(phone.wx as unknown as Record<string, (o: { url: string }) => void>)[tab ? 'switchTab' : 'reLaunch']({
      url,
    })
    await phone.at(url.slice(1).replace(/\?.*/, ''))
    await phone.quiet()
  }
}

const STAFF_TABS = [TABS.home, TABS.applications, TABS.messages, TABS.me]

/** What an owner finds beside the main job. */
export async function ownersPages(phone: Phone, made: Made): Promise<void> {
  const { application, enterprise, appointment, paper } = made
  await openAll(phone, [
    ...[TABS.home, TABS.applications, TABS.messages, TABS.me],
    ...[routes.search({}), routes.search({ q: '食品' }), routes.code('QX07'), routes.item('QX10')],
    ...[routes.bind(), routes.members(enterprise), routes.invite()],
    ...[routes.privacy(), routes.terms(), routes.ownData(), routes.seenBy(), routes.cancelAccount()],
    ...[routes.timeline(application), routes.content(application), routes.appointment(appointment)],
    ...[routes.reminders(), routes.document(paper), routes.documentCheck(), routes.appealNew()],
  ])
  await appeal(phone)
  await openAll(phone, [routes.appeals()])
}

async function appeal(phone: Phone): Promise<void> {
  await phone.see('是哪类事情')
  await phone.tap('事情卡住了')
  await phone.type('一句话说是什么事', '许可证没动静')
  await phone.type('具体情况', '交了三天，没人联系我，想知道卡在哪里。')
  await phone.tap('提交诉求')
  await phone.at('packages/appeal/detail')
  await phone.see('许可证没动静')
}

/** What an officer or a clerk finds about the main job's application. */
export function officersPages(phone: Phone, made: Made): Promise<void> {
  const { application, appointment } = made
  return openAll(phone, [
    ...STAFF_TABS,
    ...[routes.workbench(), routes.review(application), routes.preCheck(application)],
    ...[routes.issue(application), routes.schedule(), routes.verification(appointment)],
    ...[routes.codes(), routes.calendar(), routes.faults(), routes.myEnterprises()],
  ])
}

/** Of the conversation and of what is held back, each only with who may read it. */
export const talk = (phone: Phone, { conversation }: Made) =>
  openAll(phone, [routes.conversation(conversation)])
export const leadersPages = (phone: Phone) => openAll(phone, [...STAFF_TABS, routes.appeals(), routes.held()])

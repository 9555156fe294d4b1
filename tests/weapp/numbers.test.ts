import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepFigures } from '../support/figures'
import { type County, startCounty } from '../support/product'
import { Folder, LAYOUT_JPG, scannedPdf } from './files'
import { Phone, type Traffic } from './phone'
import { openGuide, signIn } from './steps'

let county: County
let phone: Phone
let scan = ''
const files = new Folder()

beforeAll(async () => {
  county = await startCounty()
  scan = files.put('授权委托书.pdf', await scannedPdf('授权委托书'))
  phone = new Phone({ apiUrl: county.stack.apiUrl, handle: 'zhang' })
  await signIn(phone)
})
afterAll(async () => {
  phone?.end()
  files.remove()
  await county?.stack.stop()
})

/** The owner comes back another time: signed in, nothing of the app in memory. */
async function comeBack(): Promise<void> {
  await phone.quiet()
  phone = phone.again(county.stack.apiUrl, 'zhang')
}

const counted = ({ requests, sent, received, calls }: Traffic) => ({ requests, sent, received, calls })

it('shows home and guide with few requests', async () => {
  await comeBack()
  const home = await phone.traffic(async () => {
    await phone.app.launch()
    await phone.see('李专员')
  })
  const guide = await phone.traffic(async () => {
    await phone.tap('食品经营许可（新办）')
    await phone.at('packages/guide/item')
    await phone.see('选你的情形，材料会变少')
  })
  keepFigures('requests', { home: counted(home), guide: counted(guide) })
  expect(home.requests, home.calls.join()).toBeLessThanOrEqual(4)
  expect(guide.requests, guide.calls.join()).toBeLessThanOrEqual(2)
})

it('counts what a returning owner needs from home to the receipt, with one item and two materials', async () => {
  await comeBack()
  let application = ''
  let typed = 0
  const type = async (label: string, value: string) => {
    typed += 1
    await phone.type(label, value)
  }
  const whole = await phone.traffic(async () => {
    await phone.app.launch()
    await openGuide(phone, 'QX10', ['零食、饮料、粮油、酒', '自动售货机', '委托别人办'])
    await phone.tap('开始办理')
    await phone.at('packages/apply/form')
    application = phone.param('id')
    await phone.tap('下一步：经营')
    await phone.tap('零售')
    await type('售货机台数', '3')
    await phone.tap('下一步：联系')
    await phone.see('联系电话')
    await phone.tap('下一步：材料')
    await phone.at('packages/apply/materials')
    await phone.see('上传 2 件材料')
    for (const file of [LAYOUT_JPG, scan]) {
      await phone.tap('上传')
      await phone.upload('从微信聊天选文件', file)
    }
    await phone.tap('下一步：核对')
    await phone.at('packages/apply/check')
    await phone.tap('我承诺所填内容和材料真实')
    await phone.tap('提交申请')
    await phone.at('packages/apply/receipt')
    await phone.see(/QX-260331-\d{4}/)
  })
  const { calls, largestBytes, mostPerSecond, busiest } = phone.app.figures
  keepFigures('home-to-receipt', {
    ...counted(whole),
    taps: phone.taps,
    typed,
    setDataCalls: calls,
    largestBytes,
    mostPerSecond,
  })
  expect(largestBytes).toBeLessThanOrEqual(64 * 1024)
  expect(mostPerSecond, busiest.join()).toBeLessThan(20)
  expect(application).not.toBe('')
})

it('shows the timeline with few requests', async () => {
  await comeBack()
  await phone.app.launch()
  await phone.see('李专员')
  await phone.tap('办件')
  await phone.at('pages/applications')
  await phone.see('仅销售预包装食品备案')
  const timeline = await phone.traffic(async () => {
    await phone.tap('仅销售预包装食品备案')
    await phone.at('packages/application/timeline')
    await phone.see('到哪一步了')
  })
  keepFigures('requests-timeline', { timeline: counted(timeline) })
  expect(timeline.requests, timeline.calls.join()).toBeLessThanOrEqual(2)
})

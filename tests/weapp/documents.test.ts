import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficialDocument } from '@/shared/contract'
import { writePapers } from '../support/papers'
import { pdfText } from '../support/pdf-text'
import { type County, startCounty } from '../support/product'
import { Phone } from './phone'
import { downloads } from './runtime/wx-files'
import { signIn } from './steps'

describe('papers in the mini-program', () => {
  let county: County
  let notice: OfficialDocument
  const phones: Phone[] = []
  const take = (handle: 'zhang' | 'liu') => {
    const phone = new Phone({ apiUrl: county.stack.apiUrl, handle })
    phones.push(phone)
    return phone
  }

  beforeAll(async () => {
    county = await startCounty()
    notice = (await writePapers(county.stack)).at(-1) as OfficialDocument
  })
  afterAll(async () => {
    for (const phone of phones) phone.end()
    await county?.stack.stop()
  })

  it('opens the PDF in WeChat with the token of whoever is signed in', async () => {
    const first = take('zhang')
    await signIn(first)
    const phone = first.again(county.stack.apiUrl, 'zhang')
    phones.push(phone)
    await phone.app.launch('packages/document/view/index', { id: notice.id })
    await phone.see('怎么改：在原图上添画，重拍一张')
    for (const button of ['打开 PDF', '保存']) {
      const before = phone.wx.opened.length
      await phone.tap(button)
      await phone.until(() => phone.wx.opened.length > before, 'the paper in the reader of WeChat')
      const pdf = downloads.get(phone.wx.opened.at(-1) ?? '') ?? Buffer.alloc(0)
      expect(pdfText(pdf).join('').replace(/\n/g, '')).toContain('问题：没画出洗手池')
    }
  })

  it('says what happened when the paper is not there any more for this person', async () => {
    const first = take('zhang')
    await signIn(first)
    const phone = first.again(county.stack.apiUrl, 'zhang')
    phones.push(phone)
    await phone.app.launch('packages/document/view/index', { id: notice.id })
    await phone.see('打开 PDF')
    // The authority ends while the page stands open.
    await county.stack.sql`update public.enterprise_members set state = 'ended' where person_id = (
      select applicant_id from public.applications where id = ${notice.application_id})`
    try {
      await phone.tap('打开 PDF')
      await phone.see('没有找到这份文书')
      expect(phone.wx.opened).toEqual([])
    } finally {
      await county.stack.sql`update public.enterprise_members set state = 'active' where state = 'ended'`
    }
  })

  it('checks a paper scanned from home, and one that WeChat itself scanned, without a sign-in', async () => {
    const phone = take('liu')
    await phone.app.launch()
    await phone.see('登录后就能办')
    phone.wx.scanNext(notice.content.check_url)
    await phone.tap('扫「码上办」码')
    await phone.at('packages/document/check')
    await phone.see('查到了，是真的')
    await phone.see(notice.number)
    expect(phone.text).not.toMatch(/禾味|张明远/)

    const other = take('liu')
    await other.app.launch('packages/document/check/index', {
      q: encodeURIComponent(notice.content.check_url),
    })
    await other.see('查到了，是真的')
  })
})

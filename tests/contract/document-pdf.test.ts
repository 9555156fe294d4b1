import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OfficialDocument } from '@/shared/contract'
import { setPaper } from '../../supabase/functions/document-pdf/paper'
import { type DemoHandle, demoPerson } from '../../supabase/local/demo/people'
import { writePapers } from '../support/papers'
import { pdfText } from '../support/pdf-text'
import { type County, startCounty } from '../support/product'
import { testClient } from '../support/stack'

let county: County
let papers: OfficialDocument[]

beforeAll(async () => {
  county = await startCounty()
  papers = await writePapers(county.stack)
})
afterAll(() => county?.stack.stop())

async function tokenOf(person: DemoHandle): Promise<string> {
  const client = testClient(county.stack)
  const { data } = await client.functions.invoke('demo-login', { body: { person } })
  const { data: signedIn } = await client.auth.verifyOtp({ token_hash: data.token_hash, type: 'magiclink' })
  if (signedIn.user?.id !== demoPerson(person).id) throw new Error(`${person} did not sign in`)
  return signedIn.session?.access_token ?? ''
}

function download(id: string, authorization?: string): Promise<Response> {
  return fetch(`${county.stack.apiUrl}/functions/v1/document-pdf?id=${id}`, {
    headers: { apikey: county.stack.publishableKey, ...(authorization ? { authorization } : {}) },
  })
}

const noticeId = () => papers.find(({ kind }) => kind === 'correction')?.id ?? ''

describe('a paper as PDF, by the function as it is deployed', () => {
  test('says what was frozen, in an embedded font, the same bytes for the applicant and for staff', async () => {
    const files: Buffer[] = []
    for (const person of ['zhang', 'wang', 'zhang'] as const) {
      const answer = await download(noticeId(), `Bearer ${await tokenOf(person)}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      files.push(Buffer.from(await answer.arrayBuffer()))
    }
    expect(files[1]?.equals(files[0] as Buffer)).toBe(true)
    expect(files[2]?.equals(files[0] as Buffer)).toBe(true)

    const said = pdfText(files[0] as Buffer)
      .join('')
      .replace(/\n/g, '')
    for (const part of [
      '申请材料补正告知书',
      '清审补字〔2026〕1 号',
      '清溪禾味餐饮有限公司',
      '问题：没画出洗手池',
      '怎么改：在原图上添画，重拍一张',
      '清溪县行政审批局（行政审批专用章）',
      '第 1 页，共 1 页',
    ])
      expect(said).toContain(part)
    expect((files[0] as Buffer).toString('latin1')).toMatch(/\/FontFile2 \d+ 0 R/)
  })

  test('is made of the frozen words alone: Node sets the very same file', async () => {
    const token = await tokenOf('zhang')
    const client = testClient(county.stack, { accessToken: token })
    const { data } = await client.rpc('get_document', { p_id: noticeId() })
    const font = readFileSync(
      new URL('../../supabase/functions/document-pdf/font/NotoSansSC-Regular.ttf', import.meta.url),
    )
    const here = await setPaper(data as OfficialDocument, new Uint8Array(font))
    const there = await (await download(noticeId(), `Bearer ${token}`)).arrayBuffer()
    expect(Buffer.from(there).equals(Buffer.from(here))).toBe(true)
  })

  test('is not there for a stranger, and without a sign-in nobody is asked', async () => {
    const stranger = await download(noticeId(), `Bearer ${await tokenOf('liu')}`)
    const nothing = await download('00000000-0000-4000-8000-000000000000', `Bearer ${await tokenOf('liu')}`)
    for (const answer of [stranger, nothing]) {
      expect(answer.status).toBe(404)
      expect(await answer.json()).toEqual({
        code: 'BB004',
        message: '没有找到这项内容',
        hint: '回到列表刷新看看；也可能不是你的',
        details: expect.any(String),
        request_id: answer.headers.get('x-request-id'),
      })
    }
    for (const authorization of [undefined, 'Bearer not.a.token', `Bearer ${county.stack.publishableKey}`]) {
      const answer = await download(noticeId(), authorization)
      expect(answer.status).toBe(401)
      expect(await answer.text()).not.toMatch(/清溪|禾味|%PDF/)
    }
  })

  test('its code is checked without a sign-in, and tells nothing of whom it is about', async () => {
    const [row] = await county.stack
      .sql`select code, fingerprint from public.documents where id = ${noticeId()}`
    const answer = await fetch(`${county.stack.apiUrl}/rest/v1/rpc/check_document`, {
      method: 'POST',
      headers: { apikey: county.stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ p_code: row?.code }),
    })
    const told = await answer.text()
    expect(JSON.parse(told)).toMatchObject({
      genuine: true,
      title: '申请材料补正告知书',
      item_name: '故事事项',
    })
    expect(told).not.toMatch(/禾味|91369921|张明远|QX-/)
  })
})

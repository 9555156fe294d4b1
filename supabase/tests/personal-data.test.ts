import { describe, expect } from 'vitest'
import type { AccessLogEntry, RevealedValue } from '@/shared/contract'
import { attach, begin, detail, FILLED, save, submitted } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

const reveal = (s: Story, id: string, field: string, reason = '打电话联系申请人', request = s.request()) =>
  s.rpc<RevealedValue>('reveal_personal_data', {
    p_application_id: id,
    p_field: field,
    p_reason: reason,
    p_request_id: request,
  })

const log = (s: Story, args = {}) => s.rpc<AccessLogEntry[]>('my_access_log', args)

describe('what is masked', () => {
  story('keeps enough to tell two apart, and no more', async (s) => {
    const [row] = await s.sql`select private.mask_phone('13812345678') as mobile,
      private.mask_phone('0791-8765432') as area, private.mask_phone('12345') as short, private.mask_phone(null) as none,
      private.mask_id('360702199001011234') as id, private.mask_id('36070219900101123X') as x,
      private.mask_id('123') as stub, private.mask_id('') as empty`
    expect(row).toEqual({
      mobile: '138****5678',
      area: '079*****5432',
      short: '***45',
      none: null,
      id: '3607**********1234',
      x: '3607**********123X',
      stub: '*23',
      empty: '',
    })
  })

  story('staff see the numbers of a form masked, those who fill it in see them whole', async (s) => {
    const id = await submitted(s)
    expect(await detail(s, id)).toMatchObject({
      answers: FILLED,
      applicant: { phone: '19900000001' },
      masked: [],
    })
    await s.as('chen')
    expect(await detail(s, id)).toMatchObject({
      answers: FILLED,
      applicant: { phone: '199****0001' },
      masked: ['applicant.phone'],
      can_reveal: false,
    })
    for (const staff of ['li', 'wang']) {
      await s.as(staff)
      expect(await detail(s, id)).toMatchObject({
        answers: { ...FILLED, phone: '138****0000' },
        applicant: { name: '张明远', phone: '199****0001' },
        masked: ['phone', 'applicant.phone'],
        can_reveal: true,
      })
    }
  })

  story('whole values are in no column that a client may read', async (s) => {
    const id = await submitted(s)
    for (const actor of ['zhang', 'wang', 'li']) {
      await s.as(actor)
      await s.expectError('42501', () => s.sql`select answers from public.applications where id = ${id}`)
      await s.expectError('42501', () => s.sql`select answer_before from public.correction_points`)
      await s.expectError('42501', () => s.sql`select * from private.access_log`)
    }
  })

  story('a corrected number stands masked in the history, before and after', async (s) => {
    const id = await submitted(s)
    await s.as('wang')
    const { row_version } = await detail(s, id)
    await s.rpc('issue_correction', {
      p_application_id: id,
      p_points: [{ target: 'field', key: 'phone', reason: '打不通', how_to: null }],
      p_due_working_days: 5,
      p_row_version: row_version,
      p_request_id: s.request(),
    })
    await s.as('zhang')
    await s.rpc('answer_correction', {
      p_application_id: id,
      p_answers: { phone: '13900001111' },
      p_request_id: s.request(),
    })
    const [event] = await s.sql`select data from public.application_events
      where application_id = ${id} and kind = 'resubmitted'`
    expect(event?.data.changes[0]).toMatchObject({ before: '138****0000', after: '139****1111' })
    await s.as('wang')
    expect((await detail(s, id)).answers.phone).toBe('139****1111')
  })
})

describe('seeing the whole', () => {
  story(
    'is given to staff at work with a reason, and the person reads who, what, when and why',
    async (s) => {
      const id = await submitted(s)
      await s.as('wang')
      expect(await reveal(s, id, 'phone')).toEqual({ field: 'phone', value: '13800000000' })
      await s.at('2026-03-31T10:05:00+08:00')
      await s.as('li')
      expect((await reveal(s, id, 'applicant.phone', '核对申请信息')).value).toBe('19900000001')
      await s.as('zhang')
      const entries = await log(s)
      expect(entries).toEqual([
        {
          id: expect.any(Number),
          at: '2026-03-31T02:05:00.000Z',
          viewer: '李专员',
          field_label: '申请人手机号',
          reason: '核对申请信息',
          item_name: '故事事项',
          application_id: id,
          number: expect.stringMatching(/^QX-/),
        },
        expect.objectContaining({
          at: '2026-03-31T02:00:00.000Z',
          viewer: '审批局王科员',
          field_label: '联系电话',
          reason: '打电话联系申请人',
        }),
      ])
      expect(await log(s, { p_before: entries[0]?.id, p_limit: 1 })).toEqual(entries.slice(1))
      // The log holds that it was seen, never what it was.
      expect(JSON.stringify(entries)).not.toMatch(/\d{11}/)
      for (const other of ['chen', 'liu', 'wang']) {
        await s.as(other)
        expect(await log(s)).toEqual([])
      }
    },
  )

  story('a repeated request is one look, and keeps no copy of the value', async (s) => {
    const id = await submitted(s)
    await s.as('wang')
    const request = s.request()
    await reveal(s, id, 'phone', '核对申请信息', request)
    expect((await reveal(s, id, 'phone', '核对申请信息', request)).value).toBe('13800000000')
    await s.expectError('BB003', () => reveal(s, id, 'phone', '换个理由', request))
    const kept = await s.behind(
      (sql) => sql`select answer from private.requests where rpc = 'reveal_personal_data'`,
    )
    expect(kept).toEqual([{ answer: true }])
    await s.as('zhang')
    expect(await log(s)).toHaveLength(1)
  })

  story('needs a reason, something masked, and a hat that works on it', async (s) => {
    const id = await submitted(s)
    await s.as('wang')
    await s.expectError('BB014', () => reveal(s, id, 'phone', '  '))
    await s.expectError('BB015', () => reveal(s, id, 'phone', '因'.repeat(101)))
    for (const field of ['manager', 'nothing', '', 'applicant.name']) {
      await s.expectError('BB004', () => reveal(s, id, field))
    }
    await s.as('zhang')
    await s.expectError('BB002', () => reveal(s, id, 'phone'))
    for (const stranger of ['liu', 'zhou', 'wu', 'admin', 'qian', 'zhao']) {
      await s.as(stranger)
      const told = await s.expectError('BB004', () => reveal(s, id, 'phone'))
      expect(JSON.stringify(told)).not.toContain('13800000000')
    }
    await s.as('anon')
    await s.expectError('42501', () => reveal(s, id, 'phone'))
    await s.as('zhang')
    expect(await log(s)).toEqual([])
  })

  story('ends for an officer with the enterprise', async (s) => {
    const id = await submitted(s)
    await s.behind(
      (sql) =>
        sql`update public.enterprise_officers set officer_id = ${s.id('zhao')} where enterprise_id = ${HEWEI}`,
    )
    await s.as('li')
    await s.expectError('BB004', () => reveal(s, id, 'phone'))
    await s.as('zhao')
    await reveal(s, id, 'phone')
  })

  story('is limited: nobody walks through all of them', async (s) => {
    const id = await submitted(s)
    await s.behind((sql) => sql`update private.rate_limits set max = 2 where action = 'reveal'`)
    await s.as('wang')
    await reveal(s, id, 'phone')
    await reveal(s, id, 'applicant.phone')
    await s.expectError('BB080', () => reveal(s, id, 'phone'))
  })

  story('the log cannot be changed, by anybody', async (s) => {
    const id = await submitted(s)
    await s.as('wang')
    await reveal(s, id, 'phone')
    await s.asOwner()
    await s.expectError('P0001', () => s.sql`update private.access_log set reason = '别的'`)
    await s.expectError('P0001', () => s.sql`delete from private.access_log`)
    await s.expectError('P0001', () => s.sql`truncate private.access_log`)
  })

  story('a draft under look-over is masked too, and deleting it leaves the look told', async (s) => {
    const id = await begin(s)
    await save(s, id, FILLED)
    await attach(s, id)
    await s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() })
    await s.as('li')
    expect((await detail(s, id)).answers.phone).toBe('138****0000')
    await reveal(s, id, 'phone')
    await s.as('zhang')
    await s.rpc('delete_draft', { p_application_id: id, p_request_id: s.request() })
    expect((await log(s))[0]).toMatchObject({ viewer: '李专员', application_id: null, number: null })
  })
})

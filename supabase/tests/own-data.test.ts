import { describe, expect } from 'vitest'
import { KEYS } from '@/features/privacy/own-data-words'
import { heldMessage } from './content-steps'
import { act, appealed, checked, DAY, decided, talk } from './contract-steps'
import { detail, FILLED, ready, save, submitted } from './filing-steps'
import { HEWEI, STORY_ITEM } from './fixture'
import { type Story, stories } from './harness'
import { accepts, templates } from './notify-steps'
import { say } from './privacy-steps'
import { variant } from './time-steps'

const { story } = stories()

const reveal = (s: Story, id: string) =>
  s
    .as('li')
    .then(() =>
      act(s, 'reveal_personal_data', { p_application_id: id, p_field: 'phone', p_reason: '核对申请信息' }),
    )

describe('a copy of what is kept', () => {
  story('holds everything about me, whole, and nothing of others', async (s) => {
    const id = await submitted(s)
    await say(s, '布局图要标水池吗')
    await s.as('li')
    await say(s, '要标')
    await s.rpc('reveal_personal_data', {
      p_application_id: id,
      p_field: 'phone',
      p_reason: '核对申请信息',
      p_request_id: s.request(),
    })
    await s.as('chen')
    await say(s, '我是会计')
    await s.as('zhang')
    const mine = await s.rpc<Record<string, unknown>>('export_my_data')
    expect(mine).toMatchObject({
      person: {
        name: '张明远',
        phone: '19900000001',
        wechat_since: expect.any(String),
        phone_confirmed: '19900000001',
        phone_since: expect.any(String),
        email: null,
        staff: null,
      },
      enterprises: [{ name: '清溪禾味餐饮有限公司', role: 'owner', state: 'active' }],
      applications: [
        {
          item: '故事事项',
          state: 'submitted',
          answers: expect.arrayContaining([{ label: '联系电话', value: FILLED.phone }]),
          files: [{ material: '布局图', name: '布局图.jpg' }],
          steps: expect.arrayContaining([expect.objectContaining({ what: 'submitted', by: '张明远' })]),
        },
      ],
      messages: [{ text: '布局图要标水池吗', enterprise: '清溪禾味餐饮有限公司' }],
      consents: [{ what: '提交办件时的承诺与同意' }],
      seen_by: [{ by: '李专员', what: '联系电话', why: '核对申请信息' }],
      appeals: [],
      ratings: [],
    })
    const text = JSON.stringify(mine)
    for (const foreign of ['要标"', '我是会计', '陈', 'openid', 'demo_zhang'])
      expect(text).not.toContain(foreign)
  })

  story('says which messages I wanted, and how', async (s) => {
    await templates(s)
    await accepts(s, 'zhang', 'progress')
    await s.rpc('set_message_choice', { p_topic: 'decision', p_sms: false, p_request_id: s.request() })
    expect((await s.rpc<{ consents: unknown[] }>('export_my_data')).consents).toEqual([
      { what: '收微信提醒：办件进度提醒', at: expect.any(String) },
      { what: '短信提醒“受理、决定和出件”：不要', at: expect.any(String) },
    ])
  })

  story('says what was chosen from a list in its words', async (s) => {
    const list = {
      type: 'multi_choice' as const,
      required: false,
      options: [
        { id: 'hot', label: '热食' },
        { id: 'cold', label: '冷食' },
        { id: 'cake', label: '糕点' },
      ],
    }
    const [first] = STORY_ITEM.form
    await variant(s, 'ZZ20', {
      form: [
        ...STORY_ITEM.form,
        { ...(first as typeof first & object), ...list, id: 'sells', label: '卖什么' },
      ],
    })
    await s.as('zhang')
    const { id } = await act<{ id: string }>(s, 'start_application', {
      p_enterprise_id: HEWEI,
      p_item_code: 'ZZ20',
      p_situation_answers: { who: 'self' },
    })
    await save(s, id, { sells: 'hot,cake' })
    const mine = await s.rpc<{ applications: { answers: unknown[] }[] }>('export_my_data')
    expect(mine.applications[0]?.answers).toContainEqual({ label: '卖什么', value: '热食、糕点' })
  })

  story('has a Chinese word for each of its keys', async (s) => {
    const read = <T>(name: string, args?: Record<string, unknown>) => s.rpc<T>(name, args)
    const done = await decided(s, read)
    await appealed(s, done)
    await s.as('zhang')
    const { conversation_id } = await detail(s, done)
    await talk(s, conversation_id ?? '', done)
    await heldMessage(s)
    await s.as('zhang')
    await act(s, 'create_invite', { p_enterprise_id: HEWEI, p_ends_on: '2026-12-31' })
    await s.as('li')
    await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
    await checked(s, await ready(s), read)
    await reveal(s, done)
    const keys = new Set<string>()
    const walk = (value: unknown): void => {
      if (Array.isArray(value)) for (const each of value) walk(each)
      else if (value && typeof value === 'object') {
        for (const [key, each] of Object.entries(value)) {
          keys.add(key)
          walk(each)
        }
      }
    }
    for (const who of ['zhang', 'li']) {
      await s.as(who)
      const data = await s.rpc<Record<string, unknown>>('export_my_data')
      walk(data)
      if (who === 'zhang') {
        const empty = Object.entries(data).filter(([, value]) => Array.isArray(value) && value.length === 0)
        // Each part had something in it, so that each key was seen.
        expect(empty).toEqual([])
      }
    }
    expect([...keys].filter((key) => !(key in KEYS))).toEqual([])
  })

  story('every table that names a person is in it, or says here why not', async (s) => {
    const columns = await s.sql<{ name: string }[]>`
      select n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)
      where k.contype = 'f' and n.nspname in ('public', 'private')
        and k.confrelid in ('public.people'::regclass, 'auth.users'::regclass)
      order by 1`
    const exported = [
      'private.access_log.subject_id',
      'private.consents.person_id',
      'private.content_checks.author_id',
      'private.message_choices.person_id',
      'private.subscriptions.person_id',
      'private.wechat_identities.user_id',
      'private.phone_identities.user_id',
      'public.appeal_replies.author_id',
      'public.appeals.author_id',
      'public.application_events.actor_id',
      'public.application_files.uploaded_by',
      'public.applications.applicant_id',
      'public.appointments.booked_by',
      'public.enterprise_invites.created_by',
      'public.enterprise_invites.used_by',
      'public.enterprise_members.person_id',
      'public.messages.sender_id',
      'public.people.id',
      'public.ratings.rater_id',
      'public.staff.person_id',
    ]
    // Work of staff, the chain behind appeals and replies, traces without content, what waits for the next minute.
    const not = [
      'private.access_log.viewer_id',
      'private.appeal_events.actor_id',
      'private.content_decisions.decider_id',
      'private.outbox.recipient',
      'public.enterprise_members.decided_by',
      'public.item_codes.changed_by',
      'public.pre_checks.asked_by',
      'public.read_marks.person_id',
    ]
    const known = [...exported, ...not]
    expect(columns.map((c) => c.name).filter((name) => !known.includes(name))).toEqual([])
  })

  story('is for whoever is signed in, ten times a day', async (s) => {
    await s.as('anon')
    await s.expectError('42501', () => s.rpc('export_my_data'))
    await s.as('sun')
    for (let i = 0; i < 10; i++) await s.rpc('export_my_data')
    await s.expectError('BB080', () => s.rpc('export_my_data'))
  })
})

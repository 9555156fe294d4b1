import { describe, expect, it } from 'vitest'
import {
  type BindForm,
  bindProblems,
  cleanInvite,
  inviteWords,
  lastDay,
  type Member,
  membersLine,
  memberWords,
  usccWarning,
} from './model'

const form = (more: Partial<BindForm> = {}): BindForm => ({
  name: '清溪禾味餐饮有限公司',
  uscc: '9144 0300 7152 6726 XG',
  legalPerson: '张明远',
  role: 'owner',
  ...more,
})

describe('binding an enterprise', () => {
  it('lets a right form go, spaces in the code or not', () => {
    expect(bindProblems(form())).toEqual({})
  })
  it('names each field that is wrong', () => {
    expect(bindProblems({ name: '一', uscc: '9136', legalPerson: ' ', role: '' })).toEqual({
      name: '照营业执照写全名',
      uscc: '要 18 位，现在 4 位',
      legalPerson: '照营业执照写，个体户写经营者',
      role: '选你是负责人还是经办人',
    })
    expect(bindProblems(form({ name: '长'.repeat(103) })).name).toBe('最多 100 个字，删掉 3 个')
  })
  it('names them in the order of the page', () => {
    const problems = bindProblems({ name: '', uscc: '', legalPerson: '', role: '' })
    expect(Object.keys(problems)).toEqual(['uscc', 'name', 'legalPerson', 'role'])
    expect(problems.uscc).toMatch('照执照填')
  })
  it('warns of a check digit that does not fit, and lets it go: issued codes fail it too', () => {
    expect(usccWarning('91350100M0001TGQXM')).toMatch('核对无误就继续')
    expect(bindProblems(form({ uscc: '91350100M0001TGQXM' }))).toEqual({})
    expect(usccWarning('91330100799655058B')).toBeNull()
    expect(usccWarning('9133')).toBeNull()
  })
})

describe('members and invitations in words', () => {
  it('say the role, until when, and what is waited for', () => {
    expect(memberWords({ role: 'owner', state: 'active', ends_on: null })).toBe('负责人')
    expect(memberWords({ role: 'agent', state: 'pending', ends_on: '2026-12-31' })).toBe(
      '经办人，办到 2026年12月31日，等确认',
    )
  })
  it('name everybody in one line', () => {
    const member = (more: Partial<Member>) =>
      ({ state: 'active', name: '陈会计', ends_on: null, ...more }) as Member
    const all = [
      member({ mine: true }),
      member({ ends_on: '2027-11-22' }),
      member({ name: '王五', state: 'pending' }),
    ]
    expect(membersLine(all)).toBe('你；陈会计，办到 2027年11月22日；1 人等确认')
  })
  it('count the last day from today', () => {
    expect(lastDay('2026-11-22', '30')).toBe('2026-12-22')
    expect(lastDay('2026-11-22', '365')).toBe('2027-11-22')
  })
  it('find the code in whatever was pasted', () => {
    expect(inviteWords('ABCD2345')).toBe('ABCD 2345')
    expect(cleanInvite(' abcd-2345 ')).toBe('ABCD2345')
    expect(cleanInvite('邀请码 ABCD 2345，打开码上帮办输入')).toBe('ABCD2345')
    expect(cleanInvite('abc')).toBe('ABC')
  })
})

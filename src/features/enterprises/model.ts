import { cleanUscc, groupUscc, usccCheckDigit, usccDoubtful, usccProblem } from '@/shared/form/uscc'
import { addDays } from '@/shared/words/dates'

/** list_members: one who may act, or asked to. */
export interface Member {
  id: string
  person_id: string
  name: string
  role: 'owner' | 'agent'
  state: 'pending' | 'active'
  starts_on: string | null
  ends_on: string | null
  asked_at: string
  mine: boolean
}

export interface BindForm {
  name: string
  uscc: string
  legalPerson: string
  role: 'owner' | 'agent' | ''
}

export type BindField = keyof BindForm

/** Database field of an error → field of this form. */
export const BIND_FIELDS: Record<string, BindField> = {
  name: 'name',
  uscc: 'uscc',
  legal_person: 'legalPerson',
  role: 'role',
}

const tooLong = (text: string, most: number) => {
  const over = [...text.trim()].length - most
  return over > 0 ? `最多 ${most} 个字，删掉 ${over} 个` : null
}

/** What is wrong in the form, field by field; an empty object when it may go. */
export function bindProblems(form: BindForm): Partial<Record<BindField, string>> {
  // In the order of the page: the first one is scrolled to.
  const problems: Partial<Record<BindField, string>> = {}
  const name = [...form.name.trim()].length < 2 ? '照营业执照写全名' : tooLong(form.name, 100)
  const code = cleanUscc(form.uscc)
  const uscc = code === '' ? '照执照填 18 位代码，也可以扫执照上的码' : usccProblem(code)
  const legal =
    form.legalPerson.trim() === '' ? '照营业执照写，个体户写经营者' : tooLong(form.legalPerson, 40)
  if (uscc) problems.uscc = uscc
  if (name) problems.name = name
  if (legal) problems.legalPerson = legal
  if (form.role === '') problems.role = '选你是负责人还是经办人'
  return problems
}

/** The check digit does not fit: said as a warning, since some issued codes fail it. */
export function usccWarning(raw: string): string | null {
  const code = cleanUscc(raw)
  if (!usccDoubtful(code)) return null
  return `照前 17 位算，最后一位应是 ${usccCheckDigit(code)}，现在是 ${code[17]}。再对一遍 ${groupUscc(code)}；核对无误就继续，不影响办理`
}

/** 负责人; 经办人. */
export function roleWords(role: 'owner' | 'agent'): string {
  return role === 'owner' ? '负责人' : '经办人'
}

/** 2026年12月31日 of a calendar day. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What a member may do and until when: 负责人; 经办人，到 2026年12月31日; 等确认. */
export function memberWords(member: Pick<Member, 'role' | 'state' | 'ends_on'>): string {
  const until = member.ends_on ? `，办到 ${dayWords(member.ends_on)}` : ''
  const waits = member.state === 'pending' ? '，等确认' : ''
  return `${roleWords(member.role)}${until}${waits}`
}

/** 你；陈会计，办到 2027年11月22日；1 人等确认. */
export function membersLine(members: readonly Member[]): string {
  const waiting = members.filter((each) => each.state === 'pending').length
  const active = members.filter((each) => each.state === 'active')
  const words = active.slice(0, 3).map((each) => {
    const name = each.mine ? '你' : each.name || '没写姓名'
    return each.ends_on ? `${name}，办到 ${dayWords(each.ends_on)}` : name
  })
  if (active.length > 3) words.push(`等 ${active.length} 人`)
  if (waiting > 0) words.push(`${waiting} 人等确认`)
  return words.join('；')
}

/** Lengths of authority an owner can give, from today. */
export const SPANS = [
  { id: '30', label: '一个月', days: 30 },
  { id: '91', label: '三个月', days: 91 },
  { id: '182', label: '半年', days: 182 },
  { id: '365', label: '一年', days: 365 },
] as const

/** The last day of an authority that begins today. */
export function lastDay(today: string, span: string): string {
  const days = SPANS.find((each) => each.id === span)?.days ?? SPANS[0].days
  return addDays(today, days)
}

/** ABCD 2345: an invitation code as people read it aloud. */
export function inviteWords(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ')
}

/** An invitation code as typed or pasted, also from a whole sentence that was sent along with it. */
export function cleanInvite(text: string): string {
  const plain = text.toUpperCase().replace(/[\s-]/g, '')
  return /[2-9A-HJ-NP-Z]{8}/.exec(plain)?.[0] ?? plain
}

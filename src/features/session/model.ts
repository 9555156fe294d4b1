/** A demo person of the embedded stack, as the sign-in page lists them. */
export interface DemoPerson {
  handle: string
  name: string
  what: string
  side: 'business' | 'staff'
}

/** The invented people that supabase/local/demo loads; a test keeps both lists in step. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { handle: 'zhang', name: '张经理', what: '清溪禾味餐饮有限公司，负责人', side: 'business' },
  { handle: 'chen', name: '陈会计', what: '清溪禾味餐饮有限公司，经办人', side: 'business' },
  { handle: 'liu', name: '刘店长', what: '清溪雅韵美容店，负责人', side: 'business' },
  { handle: 'sun', name: '孙老板', what: '还没绑定企业', side: 'business' },
  { handle: 'li', name: '李专员', what: '助企专员，负责上面两家企业', side: 'staff' },
  { handle: 'zhao', name: '赵核查员', what: '市场监管局助企专员', side: 'staff' },
  { handle: 'wang', name: '王科员', what: '审批局综合窗口，也审查', side: 'staff' },
  { handle: 'qian', name: '钱科长', what: '市场监管局审查', side: 'staff' },
  { handle: 'he', name: '何局长', what: '行政审批局负责人，批准延期', side: 'staff' },
  { handle: 'zhou', name: '周组长', what: '助企专组', side: 'staff' },
  { handle: 'wu', name: '吴主任', what: '助企专班', side: 'staff' },
  { handle: 'admin', name: '系统管理员', what: '管事项、码和人员', side: 'staff' },
]

/** What is wrong with a person's name. */
export function nameProblem(name: string): string | null {
  const length = [...name.trim()].length
  if (length === 0) return '写上你的姓名，办件和消息里会用到'
  return length > 40 ? `最多 40 个字，删掉 ${length - 40} 个` : null
}

/** Query keys that a change of the person's own affairs cannot touch: the public catalogue. */
const PUBLIC = ['item', 'search', 'code']

/** Whether a "changed" poke asks for this query anew. */
export function touchedByChange(queryKey: readonly unknown[]): boolean {
  return !PUBLIC.includes(String(queryKey[0]))
}

/** What leaves the device with its owner, by kind of outbox entry; a read mark is no loss. */
const UNSENT: readonly [RegExp, string][] = [
  [/^message$/, '条消息'],
  [/^file\./, '个文件'],
  [/^draft$/, '处草稿里的改动'],
]

/** What would be lost by signing out now: `1 条消息、2 个文件`; null when nothing would. */
export function unsentWords(kinds: readonly string[]): string | null {
  const parts = UNSENT.flatMap(([kind, words]) => {
    const count = kinds.filter((each) => kind.test(each)).length
    return count > 0 ? [`${count} ${words}`] : []
  })
  return parts.length > 0 ? parts.join('、') : null
}

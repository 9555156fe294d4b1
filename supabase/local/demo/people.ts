/** The invented people of 清溪县. They exist in the embedded stack and in the stories, and nowhere else. */

export type DemoRole = 'officer' | 'window' | 'reviewer' | 'head' | 'group_lead' | 'taskforce' | 'operator'

export type DemoPerson = {
  /** Signs in as `<handle>@demo.invalid`. */
  handle: string
  id: string
  /** How everybody calls the person; what the start screen prints. */
  name: string
  fullName: string
  phone: string | null
  note: string
  staff: { department: string; title: string; roles: DemoRole[] } | null
}

export type DemoHandle =
  | 'zhang'
  | 'chen'
  | 'liu'
  | 'sun'
  | 'li'
  | 'zhao'
  | 'wang'
  | 'qian'
  | 'he'
  | 'zhou'
  | 'wu'
  | 'admin'

/** The same ids in every database, so that a story and a second start find the same person. */
const id = (n: number) => `5d000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const business = (n: number, handle: DemoHandle, name: string, fullName: string, note: string) => ({
  handle,
  id: id(n),
  name,
  fullName,
  // 199 0000 xxxx with zeros: nobody's number.
  phone: `1990000${String(n).padStart(4, '0')}`,
  note,
  staff: null,
})

const staff = (
  n: number,
  handle: DemoHandle,
  name: string,
  fullName: string,
  note: string,
  department: string,
  title: string,
  roles: DemoRole[],
) => ({ handle, id: id(n), name, fullName, phone: null, note, staff: { department, title, roles } })

export const DEMO_PEOPLE: DemoPerson[] = [
  business(1, 'zhang', '张经理', '张明远', '清溪禾味餐饮有限公司的负责人'),
  business(2, 'chen', '陈会计', '陈晓雯', '清溪禾味餐饮有限公司的经办人，授权一年'),
  business(3, 'liu', '刘店长', '刘雅琴', '清溪雅韵美容店的负责人'),
  business(4, 'sun', '孙老板', '孙国强', '还没有绑定企业'),
  staff(11, 'li', '李专员', '李文静', '助企专员，负责上面两家企业', 'spj', '助企专员', ['officer']),
  staff(12, 'zhao', '赵核查员', '赵立新', '市场监管局的助企专员，可以代班', 'scjg', '核查员', ['officer']),
  staff(13, 'wang', '王科员', '王海峰', '审批局综合窗口，也审查办件', 'spj', '综合窗口', [
    'window',
    'reviewer',
  ]),
  staff(14, 'qian', '钱科长', '钱志平', '市场监管局的审查人员', 'scjg', '科长', ['reviewer']),
  staff(18, 'he', '何局长', '何建平', '行政审批局负责人，批准延期', 'spj', '局长', ['head']),
  staff(15, 'zhou', '周组长', '周丽华', '助企专组组长', 'spj', '专组组长', ['group_lead']),
  staff(16, 'wu', '吴主任', '吴建国', '助企专班', 'spj', '专班主任', ['taskforce']),
  staff(17, 'admin', '系统管理员', '郑思远', '维护事项、码和人员', 'spj', '系统管理员', ['operator']),
]

/** The person behind a handle. */
export function demoPerson(handle: DemoHandle): DemoPerson {
  const person = DEMO_PEOPLE.find((one) => one.handle === handle)
  if (!person) throw new Error(`No demo person ${handle}`)
  return person
}

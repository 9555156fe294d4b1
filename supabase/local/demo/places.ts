import type { DemoHandle } from './people'

/** Enterprises of the demo county. The codes are invented and have a right check digit where they can. */
export const DEMO_ENTERPRISES: {
  id: string
  name: string
  uscc: string
  kind: string
  legalPerson: string
  address: string
  members: { handle: DemoHandle; role: 'owner' | 'agent' }[]
  officer: DemoHandle
}[] = [
  {
    id: '5d000000-0000-4000-8000-000000000101',
    name: '清溪禾味餐饮有限公司',
    uscc: '91369921MA5K7H2R3E',
    kind: '企业法人',
    legalPerson: '张明远',
    address: '清溪县文昌路68号',
    members: [
      { handle: 'zhang', role: 'owner' },
      { handle: 'chen', role: 'agent' },
    ],
    officer: 'li',
  },
  {
    id: '5d000000-0000-4000-8000-000000000102',
    name: '清溪雅韵美容店',
    uscc: '92369921MA5L3Q8T6X',
    kind: '个体工商户',
    legalPerson: '刘雅琴',
    address: '清溪县滨河东路12号',
    members: [{ handle: 'liu', role: 'owner' }],
    officer: 'li',
  },
]

/** Every department sits in the one hall; the numbers are zeros, nobody's. */
export const DEMO_HALL = {
  address: '清溪县政务服务中心（县城文昌路1号）',
  phone: '0999-0000001',
  complaintPhone: '0999-0000002',
}

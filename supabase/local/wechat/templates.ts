/**
 * The subscribe-message templates of the demo's account, as a county would have chosen them in 公众平台. Their fields
 * are those of private.message_templates; the labels are what a phone shows.
 */
export interface DemoTemplate {
  key: string
  id: string
  title: string
  /** 长期订阅, which WeChat opens to 政务民生. */
  longTerm: boolean
  labels: Record<string, string>
}

export const DEMO_TEMPLATES: readonly DemoTemplate[] = [
  {
    key: 'progress',
    id: 'DemoProgress-000000000000000000000000000001',
    title: '办件进度提醒',
    longTerm: true,
    labels: {
      character_string1: '办件编号',
      thing2: '事项名称',
      phrase3: '当前状态',
      time4: '时间',
      thing5: '温馨提示',
    },
  },
  {
    key: 'deadline',
    id: 'DemoDeadline-000000000000000000000000000002',
    title: '材料补正提醒',
    longTerm: true,
    labels: { character_string1: '办件编号', thing2: '事项名称', date3: '截止日期', thing4: '温馨提示' },
  },
  {
    key: 'appointment',
    id: 'DemoAppointment-000000000000000000000000003',
    title: '预约提醒',
    longTerm: false,
    labels: { thing1: '预约事项', time2: '预约时间', phrase3: '状态', thing4: '温馨提示' },
  },
  {
    key: 'reply',
    id: 'DemoReply-000000000000000000000000000000004',
    title: '回复提醒',
    longTerm: false,
    labels: { thing1: '类型', thing2: '内容', time3: '时间' },
  },
  {
    key: 'work',
    id: 'DemoWork-0000000000000000000000000000000005',
    title: '待办工作提醒',
    longTerm: true,
    labels: { thing1: '事项', phrase2: '状态', thing3: '说明', time4: '时间' },
  },
]

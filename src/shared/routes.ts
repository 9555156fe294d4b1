/** Every address of the app, in one place: pages are renamed here and nowhere else. */
const query = (params: Record<string, string | number | undefined | null>) => {
  const pairs = Object.entries(params).filter(
    (pair) => pair[1] !== undefined && pair[1] !== null && pair[1] !== '',
  )
  return pairs.length === 0
    ? ''
    : `?${pairs.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&')}`
}
const to =
  (path: string) =>
  (params: Record<string, string | number | undefined | null> = {}) =>
    `${path}${query(params)}`

/** The four tabs; WeChat opens them by switchTab only and without parameters. */
export const TABS = {
  home: '/pages/home/index',
  applications: '/pages/applications/index',
  messages: '/pages/messages/index',
  me: '/pages/me/index',
} as const

export const routes = {
  signIn: (back?: string) => to('/pages/sign-in/index')({ back }),
  code: (c: string) => to('/pages/code/index')({ c }),
  /** For an address that no page has. */
  gone: () => to('/pages/code/index')({ gone: 1 }),
  search: (params: { q?: string; category?: string } = {}) => to('/packages/guide/search/index')(params),
  item: (code: string) => to('/packages/guide/item/index')({ code }),
  bind: (back?: string) => to('/packages/enterprise/bind/index')({ back }),
  members: (enterprise: string) => to('/packages/enterprise/members/index')({ enterprise }),
  invite: (code?: string) => to('/packages/enterprise/invite/index')({ code }),
  /** 个人信息与隐私: what is kept, who saw it, take it along, end the account. */
  ownData: to('/packages/account/data/index'),
  seenBy: to('/packages/account/seen/index'),
  /** 消息提醒: what comes by WeChat and SMS. */
  reminders: to('/packages/account/reminders/index'),
  cancelAccount: to('/packages/account/cancel/index'),
  privacy: to('/packages/legal/privacy/index'),
  terms: to('/packages/legal/terms/index'),
  /** `page`: a group of the form by name, or `situations`. `back`: come back to the check page afterwards. */
  form: (id: string, page?: string, back?: 'check') => to('/packages/apply/form/index')({ id, page, back }),
  materials: (id: string, back?: 'check') => to('/packages/apply/materials/index')({ id, back }),
  check: (id: string) => to('/packages/apply/check/index')({ id }),
  receipt: (id: string) => to('/packages/apply/receipt/index')({ id }),
  timeline: (id: string) => to('/packages/application/timeline/index')({ id }),
  correction: (id: string) => to('/packages/application/correction/index')({ id }),
  content: (id: string) => to('/packages/application/content/index')({ id }),
  result: (id: string) => to('/packages/application/result/index')({ id }),
  rate: (id: string) => to('/packages/application/rate/index')({ id }),
  document: (id: string) => to('/packages/document/view/index')({ id }),
  /** Open to everybody; with a code it is checked at once. */
  documentCheck: (c?: string) => to('/packages/document/check/index')({ c }),
  book: (application: string, appointment?: string) =>
    to('/packages/verify/book/index')({ application, appointment }),
  appointment: (id: string) => to('/packages/verify/appointment/index')({ id }),
  conversation: (id: string) => to('/packages/messages/conversation/index')({ id }),
  appeals: to('/packages/appeal/list/index'),
  appealNew: (params: { application?: string; kind?: string } = {}) =>
    to('/packages/appeal/create/index')(params),
  appeal: (id: string) => to('/packages/appeal/detail/index')({ id }),
  appealRate: (id: string) => to('/packages/appeal/detail/index')({ id, step: 'rate' }),
  workbench: (id?: string) => to('/packages/officer/workbench/index')({ id }),
  /** `row`: one material or field of it (`material:<key>`), judged on a page of its own on the phone. */
  review: (id: string, row?: string) => to('/packages/officer/review/index')({ id, row }),
  preCheck: (id: string, row?: string) => to('/packages/officer/pre-check/index')({ id, row }),
  task: (id: string, application: string) => to('/packages/officer/task/index')({ id, application }),
  issue: (id: string) => to('/packages/officer/issue/index')({ id }),
  schedule: to('/packages/officer/schedule/index'),
  verification: (id: string) => to('/packages/officer/check/index')({ id }),
  codes: to('/packages/officer/codes/index'),
  /** `task`: on a phone the edit of days (with `from`, `to`), of a year or of hours is a page of its own. */
  calendar: to('/packages/officer/calendar/index'),
  /** What WeChat called risky, for who decides about it. */
  held: to('/packages/officer/held/index'),
  /** What broke on phones and in browsers, for the operator. */
  faults: to('/packages/officer/faults/index'),
  myEnterprises: to('/packages/officer/enterprises/index'),
} as const

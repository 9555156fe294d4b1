import { checkFunctions, type FunctionAnswer } from './functions'
import type { HostFacts, Page } from './host'
import type { Job, JobFacts } from './jobs'
import type { MessageFacts } from './messages'
import type { ApiFacts } from './security'
import { checkSettings } from './settings'

export const settings = {
  public_url: 'https://a.cn',
  county: '某县',
  number_prefix: 'MM',
  client_address_header: 'x-forwarded-for',
}
export const api: ApiFacts = {
  url: 'https://api.a.cn',
  readable: 200,
  privateRefused: true,
  publishableKey: 'k',
  demoKey: 'd',
  knownSecrets: [],
  signupOff: true,
  emailOn: true,
  skewMs: 900,
  strangerListens: false,
}
export const database = {
  open_tables: [],
  realtime: { rls: true, policies: ['bangban_listen', 'bangban_typing'] },
  advisors: [],
  clock_set: false,
}
export const NOW = '2026-03-02T10:00:00Z'
export const job: Job = {
  name: 'j',
  every_seconds: 60,
  edge_function: null,
  only_when: null,
  scheduled: true,
  last_run_at: '2026-03-02T09:59:00Z',
  last_error: null,
}
export const jobs: JobFacts = {
  now: NOW,
  runner: 'pg_cron',
  jobs: [job],
  stale: [],
  refused: { answers: 0, newest: '' },
  vault: { names: ['project_url', 'schedule_secret'], project_url: 'https://api.a.cn' },
  apiUrl: 'https://api.a.cn',
}
export const fn: FunctionAnswer = {
  name: 'f',
  verifyJwt: false,
  status: 400,
  own: true,
  code: 'BAD_REQUEST',
  foreignAllowed: false,
  oursAllowed: true,
}
export const functions = (change: Partial<FunctionAnswer>, deployed = false) =>
  checkFunctions({ functions: [{ ...fn, ...change }], demoLogin: { deployed } })
export const messages: MessageFacts = {
  templates: [{ key: 'work', template_id: 'T', fields: ['thing1', 'time2'] }],
  sms_without_id: [],
  account: { T: '事项:{{thing1.DATA}}\n时间:{{time2.DATA}}' },
  smsOff: false,
}
export const staff = { operator: 1, window: 1, reviewer: 1, officer: 1, group_lead: 1, head: 1, taskforce: 1 }
export const demo = { people: 0, enterprises: 0, openids: 0, halls: 0 }
export const delivery = {
  now: NOW,
  stuck: [],
  dropped: 0,
  last_day: '2026-03-01',
  newest_anchor: '2026-03-01',
  backupAt: '2026-03-02T03:00:00Z',
}
export const home: Page = {
  status: 200,
  type: 'text/html',
  cache: 'no-cache',
  body: '<meta name="bb-api-url" content="">',
}
export const host: HostFacts = {
  url: 'https://a.cn',
  apiUrl: 'https://api.a.cn',
  home,
  code: home,
  paper: home,
  demoInScripts: [],
  checkFiles: [{ address: 'https://a.cn/c/x.txt', page: { ...home, type: 'text/plain', body: 'x' } }],
}
export const wechat = {
  appid: 'wx1',
  demoAppid: 'wxdemo',
  tokenErrcode: 0,
  push: { status: 200, echoed: true },
}
export const secrets = {
  WECHAT_APPID: 'wx1',
  WECHAT_SECRET: 's',
  WECHAT_PUSH_TOKEN: 't',
  WECHAT_PUSH_AES_KEY: 'a'.repeat(43),
  SCHEDULE_SECRET: '1'.repeat(64),
  ALLOWED_ORIGINS: 'https://a.cn',
}
export const MB = 1024 * 1024
export const buckets = [
  'materials',
  'results',
  'verification',
  'appeals',
  'messages',
  'assets',
  'code-pictures',
].map((id) => ({
  id,
  public: false,
  file_size_limit: id === 'code-pictures' ? MB : 20 * MB,
  types: 2,
}))

export const settled = (change: object) =>
  checkSettings({ settings: { ...settings, ...change }, publicUrl: 'https://a.cn', throughCloudflare: false })

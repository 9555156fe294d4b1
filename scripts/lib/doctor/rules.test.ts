import { expect, test } from 'vitest'
import { checkCalendar } from './calendar'
import { checkDelivery } from './delivery'
import type { Finding } from './finding'
import { checkHost } from './host'
import { checkItems } from './items'
import { checkJobs } from './jobs'
import { checkMessages } from './messages'
import { checkMigrations } from './migrations'
import { checkPeople } from './people'
import { checkSecrets } from './secrets'
import { checkApi, checkSecurity } from './security'
import {
  api,
  buckets,
  database,
  delivery,
  demo,
  functions,
  home,
  host,
  job,
  jobs,
  messages,
  secrets,
  settled,
  staff,
  wechat,
} from './sound'
import { checkStorage } from './storage'
import { checkWechat } from './wechat'

const heard = (findings: Finding[]) => findings.map(({ level, says }) => `${level}: ${says}`).join('\n')

test.each<[string, Finding[]]>([
  ['migrations', checkMigrations({ here: ['1'], applied: ['1'] })],
  ['settings', settled({})],
  ['api', checkApi(api)],
  ['security', checkSecurity(database)],
  ['jobs', checkJobs(jobs)],
  ['functions', functions({})],
  ['messages', checkMessages(messages)],
  ['people', checkPeople({ roles: staff, demo, silent_departments: [] })],
  ['items', checkItems({ published: 44, in_catalogue: 44, codes: 44 })],
  ['storage', checkStorage({ buckets, font: true })],
  ['calendar', checkCalendar({ today: '2026-10-31', years: [2026] })],
  ['delivery', checkDelivery(delivery)],
  ['h5', checkHost(host)],
  ['wechat', checkWechat(wechat)],
  ['secrets', checkSecrets({ values: secrets })],
])('%s: what is as it must be is not mentioned', (_, findings) => expect(findings).toEqual([]))

test.each<[string, Finding[], string]>([
  ['missing', checkMigrations({ here: ['1', '2'], applied: ['1'] }), 'needed: 1 migrations are missing: 2.'],
  ['strange', checkMigrations({ here: ['1'], applied: ['1', '9'] }), 'not in this folder: 9.'],
  ['none', checkMigrations({ here: ['1'], applied: null }), 'needed: No migration was applied.'],
  ['link', settled({ public_url: 'http://localhost:8080' }), 'a link that nobody can open'],
  ['other link', settled({ public_url: 'https://b.cn' }), 'but H5 is at https://a.cn'],
  ['county', settled({ 'document_number:x': '清审字' }), 'county 清溪县: document_number:x.'],
  ['prefix', settled({ number_prefix: 'QX' }), 'advised: Numbers begin with QX'],
  ['header', settled({ client_address_header: 'cf-connecting-ip' }), 'read the header cf-connecting-ip'],
  ['key', checkApi({ ...api, readable: 401 }), 'does not answer with the publishable key (401)'],
  ['http', checkApi({ ...api, url: 'http://a' }), 'which WeChat refuses'],
  ['private', checkApi({ ...api, privateRefused: false }), 'The schema private is reachable'],
  ['demo key', checkApi({ ...api, demoKey: 'k' }), 'The publishable key is the one of the demo'],
  ['forged', checkApi({ ...api, knownSecrets: ['x'] }), 'public JWT secret are taken (x)'],
  ['sign-up', checkApi({ ...api, signupOff: false }), 'Anybody may make an account'],
  ['e-mail', checkApi({ ...api, emailOn: false }), 'Sign-in by e-mail is off'],
  ['listens', checkApi({ ...api, strangerListens: true }), 'listen to a private topic'],
  ['skew', checkApi({ ...api, skewMs: -45_000 }), '45 s apart'],
  ['rls', checkSecurity({ ...database, open_tables: ['public.x'] }), 'security is off on public.x'],
  [
    'topics',
    checkSecurity({ ...database, realtime: { rls: true, policies: [] } }),
    'missing: bangban_listen, bangban_typing',
  ],
  ['linter', checkSecurity({ ...database, advisors: ['a: b'] }), 'The linter of Supabase says: a: b'],
  [
    'no linter',
    checkSecurity({ ...database, advisors: null }),
    'advised: The linter of Supabase did not run',
  ],
  ['clock', checkSecurity({ ...database, clock_set: true }), 'time stands still'],
  ['no runner', checkJobs({ ...jobs, runner: 'nothing' }), 'Nothing runs the jobs'],
  ['unscheduled', checkJobs({ ...jobs, jobs: [{ ...job, scheduled: false }] }), 'not scheduled: j.'],
  ['stale', checkJobs({ ...jobs, stale: ['bangban_old'] }), 'advised: pg_cron still has jobs'],
  [
    'late',
    checkJobs({ ...jobs, jobs: [{ ...job, last_run_at: '2026-03-02T09:30:00Z' }] }),
    'should run every 60 s',
  ],
  ['never', checkJobs({ ...jobs, jobs: [{ ...job, last_run_at: null }] }), 'The job j has never run'],
  ['failed', checkJobs({ ...jobs, jobs: [{ ...job, last_error: 'oh' }] }), 'The job j failed last: oh'],
  [
    'vault',
    checkJobs({ ...jobs, vault: { names: ['project_url'], project_url: null } }),
    'Vault has no schedule_secret',
  ],
  [
    'inside',
    checkJobs({ ...jobs, apiUrl: 'https://c.cn' }),
    'advised: Jobs call functions at https://api.a.cn',
  ],
  ['refused', checkJobs({ ...jobs, refused: { answers: 3, newest: '401' } }), 'refused 3 calls of jobs'],
  ['not there', functions({ status: 404, own: false }), 'Functions do not answer: f.'],
  ['no start', functions({ status: 503, own: false }), 'Functions do not start: f.'],
  ['shut', functions({ status: 401, own: false }), 'asks for a token before f, whose callers have none'],
  ['unguarded', functions({ verifyJwt: true }), 'advised: The platform does not ask for a token before f'],
  ['open', functions({ status: 200 }), 'did not refuse a stranger: f.'],
  ['foreign', functions({ foreignAllowed: true }), 'Pages of any origin'],
  ['ours', functions({ oursAllowed: false }), 'Our own H5 page may not'],
  ['demo-login', functions({}, true), 'demo-login is deployed'],
  [
    'no template',
    checkMessages({ ...messages, templates: [{ key: 'work', template_id: null, fields: [] }] }),
    'not chosen: work.',
  ],
  [
    'demo template',
    checkMessages({
      ...messages,
      account: null,
      templates: [{ key: 'work', template_id: 'DemoWork', fields: [] }],
    }),
    "are the demo's: work.",
  ],
  ['gone template', checkMessages({ ...messages, account: {} }), 'The account has no template T (work).'],
  [
    'fields',
    checkMessages({ ...messages, account: { T: '{{thing1.DATA}}{{date3.DATA}}' } }),
    'has the fields thing1, date3, the database fills thing1, time2.',
  ],
  ['no sms', checkMessages({ ...messages, smsOff: true }), 'advised: No SMS provider'],
  [
    'sms ids',
    checkMessages({ ...messages, sms_without_id: ['deadline'] }),
    "without the provider's id: deadline.",
  ],
  [
    'no lead',
    checkPeople({ roles: { ...staff, group_lead: 0 }, demo, silent_departments: [] }),
    'needed: There is no group_lead: appeals cannot climb, and held messages wait',
  ],
  [
    'no head',
    checkPeople({ roles: { ...staff, head: 0 }, demo, silent_departments: [] }),
    'advised: There is no head',
  ],
  [
    'demo people',
    checkPeople({ roles: staff, demo: { ...demo, people: 2 }, silent_departments: [] }),
    'in this database: 2 people.',
  ],
  ['telephone', checkPeople({ roles: staff, demo, silent_departments: ['spj'] }), 'have no telephone: spj.'],
  ['no item', checkItems({ published: 0, in_catalogue: 44, codes: 0 }), 'needed: No item is published.'],
  ['few items', checkItems({ published: 3, in_catalogue: 44, codes: 3 }), 'advised: 3 items are published'],
  ['no code', checkItems({ published: 3, in_catalogue: 3, codes: 0 }), 'No item has a code in use'],
  ['bucket', checkStorage({ buckets: buckets.slice(1), font: true }), 'The bucket materials is missing.'],
  [
    'limit',
    checkStorage({ buckets: buckets.map((one) => ({ ...one, types: null })), font: true }),
    'bucket assets has other limits',
  ],
  [
    'public',
    checkStorage({
      buckets: [...buckets, { id: 'x', public: true, file_size_limit: null, types: null }],
      font: true,
    }),
    'Everybody on the internet reads the bucket x.',
  ],
  ['font', checkStorage({ buckets, font: false }), 'advised: The font of the papers'],
  [
    'year',
    checkCalendar({ today: '2027-01-01', years: [2026] }),
    'needed: The working days of 2027 are not known: nothing',
  ],
  ['November', checkCalendar({ today: '2026-11-01', years: [2026] }), 'advised: The working days of 2027'],
  ['December', checkCalendar({ today: '2026-12-01', years: [2026] }), 'needed: The working days of 2027'],
  [
    'stuck',
    checkDelivery({ ...delivery, stuck: [{ kind: 'k', count: 2, last_error: 'e' }] }),
    '2 rows of the kind k wait in the outbox, the last error: e.',
  ],
  ['dropped', checkDelivery({ ...delivery, dropped: 4 }), 'advised: 4 messages were given up'],
  ['anchor', checkDelivery({ ...delivery, newest_anchor: null }), 'The history of 2026-03-01 has no anchor.'],
  [
    'old back-up',
    checkDelivery({ ...delivery, backupAt: '2026-03-01T03:00:00Z' }),
    'needed: The last back-up is of',
  ],
  ['no back-up', checkDelivery({ ...delivery, backupAt: null }), 'advised: Nobody told when'],
  ['plain', checkHost({ ...host, url: 'http://a.cn' }), 'H5 is at http://a.cn.'],
  ['no app', checkHost({ ...host, home: { ...home, status: 404 } }), 'there is no H5 build (status 404)'],
  ['cached', checkHost({ ...host, home: { ...home, cache: 'max-age=600' } }), 'index.html may be cached'],
  [
    'other api',
    checkHost({ ...host, home: { ...home, body: '<meta name="bb-api-url" content="https://z.cn">' } }),
    'names the API https://z.cn',
  ],
  ['codes', checkHost({ ...host, code: { ...home, status: 404 } }), 'Paths under /c/'],
  ['papers', checkHost({ ...host, paper: { ...home, status: 404 } }), 'Paths under /v/'],
  [
    'demo build',
    checkHost({ ...host, demoInScripts: ['sb_publishable_local_dev_key'] }),
    "made with the demo's sb_publishable_local_dev_key",
  ],
  [
    'check file',
    checkHost({ ...host, checkFiles: [{ address: 'https://a.cn/c/x.txt', page: home }] }),
    'check file is not at https://a.cn/c/x.txt',
  ],
  ['no check file', checkHost({ ...host, checkFiles: [] }), 'advised: Nobody told the names'],
  ['demo app', checkWechat({ ...wechat, appid: 'wxdemo' }), "The AppID is the demo's."],
  ['ip list', checkWechat({ ...wechat, tokenErrcode: 40164 }), 'not in the IP list'],
  ['silent', checkWechat({ ...wechat, tokenErrcode: null }), 'it did not answer'],
  [
    'push',
    checkWechat({ ...wechat, push: { status: 403, echoed: false } }),
    'does not accept a rightly signed check (status 403)',
  ],
  ['no push', checkWechat({ ...wechat, push: null }), 'advised: The address for pushes was not tried.'],
  ['secret', checkSecrets({ values: { ...secrets, SCHEDULE_SECRET: '' } }), 'missing: SCHEDULE_SECRET.'],
  [
    'tencent',
    checkSecrets({ values: { ...secrets, SMS_PROVIDER: 'tencent' } }),
    'missing: TENCENT_SECRET_ID, ',
  ],
  [
    'simulator',
    checkSecrets({ values: { ...secrets, SMS_PROVIDER: 'simulator' } }),
    'SMS_PROVIDER is the simulator.',
  ],
  [
    'demo door',
    checkSecrets({ values: { ...secrets, DEMO_SIGN_IN: '1' } }),
    'belong to the demo alone: DEMO_SIGN_IN.',
  ],
  ['short', checkSecrets({ values: { ...secrets, SCHEDULE_SECRET: 'x' } }), 'SCHEDULE_SECRET is short.'],
  ['aes', checkSecrets({ values: { ...secrets, WECHAT_PUSH_AES_KEY: 'x' } }), 'not 43 letters and digits'],
  [
    'origins',
    checkSecrets({ values: { ...secrets, ALLOWED_ORIGINS: 'http://localhost:*' } }),
    'ALLOWED_ORIGINS is «http://localhost:*».',
  ],
])('%s is told', (_, findings, words) => {
  expect(heard(findings)).toContain(words)
  expect(findings.every(({ remedy }) => remedy.length > 5)).toBe(true)
})

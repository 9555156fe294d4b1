/** Messages, video checks and appeals. */
import type { Batch, Row } from './copy'
import { interleaved } from './interleave'
import { chance, pick, uuid } from './random'
import {
  applicationId,
  applicationNumber,
  conversationId,
  DAY,
  deskIds,
  ENTERPRISES_AN_OFFICER,
  enterpriseId,
  iso,
  KIND,
  MINUTE,
  messagesOf,
  NOW,
  officerId,
  officerOf,
  ownerId,
} from './skeleton'

const SAYINGS = [
  '您好，请问食品经营许可要带哪些材料？',
  '营业执照不用交，系统自己能调，您只要拍布局图和健康证。',
  '好的，收到，谢谢。',
  '面积写的是营业执照上的还是实际的？',
  '按实际使用的面积填，包括后厨和仓库，两处对不上要补正，提前量一下最省事。',
  '后厨的排烟管道下周才能装好，能不能先把申请交了，视频核查约到下周三上午？',
  '可以，先提交，受理以后再约时间，改时间也不用重新填。',
  '房东那边的租赁合同还没盖章，影响吗？',
]

function message(i: number, j: number): Row {
  const n = i * 2048 + j
  const side = chance(n, 31) < 0.55 ? 'enterprise' : 'officer'
  const at = NOW - (messagesOf(i) - j) * (DAY / 4) - chance(n, 32) * 30 * MINUTE
  return [
    uuid(KIND.message, n),
    conversationId(i),
    j + 1,
    side === 'enterprise' ? ownerId(i) : officerId(officerOf(i)),
    side,
    'text',
    pick(SAYINGS, n, 33),
    iso(at),
  ]
}

/** Two weeks of half hours for each officer; the first enterprise of every five has booked one. */
const SLOTS = 100
function slotTime(n: number): [number, number] {
  const start = NOW + (1 + Math.floor(n / 10)) * DAY + (n % 10) * 30 * MINUTE
  return [start, start + 30 * MINUTE]
}
const during = (n: number) => {
  const [start, end] = slotTime(n)
  return `[${iso(start)},${iso(end)})`
}
export const slotId = (officer: number, n: number) => uuid(KIND.slot, officer * SLOTS + n)

function* slots(from: number, to: number): Generator<Row> {
  // With the officer's first enterprise.
  const first = Math.ceil(from / ENTERPRISES_AN_OFFICER) * ENTERPRISES_AN_OFFICER
  for (let i = first; i < to; i += ENTERPRISES_AN_OFFICER)
    for (let n = 0; n < SLOTS; n++) yield [slotId(officerOf(i), n), officerId(officerOf(i)), during(n)]
}

/** Every tenth enterprise: booked ones fill the first half of the officer's slots. */
function* appointments(from: number, to: number): Generator<Row> {
  for (let i = from; i < to; i++) {
    if (i % 10) continue
    const k = officerOf(i)
    const n = (i % ENTERPRISES_AN_OFFICER) / 10
    const application = applicationId(applicationNumber(i, 0))
    const id = uuid(KIND.appointment, i)
    yield [
      id,
      application,
      enterpriseId(i),
      officerId(k),
      slotId(k, n),
      during(n),
      'booked',
      'post',
      ownerId(i),
    ]
  }
}

/** Every tenth enterprise complained once; one in ten of those is still open. */
const appellants = function* (from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) if (i % 10 === 3) yield i
}
const appealState = (i: number) => (chance(i, 41) < 0.1 ? 'open' : 'closed')
const appealAt = (i: number) =>
  appealState(i) === 'open' ? NOW - chance(i, 42) * DAY : NOW - (3 + chance(i, 42) * 600) * DAY

function* appeals(from: number, to: number): Generator<Row> {
  for (const i of appellants(from, to)) {
    const at = appealAt(i)
    const closed = appealState(i) === 'closed' ? iso(at + DAY) : null
    const group = i % 50 === 3
    yield [
      uuid(KIND.appeal, i),
      `SQ-BENCH-${i}`,
      enterpriseId(i),
      ownerId(i),
      group ? 'conduct' : 'stuck',
      '办件没动静',
      '卡在核对材料这一步三天了，希望告诉我还差什么。',
      closed ? 'closed' : 'open',
      group ? 'group' : 'officer',
      group ? deskIds.lead() : officerId(officerOf(i)),
      iso(at + DAY),
      iso(at + 60 * MINUTE),
      iso(at + 9 * DAY),
      closed,
      closed,
      iso(at),
    ]
  }
}

function* appealTiers(from: number, to: number): Generator<Row> {
  for (const i of appellants(from, to)) {
    const at = appealAt(i)
    yield [uuid(KIND.appeal, i), i % 50 === 3 ? 'group' : 'officer', iso(at), iso(at + 9 * DAY), '企业提出']
  }
}

/** What follows the applications of the same step. */
export function trafficBatches(from: number, to: number): Batch[] {
  return [
    {
      table: 'public.messages',
      columns: ['id', 'conversation_id', 'seq', 'sender_id', 'side', 'kind', 'body', 'created_at'],
      rows: interleaved(from, to, messagesOf, (i, j) => [message(i, j)]),
    },
    { table: 'public.slots', columns: ['id', 'staff_id', 'during'], rows: slots(from, to) },
    {
      table: 'public.appointments',
      columns: [
        'id',
        'application_id',
        'enterprise_id',
        'staff_id',
        'slot_id',
        'during',
        'state',
        'kind',
        'booked_by',
      ],
      rows: appointments(from, to),
    },
    {
      table: 'public.appeals',
      columns: [
        'id',
        'number',
        'enterprise_id',
        'author_id',
        'kind',
        'title',
        'body',
        'state',
        'tier',
        'handler_id',
        'contact_due_at',
        'contacted_at',
        'resolve_due_at',
        'answered_at',
        'closed_at',
        'created_at',
      ],
      rows: appeals(from, to),
    },
    {
      table: 'public.appeal_tiers',
      columns: ['appeal_id', 'tier', 'since', 'due_at', 'reason'],
      rows: appealTiers(from, to),
    },
  ]
}

/** Accounts, staff, enterprises, memberships, conversations and how far each person has read. */
import type { Batch, Row } from './copy'
import { chance, mix, uuid } from './random'
import {
  agentId,
  agentOf,
  conversationId,
  DAY,
  DEPARTMENTS,
  deskIds,
  ENTERPRISES_AN_OFFICER,
  enterpriseId,
  iso,
  KIND,
  messagesOf,
  NOW,
  officerId,
  officerOf,
  ownerId,
  REVIEWERS,
  usccOf,
  WINDOW_CLERKS,
} from './skeleton'

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平'
const TRADES = ['餐饮', '建材', '运输', '美容', '超市', '农业', '印刷', '装饰', '医药', '机械']

function nameOf(n: number): string {
  const at = mix(n)
  return `${SURNAMES[at % 20]}${GIVEN[(at >>> 8) % 20]}${GIVEN[(at >>> 16) % 20]}`
}

interface Person {
  id: string
  n: number
  staff?: { department: string; title: string; role: string }
}

/** People at desks: the same few at every size. */
function* deskPeople(): Generator<Person> {
  const clerk = { department: 'spj', title: '窗口', role: 'window' }
  for (let n = 0; n < WINDOW_CLERKS; n++) yield { id: deskIds.window(n), n, staff: clerk }
  for (const [d, department] of DEPARTMENTS.entries())
    for (let n = 0; n < REVIEWERS; n++)
      yield {
        id: deskIds.reviewer(d, n),
        n: 100 + d * 10 + n,
        staff: { department, title: '审查', role: 'reviewer' },
      }
  yield { id: deskIds.lead(), n: 200, staff: { department: 'spj', title: '组长', role: 'group_lead' } }
}

/** Everybody whom a step brings: desks with the first one, officers and agents with their first enterprise. */
function* peopleOf(from: number, to: number): Generator<Person> {
  if (from === 0) yield* deskPeople()
  for (let i = from; i < to; i++) {
    yield { id: ownerId(i), n: i }
    if (i % ENTERPRISES_AN_OFFICER === 0) {
      const staff = { department: 'spj', title: '助企专员', role: 'officer' }
      yield { id: officerId(officerOf(i)), n: i, staff }
    }
    const agent = agentOf(i)
    if (agent !== null && i % 20 === 0) yield { id: agentId(agent), n: i }
  }
}

function* map<T>(things: Iterable<T>, row: (thing: T) => Row | null): Generator<Row> {
  for (const thing of things) {
    const made = row(thing)
    if (made) yield made
  }
}

function* enterprises(from: number, to: number, row: (i: number) => Row[]): Generator<Row> {
  for (let i = from; i < to; i++) yield* row(i)
}

/** How many messages of the other side a person left unread: mostly none. */
function unread(n: number, salt: number): number {
  const u = chance(n, salt)
  return u < 0.7 ? 0 : Math.ceil((u - 0.7) * 20)
}

function readMarks(i: number): Row[] {
  const last = messagesOf(i)
  const mark = (person: string, salt: number): Row => [
    conversationId(i),
    person,
    Math.max(0, last - unread(i, salt)),
    iso(NOW - DAY),
  ]
  return [mark(ownerId(i), 21), mark(officerId(officerOf(i)), 22)]
}

function members(i: number): Row[] {
  const agent = agentOf(i)
  const row = (n: number, person: string, role: string, ends: string | null): Row => [
    uuid(KIND.member, n),
    enterpriseId(i),
    person,
    role,
    'active',
    '2024-01-02',
    ends,
    iso(NOW - 800 * DAY),
  ]
  const owner = row(i * 2, ownerId(i), 'owner', null)
  return agent === null ? [owner] : [owner, row(i * 2 + 1, agentId(agent), 'agent', '2026-12-31')]
}

/** In the order in which rows may refer to one another. */
export function peopleBatches(from: number, to: number): Batch[] {
  const people = () => peopleOf(from, to)
  const since = iso(NOW - 800 * DAY)
  return [
    {
      table: 'auth.users',
      columns: ['id', 'aud', 'role', 'email', 'raw_user_meta_data', 'created_at', 'updated_at'],
      rows: map(people(), ({ id, n }) => {
        const name = JSON.stringify({ name: nameOf(n) })
        return [id, 'authenticated', 'authenticated', `${id}@bench.invalid`, name, since, since]
      }),
    },
    {
      table: 'public.people',
      columns: ['id', 'name', 'phone', 'created_at'],
      rows: map(people(), ({ id, n }) => [id, nameOf(n), `138${String(n).padStart(8, '0')}`, since]),
    },
    {
      table: 'public.staff',
      columns: ['person_id', 'department_code', 'display_name', 'title'],
      rows: map(people(), ({ id, n, staff }) =>
        staff ? [id, staff.department, `${nameOf(n).slice(0, 1)}${staff.title}`, staff.title] : null,
      ),
    },
    {
      table: 'public.staff_roles',
      columns: ['person_id', 'role'],
      rows: map(people(), ({ id, staff }) => (staff ? [id, staff.role] : null)),
    },
    {
      table: 'public.enterprises',
      columns: ['id', 'name', 'uscc', 'kind', 'legal_person', 'address', 'created_at'],
      rows: enterprises(from, to, (i) => {
        const name = `清溪${nameOf(i + 7)}${TRADES[mix(i) % 10]}第${i}店`
        return [[enterpriseId(i), name, usccOf(i), '个体工商户', nameOf(i), `清溪县文昌路${i}号`, since]]
      }),
    },
    {
      table: 'public.enterprise_members',
      columns: ['id', 'enterprise_id', 'person_id', 'role', 'state', 'starts_on', 'ends_on', 'created_at'],
      rows: enterprises(from, to, members),
    },
    {
      table: 'public.enterprise_officers',
      columns: ['id', 'enterprise_id', 'officer_id', 'starts_at'],
      rows: enterprises(from, to, (i) => [
        [uuid(KIND.assignment, i), enterpriseId(i), officerId(officerOf(i)), since],
      ]),
    },
    {
      table: 'public.conversations',
      columns: ['id', 'enterprise_id', 'last_seq', 'last_at', 'created_at'],
      rows: enterprises(from, to, (i) => [
        [conversationId(i), enterpriseId(i), messagesOf(i), iso(NOW - chance(i, 23) * 30 * DAY), since],
      ]),
    },
    {
      table: 'public.read_marks',
      columns: ['conversation_id', 'person_id', 'seq', 'at'],
      rows: enterprises(from, to, readMarks),
    },
  ]
}

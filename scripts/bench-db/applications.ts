/** Applications with what hangs on them: materials, files, events, corrections, results. */
import { APPLICATION_COLUMNS } from './application-columns'
import type { Batch, Row, Value } from './copy'
import { interleaved } from './interleave'
import type { BenchItem } from './items'
import { at, type Life, lifeOf } from './lives'
import { uuid } from './random'
import {
  applicationId,
  applicationNumber,
  applicationsOf,
  DAY,
  DEPARTMENTS,
  deskIds,
  enterpriseId,
  iso,
  KIND,
  ownerId,
} from './skeleton'

const when = (moment: number | null): Value => (moment === null ? null : iso(moment))
const HOLDER: Record<string, string> = {
  draft: 'applicant',
  correcting: 'applicant',
  issued: 'applicant',
  submitted: 'staff',
  resubmitted: 'staff',
  accepted: 'staff',
  reviewing: 'staff',
  approved: 'staff',
}

export interface Case {
  i: number
  n: number
  id: string
  life: Life
  department: number
  item: BenchItem
}

/** Who decides: the department of the item, in turn, so that the drafts of an enterprise differ in item. */
const departmentOf = (i: number, j: number) => (i + j) % DEPARTMENTS.length
const windowClerk = (n: number) => deskIds.window(n % 4)
const reviewer = (c: Case) => deskIds.reviewer(c.department, c.n % 3)

export function caseOf(items: BenchItem[], i: number, j: number): Case {
  const n = applicationNumber(i, j)
  const department = departmentOf(i, j)
  return { i, n, id: applicationId(n), life: lifeOf(n, j), department, item: items[department] as BenchItem }
}

function application(c: Case): Row {
  const { life, item } = c
  const submitted = at(life, 'submitted')
  const accepted = at(life, 'accepted')
  const decided = at(life, 'approved') ?? at(life, 'denied') ?? at(life, 'declined')
  const notice = at(life, 'resubmitted') ?? submitted
  const first = life.steps[0]?.at ?? 0
  const last = life.steps[life.steps.length - 1]?.at ?? 0
  return [
    c.id,
    submitted === null ? null : `QX-${iso(submitted).slice(2, 10).replaceAll('-', '')}-${c.n}`,
    enterpriseId(c.i),
    item.code,
    item.versionId,
    item.department,
    ownerId(c.i),
    life.state,
    life.steps.length,
    item.situations,
    item.answers,
    3,
    life.state === 'reviewing' ? reviewer(c) : null,
    HOLDER[life.state] ?? 'nobody',
    iso(last),
    when(submitted),
    when(submitted),
    when(notice),
    when(notice && notice + 7 * DAY),
    when(accepted),
    when(accepted && accepted + 9 * DAY),
    when(accepted && accepted + 28 * DAY),
    when(decided),
    life.state === 'denied' || life.state === 'declined' ? '不符合规定的条件' : null,
    when(at(life, 'issued')),
    when(at(life, 'delivered')),
    when(at(life, 'withdrawn')),
    iso(first),
    iso(last),
  ]
}

const SHA256 = '0'.repeat(64)

/** Of what is finished one file is kept here, to spare the disk; of drafts and open ones all, to be filed. */
function filesOf(c: Case): Row[] {
  const uploaded = iso(c.life.steps[0]?.at ?? 0)
  const wanted = c.item.materials.filter((material) => !material.fetched)
  const kept = c.life.open || c.life.state === 'draft' ? wanted : wanted.slice(0, 1)
  return kept.map((material, m) => {
    const id = uuid(KIND.file, c.n * 4 + m)
    const path = `${enterpriseId(c.i)}/${c.id}/${id}.jpg`
    const file: Row = [id, c.id, material.key, path, `${material.name}.jpg`, 'image/jpeg', 234_567]
    return [...file, ownerId(c.i), uploaded, SHA256]
  })
}

export const EVENT_COLUMNS = [
  'application_id',
  'seq',
  'kind',
  'actor_id',
  'actor_name',
  'actor_side',
  'at',
  'data',
]

function eventsOf(c: Case): Row[] {
  return c.life.steps.map((step, k) => {
    const applicant = step.side === 'applicant'
    const data = step.kind === 'submitted' ? `{"number": "QX-${c.n}"}` : '{}'
    const actor = applicant ? ownerId(c.i) : windowClerk(c.n)
    return [
      c.id,
      k + 1,
      step.kind,
      actor,
      applicant ? '张明远' : '审批局王科员',
      step.side,
      iso(step.at),
      data,
    ]
  })
}

/** Every application of the enterprises from … to, in the order of life. */
function cases(items: BenchItem[], from: number, to: number, rows: (c: Case) => Row[]): Iterable<Row> {
  return interleaved(from, to, applicationsOf, (i, j) => rows(caseOf(items, i, j)))
}

export function eventRows(items: BenchItem[], from: number, to: number): Iterable<Row> {
  return cases(items, from, to, eventsOf)
}

export function applicationBatches(items: BenchItem[], from: number, to: number): Batch[] {
  const all = (rows: (c: Case) => Row[]) => cases(items, from, to, rows)
  return [
    { table: 'public.applications', columns: APPLICATION_COLUMNS, rows: all((c) => [application(c)]) },
    {
      table: 'public.application_materials',
      columns: ['application_id', 'key', 'position', 'name', 'required', 'fetched_by_office'],
      rows: all((c) => c.item.materials.map((m, k) => [c.id, m.key, k + 1, m.name, true, m.fetched])),
    },
    {
      table: 'public.application_files',
      columns: [
        'id',
        'application_id',
        'material_key',
        'path',
        'name',
        'mime',
        'size',
        'uploaded_by',
        'uploaded_at',
        'sha256',
      ],
      rows: all(filesOf),
    },
    {
      table: 'public.corrections',
      columns: [
        'id',
        'application_id',
        'round',
        'issued_by',
        'issued_at',
        'due_at',
        'answered_at',
        'due_working_days',
      ],
      rows: all((c) => {
        const issued = at(c.life, 'correction_issued')
        if (issued === null) return []
        const id = uuid(KIND.correction, c.n)
        const answered = when(at(c.life, 'resubmitted'))
        return [[id, c.id, 1, windowClerk(c.n), iso(issued), iso(issued + 14 * DAY), answered, 10]]
      }),
    },
    {
      table: 'public.correction_points',
      columns: ['id', 'correction_id', 'position', 'target', 'key', 'title', 'reason', 'answered_at'],
      rows: all((c) => {
        if (at(c.life, 'correction_issued') === null) return []
        const answered = when(at(c.life, 'resubmitted'))
        return c.item.materials.slice(0, 2).map((m, k) => {
          const id = uuid(KIND.point, c.n * 4 + k)
          return [id, uuid(KIND.correction, c.n), k + 1, 'material', m.key, m.name, '看不清', answered]
        })
      }),
    },
    {
      table: 'public.results',
      columns: [
        'id',
        'application_id',
        'number',
        'name',
        'path',
        'file_name',
        'mime',
        'size',
        'issued_by',
        'issued_at',
        'delivered_at',
        'sha256',
      ],
      rows: all((c) => {
        const issued = at(c.life, 'issued')
        if (issued === null) return []
        const path = `${c.id}/result.pdf`
        const row: Row = [
          uuid(KIND.result, c.n),
          c.id,
          `QX-R-${c.n}`,
          '许可证',
          path,
          '许可证.pdf',
          'application/pdf',
          98_765,
        ]
        return [[...row, windowClerk(c.n), iso(issued), when(at(c.life, 'delivered')), SHA256]]
      }),
    },
  ]
}

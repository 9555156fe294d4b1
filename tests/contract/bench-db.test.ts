import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOVES, type Question, READS, SCREENS } from '../../scripts/bench-db/asked'
import { makeChain } from '../../scripts/bench-db/chain'
import { type Cluster, DATABASE, makeCluster } from '../../scripts/bench-db/cluster'
import { type BenchItem, importItems } from '../../scripts/bench-db/items'
import { loadStep } from '../../scripts/bench-db/load'
import { findScans, largeTables } from '../../scripts/bench-db/plans'
import { applicationsOf, messagesOf } from '../../scripts/bench-db/skeleton'
import { draftsOf, type Subject, subjectsOf } from '../../scripts/bench-db/subjects'
import { measureSubmit } from '../../scripts/bench-db/submit'

/** A five-hundredth of the county, grown in two steps as the large one is. */
const STEPS = [100, 400] as const
const SIZE = STEPS[1]

let folder: string
let cluster: Cluster
let sql: postgres.Sql
let items: BenchItem[]
let subjects: Subject[]

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bangban-bench-'))
  cluster = await makeCluster(path.join(folder, 'data'))
  sql = cluster.connect(DATABASE)
  await makeChain(sql)
  items = await importItems(sql)
  await loadStep(sql, items, 0, STEPS[0], () => {})
  await loadStep(sql, items, STEPS[0], SIZE, () => {})
  subjects = subjectsOf(items, SIZE)
}, 120_000)

afterAll(async () => {
  await sql?.end()
  await cluster?.stop(false)
  rmSync(folder, { recursive: true, force: true })
})

const sum = (count: (i: number) => number) =>
  Array.from({ length: SIZE }, (_, i) => count(i)).reduce((all, one) => all + one, 0)
const scansOf = (questions: Question[]) =>
  findScans((onnotice) => cluster.connect(DATABASE, undefined, onnotice), questions, subjects)

test('the loaded county is whole: every row, every constraint, every chain of events with its head', async () => {
  const [counted] = await sql<Record<string, number>[]>`
    select (select count(*)::int from public.enterprises) as enterprises,
      (select count(*)::int from public.applications) as applications,
      (select count(*)::int from public.messages) as messages,
      (select count(private.broken_event(a.id))::int from public.applications a) as broken,
      (select count(*)::int from public.application_events e join private.chain_heads h
        on h.chain = 'application' and h.id = e.application_id and h.seq = e.seq and h.hash = e.hash) as heads,
      (select count(*)::int from public.conversations c where c.last_seq <> (
        select max(m.seq) from public.messages m where m.conversation_id = c.id)) as astray`
  expect(counted).toEqual({
    enterprises: SIZE,
    applications: sum(applicationsOf),
    messages: sum(messagesOf),
    broken: 0,
    heads: sum(applicationsOf),
    astray: 0,
  })
  const [left] = await sql<Record<string, number>[]>`
    select count(*) filter (where not convalidated)::int as unchecked,
      count(*) filter (where contype = 'f' and conrelid = 'public.messages'::regclass)::int as references
    from pg_constraint where connamespace = 'public'::regnamespace`
  expect(left).toEqual({ unchecked: 0, references: 3 })
})

test('what the screens ask reads no large table whole', async () => {
  expect([...(await largeTables(sql))]).toEqual(
    expect.arrayContaining(['applications', 'application_events', 'messages']),
  )
  expect(await scansOf([...READS, ...SCREENS, ...MOVES])).toEqual([])
})

test('a question that does read one whole is found', async () => {
  const careless: Question = {
    name: 'careless',
    text: 'select count(*) from public.messages where body like $1',
    who: (s) => s.owner,
    with: () => ['%材料%'],
  }
  const found = await scansOf([careless])
  expect(found.map(({ question, table }) => ({ question, table }))).toEqual([
    { question: 'careless', table: 'messages' },
  ])
})

test('a filing and the bare insert of its rows are compared row by row', async () => {
  const [person, owner] = [cluster.connect(DATABASE), cluster.connect(DATABASE)]
  const figures = await measureSubmit(person, owner, draftsOf(items, SIZE), 2)
  await Promise.all([person.end(), owner.end()])
  expect(figures.tables).toEqual(
    expect.arrayContaining(['applications', 'application_events', 'private.requests']),
  )
  expect(figures.submitsASecond).toBeGreaterThan(0)
  expect(figures.insertsASecond).toBeGreaterThan(0)
  // Taken out and put back: nothing is missing afterwards.
  const [filed] = await sql<{ filed: number; broken: number }[]>`
    select count(*)::int as filed, count(private.broken_event(a.id))::int as broken from public.applications a`
  expect(filed).toEqual({ filed: sum(applicationsOf), broken: 0 })
})

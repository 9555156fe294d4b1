import { expect } from 'vitest'
import { ACTORS, readableTables, rowsOf, type Table } from './attack-sight'
import { makeWorld } from './attack-world'
import { stories } from './harness'

/**
 * Everybody against every table: in a world that has a row of everything, each person sees what concerns him and
 * not one row more. A table that is added is missed here until it says who reads it.
 */
const { story } = stories(async (s) => {
  await makeWorld(s)
})

/** Who sees rows of the enterprise 禾味: names, `self` (everybody, rows about himself) or `all` who signed in. */
const READERS: Record<string, string> = {
  appeal_files: 'zhang chen li zhou',
  appeal_kinds: 'all',
  appeal_replies: 'zhang chen li',
  appeal_tiers: 'zhang chen li zhou',
  appeals: 'zhang chen li zhou',
  application_events: 'zhang chen li wang qian he',
  application_files: 'zhang chen li wang qian he',
  application_materials: 'zhang chen li wang qian he',
  applications: 'zhang chen li wang qian he',
  appointment_findings: 'zhang chen li',
  appointments: 'zhang chen li',
  calendar_edits: 'admin',
  conversations: 'zhang chen li',
  correction_points: 'zhang chen li wang he',
  corrections: 'zhang chen li wang he',
  department_tasks: 'li wang qian he',
  documents: 'zhang chen li wang qian he',
  enterprise_invites: 'zhang',
  enterprise_members: 'zhang chen li',
  enterprise_officers: 'zhang chen li',
  enterprises: 'zhang chen li',
  messages: 'zhang chen li',
  officer_stand_ins: 'li zhao',
  people: 'self',
  pre_checks: 'zhang chen li',
  ratings: 'zhang',
  read_marks: 'zhang chen li',
  results: 'zhang chen li wang qian he',
  slots: 'li',
  staff: 'all',
  staff_roles: 'li zhao wang qian he zhou wu admin',
}

/** Read without a sign-in. */
const NOTICE_BOARD = [
  'calendar_days',
  'calendar_years',
  'departments',
  'hall_hours',
  'item_check_points',
  'item_materials',
  'item_situations',
  'item_versions',
  'items',
]

story('who reads which table: everybody against every table', async (s) => {
  const seen: Record<string, string> = {}
  for (const table of await readableTables(s)) {
    const readers: string[] = []
    let others = false
    let everything = true
    for (const actor of ACTORS) {
      await s.as(actor)
      const found = await rowsOf(s, table)
      if (found.length > 0) readers.push(actor)
      else everything = false
      if (found.some((row) => !row.includes(s.id(actor)))) others = true
    }
    seen[table.name] = everything ? (others ? 'all' : 'self') : readers.join(' ')
  }
  expect(seen).toEqual(READERS)
})

story('the notice board is read by everybody, signed in or not', async (s) => {
  const open = await s.sql<Table[]>`
    select c.relname as name, '*' as columns from pg_class c where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege('anon', c.oid, 'select') order by 1`
  expect(open.map(({ name }) => name).sort()).toEqual(NOTICE_BOARD)
  for (const table of open) {
    const answers = []
    for (const actor of ['anon', 'zhang', 'wang']) {
      await s.as(actor)
      answers.push((await rowsOf(s, table)).length)
    }
    expect([table.name, answers[0]]).not.toEqual([table.name, 0])
    expect([table.name, new Set(answers).size]).toEqual([table.name, 1])
  }
})

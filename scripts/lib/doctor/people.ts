import { type Finding, findingsOf, some } from './finding'

export interface PeopleFacts {
  /** Active staff by role. */
  roles: Record<string, number>
  /** Accounts, enterprises, openids and addresses that only the demo has. */
  demo: { people: number; enterprises: number; openids: number; halls: number }
  /** Departments that published items name and that have no telephone. */
  silent_departments: string[]
}

const { needed, advised } = findingsOf('people')

const WHY: Record<string, string> = {
  operator: 'nobody can edit the calendar, items and codes',
  window: 'nobody can accept an application',
  reviewer: 'nobody can decide',
  officer: 'no enterprise has a helper-officer',
  group_lead: 'appeals cannot climb, and held messages wait for one',
}
const LATER: Record<string, string> = {
  head: 'no extension can be granted',
  taskforce: 'appeals end at the group',
}
const HOW = 'docs/deploy.md: an account, a row in public.staff, rows in public.staff_roles.'

/** Somebody stands at each desk, and nobody of the demo does. */
export function checkPeople({ roles, demo, silent_departments }: PeopleFacts): Finding[] {
  const found: Finding[] = []
  for (const [role, why] of Object.entries(WHY)) {
    if (!roles[role]) found.push(needed(`There is no ${role}: ${why}.`, HOW))
  }
  for (const [role, why] of Object.entries(LATER)) {
    if (!roles[role]) found.push(advised(`There is no ${role}: ${why}.`, HOW))
  }
  const left = Object.entries(demo).filter(([, count]) => count > 0)
  if (left.length > 0) {
    found.push(
      needed(
        `The demo's data is in this database: ${left.map(([what, count]) => `${count} ${what}`).join(', ')}.`,
        'Begin with a new database: what demo people did cannot be taken out of the history.',
      ),
    )
  }
  if (silent_departments.length > 0) {
    found.push(
      advised(
        `Departments of published items have no telephone: ${some(silent_departments)}.`,
        'update public.departments set phone = …, address = …, complaint_phone = … where code = …;',
      ),
    )
  }
  return found
}

/**
 * The shape of the invented county: how many applications and messages an enterprise has, who looks after it,
 * who works where. Everything follows from the enterprise's number, so that the first 1 % of the data is the
 * same whatever the whole size.
 */
import { mix, uuid } from './random'

/** The moment at which the data ends and private.now() stands: a working Tuesday in opening hours. */
export const NOW = Date.parse('2026-03-31T10:00:00+08:00')
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

export const ENTERPRISES_AN_OFFICER = 500
/** Every other enterprise has an agent, who serves ten of them (代账会计). */
const ENTERPRISES_AN_AGENT = 10

/** Kinds of ids. */
export const KIND = {
  enterprise: 1,
  owner: 2,
  agent: 3,
  officer: 4,
  desk: 5,
  application: 6,
  conversation: 7,
  message: 8,
  file: 9,
  member: 10,
  assignment: 11,
  correction: 12,
  point: 13,
  result: 14,
  slot: 15,
  appointment: 16,
  appeal: 17,
  task: 18,
  preCheck: 19,
} as const

/** Five departments decide; their people, and the four of the window, are there at every size. */
export const DEPARTMENTS = ['scjg', 'spj', 'wjj', 'rsj', 'jtj'] as const
export const WINDOW_CLERKS = 4
export const REVIEWERS = 3

/** Staff at desks by number: first the window, then the reviewers of each department, then those of appeals. */
export const deskIds = {
  window: (n: number) => uuid(KIND.desk, n),
  reviewer: (department: number, n: number) => uuid(KIND.desk, 100 + department * 10 + n),
  lead: () => uuid(KIND.desk, 200),
}

export const enterpriseId = (i: number) => uuid(KIND.enterprise, i)
export const ownerId = (i: number) => uuid(KIND.owner, i)
export const officerOf = (i: number) => Math.floor(i / ENTERPRISES_AN_OFFICER)
export const officerId = (k: number) => uuid(KIND.officer, k)
export const agentOf = (i: number) => (i % 2 === 0 ? Math.floor(i / (ENTERPRISES_AN_AGENT * 2)) : null)
export const agentId = (k: number) => uuid(KIND.agent, k)
export const conversationId = (i: number) => uuid(KIND.conversation, i)

/** Place of an enterprise among the thousand around it: 0 is the largest. */
export const rankOf = (i: number) => (i * 387) % 1000
/** The enterprise of a thousand that has a rank; 387 · 323 = 1 modulo 1,000. */
export const withRank = (thousand: number, rank: number) => thousand * 1000 + ((rank * 323) % 1000)

/** How many applications: one in a thousand 300, ten 40, ninety 12, most 2 to 4; 5,000 a thousand. */
export function applicationsOf(i: number): number {
  const rank = rankOf(i)
  if (rank === 0) return 300
  if (rank <= 10) return 40
  if (rank <= 100) return 12
  if (rank <= 700) return 4
  return rank <= 922 ? 3 : 2
}

/** How many messages: a long tail from 2,000 down to 8; 25,000 a thousand. */
export function messagesOf(i: number): number {
  const rank = rankOf(i)
  if (rank === 0) return 2000
  if (rank <= 10) return 300
  if (rank <= 100) return 80
  if (rank <= 700) return 17
  return rank <= 908 ? 9 : 8
}

/** Number of the j-th application of enterprise i, over all enterprises. */
export const applicationNumber = (i: number, j: number) => i * 512 + j
export const applicationId = (n: number) => uuid(KIND.application, n)

/** An 18-place code of the right alphabet, different for each enterprise. */
export function usccOf(i: number): string {
  return `91${String(mix(i) % 1_000_000).padStart(6, '0')}MA${String(i).padStart(8, '0')}`
}

export const iso = (at: number) => new Date(at).toISOString()

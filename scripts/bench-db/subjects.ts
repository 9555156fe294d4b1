/**
 * Who asks, and about what. At each size the same kinds of enterprises are taken (the largest of a thousand, the
 * middling, the small), spread over the whole data, so that answers are equally long and only what lies around
 * them grows.
 */
import { caseOf } from './applications'
import type { BenchItem } from './items'
import {
  applicationsOf,
  conversationId,
  deskIds,
  ENTERPRISES_AN_OFFICER,
  enterpriseId,
  messagesOf,
  officerId,
  officerOf,
  ownerId,
  withRank,
} from './skeleton'
import { slotId } from './traffic'

const RANKS = [
  0, 1, 4, 8, 15, 30, 50, 70, 90, 99, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 750, 800, 850, 950,
]

export interface Subject {
  i: number
  enterprise: string
  owner: string
  /** One nearby that complained once, and its owner. */
  appellant: { enterprise: string; owner: string }
  officer: string
  conversation: string
  lastSeq: number
  /** An application of this enterprise or of the nearest one that has one in that state. */
  find(state: string): Found
  /** The enterprises that its officer looks after. */
  colleagues(): string[]
}

export interface Found {
  id: string
  owner: string
  version: number
  reviewer: string
  window: string
  answers: Record<string, string>
  /** A time of its officer that nobody has booked. */
  slot: string
}

/** The people and things that are asked about in a database of `size` enterprises. */
export function subjectsOf(items: BenchItem[], size: number): Subject[] {
  return RANKS.map((rank, t) => {
    const thousand = Math.floor((t * (size / 1000)) / RANKS.length)
    const wanted = withRank(thousand, rank)
    return subject(items, size, wanted < size ? wanted : (t * 17) % size)
  })
}

function subject(items: BenchItem[], size: number, i: number): Subject {
  const complained = i - (i % 10) + 3
  return {
    i,
    enterprise: enterpriseId(i),
    owner: ownerId(i),
    appellant: { enterprise: enterpriseId(complained), owner: ownerId(complained) },
    officer: officerId(officerOf(i)),
    conversation: conversationId(i),
    lastSeq: messagesOf(i),
    find: (state) => findFrom(items, size, i, state),
    colleagues: () => {
      const first = officerOf(i) * ENTERPRISES_AN_OFFICER
      const last = Math.min(size, first + ENTERPRISES_AN_OFFICER)
      return Array.from({ length: last - first }, (_, n) => enterpriseId(first + n))
    },
  }
}

function findFrom(items: BenchItem[], size: number, start: number, state: string): Found {
  for (let step = 0; step < size; step++) {
    const i = (start + step) % size
    // Every tenth has booked a video check.
    if (i % 10 === 0) continue
    for (let j = 0; j < applicationsOf(i); j++) {
      const c = caseOf(items, i, j)
      if (c.life.state !== state) continue
      return {
        id: c.id,
        owner: ownerId(i),
        version: c.life.steps.length,
        reviewer: deskIds.reviewer(c.department, 0),
        window: deskIds.window(0),
        slot: slotId(officerOf(i), 50 + (i % 50)),
        answers: JSON.parse(c.item.answers) as Record<string, string>,
      }
    }
  }
  throw new Error(`No application is ${state}`)
}

/** Drafts that can be filed as they are, each of another enterprise. */
export function* draftsOf(items: BenchItem[], size: number): Generator<Found> {
  for (let i = 0; i < size; i++) {
    if (i % 10 === 0) continue
    for (let j = 0; j < Math.min(5, applicationsOf(i)); j++) {
      if (caseOf(items, i, j).life.state !== 'draft') continue
      yield findFrom(items, size, i, 'draft')
      break
    }
  }
}

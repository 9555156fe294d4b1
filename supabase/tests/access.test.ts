import { expect } from 'vitest'
import { stories } from './harness'
import { accessMatrix, MISSING } from './matrix'
import { namesIn } from './proof-check'
import { STORIES } from './proof-families'
import { RPC_PROOFS } from './proofs'
import { storyFinder } from './titles'

const { story } = stories()

story('the access matrix in docs is what the database says', async (s) => {
  await expect(await accessMatrix(s)).toMatchFileSnapshot('../../docs/access-matrix.md')
})

story('every line of the matrix names a story, and every story that is named is told', async (s) => {
  const lines = (await accessMatrix(s)).split('\n').filter((line) => /^\| .* \|$/.test(line))
  // Name one in proofs.ts: a person with the right does it, one without is refused. BB_CALLS helps to find it.
  expect(lines.filter((line) => line.includes(MISSING))).toEqual([])
  const told = storyFinder()
  const named = lines.flatMap((line) =>
    line.split(' | ').flatMap((cell) => cell.replace(/ \|$/, '').split('<br>')),
  )
  const proofs = [...new Set(named.filter((cell) => cell.includes(' › ')))]
  expect(proofs.length).toBeGreaterThan(40)
  expect(proofs.filter((proof) => !told(proof))).toEqual([])
})

story('the book of proofs names only stories that are told and RPCs that exist', async (s) => {
  const told = storyFinder()
  const book = Object.entries(RPC_PROOFS).flatMap(([file, titles]) =>
    Object.entries(titles).map(([title, proves]) => ({ proof: `${file} › ${title}`, proves })),
  )
  const constant = Object.values(STORIES).filter((entry) => typeof entry === 'string')
  expect([...constant, ...book.map(({ proof }) => proof)].filter((proof) => !told(proof))).toEqual([])
  const rows = await s.sql<{ name: string }[]>`
    select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace`
  const known = rows.map(({ name }) => name)
  const named = book.flatMap(({ proves }) => [...namesIn(proves.done), ...namesIn(proves.refused)])
  expect(named.filter((name) => !known.includes(name.replace(/^(anon|service):/, '')))).toEqual([])
})

story('a title that nobody tells is no proof', async () => {
  const told = storyFinder()
  expect(told('access.test.ts › a title that nobody tells is no proof')).toBe(true)
  expect(told('access.test.ts › a title that nobody tells is a proof')).toBe(false)
  expect(told('nowhere.test.ts › a title that nobody tells is no proof')).toBe(false)
})

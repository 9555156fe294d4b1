import { expect, test } from 'vitest'
import { opensWithoutPassword } from './pdf-lock.ts'

/** An encryption dictionary of PDF 2.0 (R 6) as another program writes it, between other objects. */
const dictionary = (owner: string, user: string) =>
  `<< /Length 99 /O 1 >> endobj 7 0 obj << /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> ` +
  `/Filter /Standard /Length 256 /O <${owner}> /P -4 /R 6 /StmF /StdCF /StrF /StdCF /U <${user}> /V 5 >>\nendobj /R 3`

// Made by qpdf, which no test here runs; the shorter revisions are proven on whole files in inspect.test.ts.
const OPEN = {
  owner: 'a67e78f4cfd4db52c109e6fc96792d5aaa0512b3290ff8500a1d44456c458f02769774a5a8134c1c409dec446e2e2f52',
  user: 'a30407a84184545e6e19dbd7230a266995c516e4c52dc6d8086d58e07ea44e0c08f14f2a39a7575605528ad412e14ff6',
}
const LOCKED = {
  owner: '57c08f4d2b7e02a2eb6deabf903267643bd971f5201ed5e1865311001c05d012e7a9dea18e3de1aa35675d0069944da1',
  user: 'ae700c793d687882958ce411fed797a6364e182dc4cb8c3819d347b9d577c3526d9fd5c2b9fe54cfed6539accc53ac28',
}

test('PDF 2.0: the empty password opens one, and not the other', () => {
  expect(opensWithoutPassword(dictionary(OPEN.owner, OPEN.user), '')).toBe(true)
  expect(opensWithoutPassword(dictionary(LOCKED.owner, LOCKED.user), '')).toBe(false)
})

test('a dictionary that says too little is a lock', () => {
  expect(opensWithoutPassword('', '')).toBe(false)
  expect(opensWithoutPassword('/Filter /Standard /R 3', '')).toBe(false)
  expect(opensWithoutPassword('/Filter /Standard /O (a) /U (b)', '/ID [<00>]')).toBe(false)
  expect(opensWithoutPassword('/Filter /Standard /R 6 /O (a) /U (b)', '')).toBe(false)
})

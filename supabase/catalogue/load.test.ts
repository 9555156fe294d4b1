import { expect, test } from 'vitest'
import { initialsOf, loadCatalogue, readCatalogue } from './load'

test('initials are what a thumb types on a phone', () => {
  expect(initialsOf('食品经营许可（新办）')).toBe('spjyxkxb')
  expect(initialsOf('个体工商户设立登记')).toBe('gtgshsldj')
  expect(initialsOf('KTV')).toBe('ktv')
  expect(initialsOf('（）')).toBe('')
})

test('every item file is ready for import, in the order of the codes, what is asked for most marked', () => {
  const items = readCatalogue()
  expect(items.map((item) => item.code)).toEqual(items.map((item) => item.code).sort())
  expect(items.find((item) => item.code === 'QX07')).toMatchObject({ popular_rank: 1 })
  for (const item of items) expect(item.initials, item.code).toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/)
})

test('a refused item stops the load and names itself', async () => {
  const items = readCatalogue().slice(0, 2)
  const refuse = {
    rpc: async () => ({ data: null, error: { code: 'BB007', message: '时限要写明', details: '{}' } }),
  }
  await expect(loadCatalogue(refuse as never, items)).rejects.toThrow(
    `${items[0]?.code} ${items[0]?.name}: BB007`,
  )
})

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { isSafe, spread } from './retry'

const migrations = path.resolve(import.meta.dirname, '../../supabase/migrations')
const sql = readdirSync(migrations)
  .sort()
  .map((file) => readFileSync(path.join(migrations, file), 'utf8'))
  .join('\n')

/** Every public function, whether Postgres holds it for reading only, and whether it takes a request id. */
const functions = [
  ...sql.matchAll(
    /create (?:or replace )?function public\.([a-z_0-9]+)\s*\(([\s\S]*?)\)\s*returns([\s\S]*?)\bas\s+(?:\$|')/gi,
  ),
].map(([, name, args, rest]) => ({
  name,
  reads: /\b(stable|immutable)\b/i.test(rest),
  wish: args.includes('p_request_id'),
}))
const call = (name: string, body: string) =>
  isSafe(`https://api.example/rest/v1/rpc/${name}`, { method: 'POST', body })

it('finds the functions', () => {
  expect(functions.length).toBeGreaterThan(80)
})

it('repeats without a request id only what reads', () => {
  const repeated = functions.filter(({ name }) => call(name, '{}'))
  expect(repeated.length).toBeGreaterThan(20)
  expect(repeated.filter(({ reads }) => !reads)).toEqual([])
})

it('repeats every change that takes a request id, and no other', () => {
  const body = '{"p_request_id":"0b6f4f0e-8f6e-4a37-9a39-111111111111"}'
  expect(functions.filter(({ name, wish }) => wish && !call(name, body))).toEqual([])
  expect(call('mark_read', '{"p_text":"\\"p_request_id\\":\\""}')).toBe(false)
})

it('brings a thousand phones back one after the other', () => {
  const waits = Array.from({ length: 1000 }, () => spread(1000))
  const inEachTenth = Array.from(
    { length: 10 },
    (_, tenth) => waits.filter((ms) => Math.floor((ms - 500) / 100) === tenth).length,
  )
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(500)
  expect(Math.max(...inEachTenth)).toBeLessThan(200)
})

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { type SignedIn, signUp, startFixtureStack } from './fixture-stack'

let stack: Stack
let folder: string
let person: SignedIn
const log: string[] = []
const call = (name: string, init: RequestInit = {}) => fetch(`${stack.apiUrl}/functions/v1/${name}`, init)

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bangban-functions-'))
  cpSync(fileURLToPath(new URL('./fixtures/', import.meta.url)), folder, { recursive: true })
  writeFileSync(path.join(folder, 'functions/.env'), 'FIXTURE_SECRET="from the file"\n')
  stack = await startFixtureStack({
    functionsDir: path.join(folder, 'functions'),
    reloadFunctions: true,
    log: (line) => log.push(line),
  })
  person = await signUp(stack)
})
afterAll(async () => {
  await stack?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('Edge Functions', () => {
  test('a function gets the request, its own path, and the secrets', async () => {
    const { data, error } = await person.client.functions.invoke('echo/deeper', { body: { 名: '禾' } })
    expect(error).toBeNull()
    expect(data).toEqual({
      version: 1,
      method: 'POST',
      path: '/echo/deeper',
      body: '{"名":"禾"}',
      url: stack.apiUrl,
      wechat: stack.simulator.url,
      secret: 'from the file',
    })
  })

  test('verify_jwt is as config.toml says', async () => {
    expect((await call('echo')).status).toBe(200)
    expect((await call('guarded')).status).toBe(401)
    expect((await call('guarded', { headers: { authorization: 'Bearer not-a-token' } })).status).toBe(401)
    expect((await testClient(stack).functions.invoke('guarded')).error).not.toBeNull()
    expect((await person.client.functions.invoke('guarded')).data).toEqual({ ok: true })
  })

  test('CORS is left to the function, as on hosted', async () => {
    const preflight = await call('echo', { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://example.test')
  })

  test('an unknown function is 404, one that does not start 503 with its error in the log', async () => {
    expect((await call('nothing')).status).toBe(404)
    expect((await call('..%2fconfig')).status).toBe(404)
    const broken = await call('broken', { headers: { authorization: `Bearer ${person.accessToken}` } })
    expect([broken.status, (await broken.json()).code]).toEqual([503, 'BOOT_ERROR'])
    expect(log.join('\n')).toContain('does not start')
  })

  test('a changed file is served without a restart of the stack', async () => {
    writeFileSync(path.join(folder, 'functions/echo/version.ts'), 'export const version = 2\n')
    await expect
      .poll(async () => (await (await call('echo')).json()).version, { timeout: 15_000, interval: 100 })
      .toBe(2)
  })
})

import type { SupabaseClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import { expect } from 'vitest'
import { makeWorld, TRACES, type World } from '../../../supabase/tests/attack-world'
import { STORY_ITEM } from '../../../supabase/tests/fixture'
import { Story } from '../../../supabase/tests/harness'
import { type County, startCounty } from '../../support/product'
import { signInByEmail, testClient } from '../../support/stack'

/** A county over HTTP in which one enterprise has one of everything, and the people who stand outside. */
export interface Ground extends County {
  world: World
  /** A real file of the enterprise, with bytes. */
  file: string
  anon: SupabaseClient
  service: SupabaseClient
  /** Signs a demo person in; the same client each time. */
  as(handle: string): Promise<SupabaseClient>
}

export async function startGround(): Promise<Ground> {
  const county = await startCounty()
  const { stack } = county
  const service = testClient(stack, { key: stack.secretKey })
  const { error } = await service.rpc('import_item', { p_item: STORY_ITEM })
  if (error) throw error
  const pool = postgres(stack.dbUrl, { max: 1, onnotice: () => undefined })
  const story = await Story.begin(pool)
  const world = await makeWorld(story)
  await story.commit()
  await pool.end()
  const clients = new Map<string, SupabaseClient>()
  const as = async (handle: string) => {
    const client = clients.get(handle) ?? (await signInByEmail(stack, `${handle}@demo.invalid`))
    clients.set(handle, client)
    return client
  }
  const file = world.file_path.replace(/[^/]+$/, '00000000-0000-4000-8000-0000000000f1.jpg')
  const put = await (await as('zhang')).storage
    .from('materials')
    .upload(file, new Blob(['暗号'], { type: 'image/jpeg' }))
  if (put.error) throw put.error
  return { ...county, world, file, anon: testClient(stack), service, as }
}

type Answer = { data?: unknown; error: unknown; status?: number; count?: number | null }

/** Refused or empty, and what is told has no trace of anybody's data. */
export function nothing(answer: Answer, what = ''): void {
  const { data, error, count } = answer
  const empty = data === null || data === undefined || (Array.isArray(data) && data.length === 0)
  expect([what, empty ? 'nothing' : data]).toEqual([what, 'nothing'])
  if (count !== undefined) expect([what, count ?? 0]).toEqual([what, 0])
  expect([what, TRACES.exec(told(error))?.[0] ?? null]).toEqual([what, null])
}

/** Refused with that code, without a trace. */
export function refused(answer: Answer, code: string, what = ''): void {
  nothing(answer, what)
  expect([what, (answer.error as { code?: string } | null)?.code]).toEqual([what, code])
}

const told = (error: unknown) =>
  error instanceof Error ? JSON.stringify({ ...error, message: error.message }) : JSON.stringify(error ?? '')

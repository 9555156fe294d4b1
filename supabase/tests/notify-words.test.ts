import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { stories } from './harness'
import { drain, hush, later, linked, outbox, Phones, put, templates } from './notify-steps'

const { story } = stories(async (s) => {
  await templates(s)
  await linked(s, 'zhang')
})
const HOLD = 61

describe('words', () => {
  story('every kind that a migration writes has its words, or says why nobody is told', async (s) => {
    const folder = new URL('../migrations/', import.meta.url)
    const sql = readdirSync(folder)
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n')
      .replace(/--.*$/gm, '')
    const known = (await s.sql<{ kind: string }[]>`select kind from private.message_kinds`).map((k) => k.kind)
    const found = [...sql.matchAll(/(?:put_outbox|tell_staff|tell_window)\((?:a, )?'(\w+)'\s*,/g)].map(
      (match) => match[1],
    )
    const moves = [
      ...sql.matchAll(/private\.move_application\([^;]*?'(?:nobody|staff|applicant)', [\w.]+,\s*'(\w+)'/g),
      ...sql.matchAll(/private\.(?:log_event|note_move)\([\w.]+,\s*'(\w+)'/g),
    ].map((match) => `application_${match[1]}`)
    // Told to nobody outside, by private.log_event itself.
    const silent = ['task_created', 'task_taken', 'task_finished', 'extension_asked', 'extension_refused']
    const written = [...new Set([...found, ...moves])].filter(
      (kind) => !silent.includes(kind?.replace('application_', '') ?? ''),
    )
    expect(written.length).toBeGreaterThan(25)
    expect(written.filter((kind) => !known.includes(kind ?? ''))).toEqual([])
    // Those whose kind is put together from a state.
    expect(known).toEqual(
      expect.arrayContaining([
        'member_active',
        'member_refused',
        'message_from_officer',
        'message_from_enterprise',
        'content_check',
      ]),
    )
  })

  story('a kind without words is dropped and says so', async (s) => {
    await hush(s)
    await put(s, 'application_dreamt', 'zhang', '00000000-0000-4000-8000-000000000000', 'a')
    await later(s, HOLD)
    expect(await drain(s, new Phones())).toEqual(['dropped'])
    expect(await outbox(s)).toMatchObject([{ last_error: '这类消息没有文字：application_dreamt' }])
  })

  story(
    'every page that a message opens is a page of the app, and every template field has a source',
    async (s) => {
      const pages = await s.sql<
        { page: string }[]
      >`select distinct page from private.message_kinds where page is not null`
      const config = readFileSync(new URL('../../src/app.config.ts', import.meta.url), 'utf8')
      for (const { page } of pages) {
        const [path = ''] = page.split('?')
        const inside = path.startsWith('pages/') ? path : path.split('/').slice(2).join('/')
        expect(config, path).toContain(inside)
        if (path.startsWith('packages/')) expect(config).toContain(path.split('/').slice(0, 2).join('/'))
      }
      const kinds = await s.sql<{ kind: string; subject: string | null; from: string[][] }[]>`
      select k.kind, k.subject, (select jsonb_agg(f -> 'from') from jsonb_array_elements(t.fields) f) as from
      from private.message_kinds k join private.message_templates t on t.key = k.template`
      for (const { kind, subject, from } of kinds) {
        for (const sources of from) {
          const first = sources.includes('subject') && !sources.includes('item')
          expect(first && subject === null, `${kind} has no subject`).toBe(false)
        }
      }
    },
  )
})

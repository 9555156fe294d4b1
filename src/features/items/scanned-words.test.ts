import { expect, it } from 'vitest'
import { routes } from '@/shared/routes'
import type { Scanned } from '@/shared/scanned'
import { scannedWords } from './scanned-words'

const NOWHERE: Scanned[] = [
  { kind: 'elsewhere', host: null, code: 'DH07' },
  { kind: 'elsewhere', host: 'bb.donghe.example', code: 'QX07' },
  { kind: 'elsewhere', host: 'bb.donghe.example', code: '' },
  { kind: 'link', host: 'a.example' },
  { kind: 'payment' },
  { kind: 'card' },
  { kind: 'wifi' },
  { kind: 'licence' },
  { kind: 'bar' },
  { kind: 'nothing' },
  { kind: 'words', text: '食品经营许可' },
]

it('each code that leads nowhere has a sentence of its own and what to do', () => {
  const said = NOWHERE.map((what) => scannedWords(what))
  expect(said.every((words) => words && words.title.length > 5 && words.sub.includes('搜索'))).toBe(true)
  expect(new Set(said.map((words) => words?.title)).size).toBe(NOWHERE.length)
})

it('a code of another county says which, and one with our own number leads to ours', () => {
  expect(scannedWords({ kind: 'elsewhere', host: 'bb.donghe.example', code: 'DH07' })).toMatchObject({
    title: '这是外地的办事码（DH07，bb.donghe.example）',
    way: undefined,
  })
  expect(scannedWords({ kind: 'elsewhere', host: 'bb.donghe.example', code: 'QX07' })?.way).toEqual({
    words: '看本县 QX07',
    url: routes.code('QX07'),
  })
})

it('long text is cut, and only short text is offered as a search', () => {
  const long = scannedWords({ kind: 'words', text: '长'.repeat(120) })
  expect(long?.sub).toContain(`“${'长'.repeat(40)}…”`)
  expect(long?.way).toBeUndefined()
  expect(scannedWords({ kind: 'words', text: '开饭馆' })?.way?.url).toBe(routes.search({ q: '开饭馆' }))
})

it('what leads somewhere needs no words', () => {
  expect(scannedWords({ kind: 'item', code: 'QX07' })).toBeNull()
  expect(scannedWords({ kind: 'paper', code: 'x' })).toBeNull()
  expect(scannedWords({ kind: 'page', url: '/' })).toBeNull()
})

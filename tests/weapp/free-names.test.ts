import { expect, it } from 'vitest'
import { filesBelow } from '../../scripts/lib/dist'
import { freeNames, KNOWN } from '../../scripts/lib/weapp-audit/free-names'
import { distOf } from '../support/product'

const scripts = filesBelow(distOf('weapp')).filter((file) => file.endsWith('.js'))

it('is built of scripts that count on nothing of the web, but for what libraries do with care', () => {
  expect(freeNames(scripts)).toEqual(Object.keys(KNOWN).sort())
})

it('would notice a new one', () => {
  const bad =
    '(function () { function navigator() {} navigator(); indexedDB.open("x"); return typeof caches })()'
  expect(freeNames([], { 'bad.js': bad })).toEqual(['indexedDB'])
})

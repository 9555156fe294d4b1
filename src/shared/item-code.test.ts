import { describe, expect, it } from 'vitest'
import { itemCodeFrom } from './item-code'

describe('itemCodeFrom', () => {
  it.each([
    ['the printed link', 'https://bangban.example/c/QX07', 'QX07'],
    ['the printed link with more behind it', 'https://bangban.example/c/QX07?from=poster', 'QX07'],
    ['a link of the app', 'https://bangban.example/#/pages/code/index?c=QX12', 'QX12'],
    ['the path of a mini-program code', 'pages/code/index?scene=QX03', 'QX03'],
    ['a link inside an encoded link', encodeURIComponent('https://bangban.example/c/QX07'), 'QX07'],
    ['a code typed by hand', ' qx07 ', 'QX07'],
  ])('reads %s', (_what, text, code) => {
    expect(itemCodeFrom(text)).toBe(code)
  })

  it.each([
    ['another shop', 'https://pay.example/abc'],
    ['plain words', '食品经营许可'],
    ['a broken escape', '%E4%B8'],
    ['nothing', ''],
    ['a path that only looks alike', 'https://bangban.example/c/'],
  ])('says null for %s', (_what, text) => {
    expect(itemCodeFrom(text)).toBeNull()
  })
})

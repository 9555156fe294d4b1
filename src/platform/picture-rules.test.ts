import { describe, expect, it } from 'vitest'
import { fittedSize, jpgName, sameWayUp, worthFitting } from './picture-rules'

const MB = 1024 * 1024

it('leaves alone what goes up in a moment, and never a document', () => {
  const worth = (kind: 'jpg' | 'png' | 'pdf' | 'heic' | null, size: number) => worthFitting({ kind, size })
  expect([worth('jpg', 0.9 * MB), worth('png', 5 * MB), worth('pdf', 30 * MB), worth(null, 30 * MB)]).toEqual(
    Array(4).fill(false),
  )
  expect([worth('jpg', 5 * MB), worth('png', 9 * MB), worth('heic', 100)]).toEqual(Array(3).fill(true))
})

it('brings the long side down and never up', () => {
  expect(fittedSize(4032, 3024)).toEqual({ width: 2560, height: 1920 })
  expect(fittedSize(3024, 4032)).toEqual({ width: 1920, height: 2560 })
  expect(fittedSize(800, 600)).toEqual({ width: 800, height: 600 })
})

it('names what became a JPEG so', () => {
  expect(['布局图.HEIC', '扫描.png', '照片 1'].map(jpgName)).toEqual(['布局图.jpg', '扫描.jpg', '照片 1.jpg'])
})

describe('a copy that would lie on its side is not taken', () => {
  const photo = { width: 4032, height: 3024, orientation: 'right' }
  it.each([
    ['keeps the mark', photo, { width: 2560, height: 1920, orientation: 'right' }, true],
    ['was turned itself', photo, { width: 1920, height: 2560, orientation: 'up' }, true],
    ['lost the mark unturned', photo, { width: 2560, height: 1920, orientation: 'up' }, false],
    [
      'upside down, unmarked: cannot be told',
      { ...photo, orientation: 'down' },
      { width: 2560, height: 1920 },
      false,
    ],
    ['never had one', { width: 4032, height: 3024 }, { width: 2560, height: 1920, orientation: 'up' }, true],
  ])('%s', (_what, before, after, same) => {
    expect(sameWayUp(before, after)).toBe(same)
  })
})

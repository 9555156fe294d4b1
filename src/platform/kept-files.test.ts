import { describe, expect, it } from 'vitest'
import { forgetKeptFile, keepFile, readKeptFile } from './kept-files'
import type { PickedFile } from './media'

// Node has no indexedDB, as a browser's private window may have none.
describe('a file that waits, on a device that cannot keep it', () => {
  const file: PickedFile = {
    name: '布局图.jpg',
    size: 3,
    kind: 'jpg',
    path: 'blob:1',
    blob: new Blob(['abc'], { type: 'image/jpeg' }),
  }
  it('is still there while the app is open, and gone when it was sent', async () => {
    expect(await keepFile('1', file)).toEqual({ file, kept: false })
    expect(await readKeptFile('1', file)).toBe(file)
    await forgetKeptFile('1')
    expect(await readKeptFile('1', file)).toBeNull()
  })
})

import { describe, expect, test } from 'vitest'
import type { PickedFile } from '@/platform/media'
import type { UploadTask } from '@/platform/uploads'
import type { ApplicationMaterial } from '@/shared/contract'
import { AppError } from '@/shared/errors'
import { filesWords, roomFor, rowLook, sortPicked } from './model'

const picked = (name: string, more: Partial<PickedFile> = {}): PickedFile => ({
  name,
  size: 1000,
  kind: 'jpg',
  path: name,
  ...more,
})
const stored = (mime: string, size: number) => ({
  id: mime + size,
  bucket: 'materials',
  path: 'p',
  name: 'n',
  mime,
  size,
  sha256: '0'.repeat(64),
  uploaded_at: '2026-03-30T01:00:00Z',
})
const material: ApplicationMaterial = {
  key: 'layout',
  name: '经营场所布局图',
  required: true,
  fetched_by_office: false,
  how_to: '',
  sample_points: [],
  file_types: ['jpg', 'png', 'pdf'],
  max_files: 3,
  files: [],
  old_files: [],
  verdict: null,
  verdict_reason: null,
}
const task = (more: Partial<UploadTask> = {}): UploadTask => ({
  id: 't',
  slot: 'layout',
  file: picked('a.jpg'),
  replaces: null,
  state: 'sending',
  percent: 62,
  error: null,
  ...more,
})

describe('chosen files', () => {
  test('an empty one, a picture that is none, a wrong type and a too large one are told apart', () => {
    const { good, refused } = sortPicked(
      [
        picked('好.jpg'),
        picked('空.jpg', { size: 0 }),
        picked('假.jpg', { kind: null }),
        picked('苹果.heic', { kind: 'heic' }),
        picked('大.jpg', { size: 30 * 1024 * 1024 }),
      ],
      material,
      3,
    )
    expect(good.map((file) => file.name)).toEqual(['好.jpg'])
    expect(refused).toHaveLength(4)
    expect(refused[0]).toContain('是空的')
    expect(refused[1]).toContain('不是照片或 PDF')
    expect(refused[2]).toContain('HEIC')
    expect(refused[3]).toContain('单件最大 20 MB')
  })

  test('more than there is room for are named, not dropped in silence', () => {
    const { good, refused } = sortPicked([picked('1.jpg'), picked('2.jpg')], material, 1)
    expect(good).toHaveLength(1)
    expect(refused[0]).toContain('最多 3 个文件')
  })

  test('room counts what is there and what is coming, not what will be replaced', () => {
    const one = { ...material, files: [stored('image/jpeg', 1)] }
    expect(roomFor(one, [task(), task({ id: 'u', replaces: 'x' }), task({ id: 'v', slot: 'other' })])).toBe(1)
  })
})

describe('the look of a row', () => {
  test('a failed file comes first, then one on its way, then what is there', () => {
    const there = { ...material, files: [stored('image/jpeg', 900_000), stored('image/png', 1_000_000)] }
    expect(rowLook(there, []).detail).toBe('2 张，1.8 MB')
    expect(rowLook(there, [task()])).toEqual({ state: 'sending', percent: 62 })
    const failed = task({ state: 'failed', error: new AppError('offline', '网络断了') })
    expect(rowLook(there, [task(), failed])).toEqual({
      state: 'failed',
      detail: '网络断了，文件还在，连上会自动传',
    })
    expect(rowLook(material, []).state).toBe('missing')
  })

  test('a document makes it 份', () => {
    expect(filesWords([stored('application/pdf', 2048)])).toBe('1 份，2 KB')
  })
})

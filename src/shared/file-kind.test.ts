import { describe, expect, it } from 'vitest'
import { fileKind, fileProblem, fileSize, MAX_FILE_BYTES } from './file-kind'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('fileKind', () => {
  it.each([
    ['jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d)],
    ['pdf', bytes('%PDF-1.7')],
    ['heic', bytes('\0\0\0\x18ftypheic')],
  ])('knows %s by its first bytes', (kind, head) => {
    expect(fileKind(head)).toBe(kind)
  })

  it('knows nothing else', () => {
    expect(fileKind(bytes('MZ a program'))).toBeNull()
    expect(fileKind(bytes('\0\0\0\x18ftypisom'))).toBeNull()
    expect(fileKind(new Uint8Array())).toBeNull()
  })
})

describe('fileProblem', () => {
  const file = { name: '布局图.jpg', size: 1024, kind: 'jpg' as const }

  it('has nothing against a good file', () => {
    expect(fileProblem(file, ['jpg', 'pdf'])).toBeNull()
  })
  it('names an empty file before anything else', () => {
    expect(fileProblem({ ...file, size: 0, kind: null }, ['jpg'])).toContain('是空的')
  })
  it('says both sizes when it is too large', () => {
    const said = fileProblem({ ...file, size: MAX_FILE_BYTES + 5 * 1024 * 1024 }, ['jpg'])
    expect(said).toContain('25.0 MB')
    expect(said).toContain('最大 20 MB')
  })
  it('says that a renamed file is no picture', () => {
    expect(fileProblem({ ...file, kind: null }, ['jpg', 'png'])).toContain('这里收 JPG、PNG')
  })
  it('says what to do about HEIC', () => {
    expect(fileProblem({ ...file, kind: 'heic' }, ['jpg'])).toContain('兼容性最佳')
  })
  it('names a kind that this material does not take', () => {
    expect(fileProblem({ ...file, kind: 'pdf' }, ['jpg'])).toContain('是 PDF，这里收 JPG')
  })
})

describe('fileSize', () => {
  it('speaks as people do', () => {
    expect([fileSize(12), fileSize(190_000), fileSize(1_900_000)]).toEqual(['12 B', '186 KB', '1.8 MB'])
  })
})

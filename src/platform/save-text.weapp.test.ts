import { beforeEach, expect, it, vi } from 'vitest'

const files = { writeFileSync: vi.fn(), unlink: vi.fn() }
const shareFileMessage = vi.fn()
const copied: string[] = []
vi.mock('@tarojs/taro', () => ({
  default: { env: { USER_DATA_PATH: 'wxfile://usr' }, getFileSystemManager: () => files, shareFileMessage },
}))
vi.mock('./clipboard', () => ({ copyText: async (text: string) => void copied.push(text) }))

const { saveText } = await import('./save-text.weapp')
beforeEach(() => {
  vi.clearAllMocks()
  copied.length = 0
})

it('hands the file to a chat, and leaves no copy in the phone', async () => {
  shareFileMessage.mockResolvedValue({})
  expect(await saveText('我的数据.txt', '全部')).toBe('file')
  const filePath = 'wxfile://usr/我的数据.txt'
  expect(files.writeFileSync).toHaveBeenCalledWith(filePath, '全部', 'utf8')
  expect(shareFileMessage).toHaveBeenCalledWith({ filePath, fileName: '我的数据.txt' })
  expect(files.unlink).toHaveBeenCalledWith(expect.objectContaining({ filePath }))
})

it('closing the list of chats is a choice, not a failure', async () => {
  shareFileMessage.mockRejectedValue({ errMsg: 'shareFileMessage:fail cancel' })
  expect(await saveText('我的数据.txt', '全部')).toBe('left')
  expect(copied).toEqual([])
  expect(files.unlink).toHaveBeenCalled()
})

it('a WeChat that cannot send files copies the text', async () => {
  shareFileMessage.mockRejectedValue(new Error('shareFileMessage is not a function'))
  expect(await saveText('我的数据.txt', '全部')).toBe('copied')
  expect(copied).toEqual(['全部'])
})

import { expect, it } from 'vitest'
import { waitingWords } from './waiting-words'

const problem = (code: string, hint: string | null = null, message = '内容是空的') => ({
  code,
  message,
  hint,
})

it.each([
  [{ state: 'waiting', problem: null }, undefined, false, '存在本机，连上会自动发'],
  [{ state: 'waiting', problem: null }, undefined, true, '排队等着发'],
  [
    { state: 'waiting', problem: problem('offline', null, '网络断了，这一步没送出去') },
    undefined,
    true,
    '没发出。网络断了，连上会自动发',
  ],
  [
    { state: 'waiting', problem: problem('offline', null, '这个网络要先登录才能上网，这一步没送出去') },
    undefined,
    true,
    '没发出。这个网络要先登录才能上网，连上会自动发',
  ],
  [
    { state: 'waiting', problem: problem('signed_out') },
    undefined,
    true,
    '没发出。登录过期了，再登录就会接着发',
  ],
  [{ state: 'waiting', problem: problem('57014') }, undefined, true, '没发出。政务网正在忙，一会儿自动再发'],
  [
    { state: 'refused', problem: problem('BB014', '写一句再发') },
    undefined,
    true,
    '没发出。内容是空的。写一句再发',
  ],
  [{ state: 'waiting', problem: null }, 41.6, true, '正在上传 42%'],
  [{ state: 'waiting', problem: problem('offline') }, null, true, '正在发'],
] as const)('%j, %j, online %j: %s', (entry, percent, online, words) => {
  expect(waitingWords(entry, percent, online)).toBe(words)
})

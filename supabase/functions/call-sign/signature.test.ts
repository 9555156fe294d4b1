import { expect, test } from 'vitest'
import { roomSignature } from './signature.ts'

/** The example in WeChat's documentation of 多人音视频对话 (voip-chat.html). */
const DOCUMENTED = {
  appId: 'wx20afc706a711eefc',
  groupId: '1559129713_672975982',
  nonceStr: '8AP6DT9ybtniUJfb',
  timeStamp: '1559129714',
}
const KEY = 'gDyVgzwa0mFz9uUP7M6GQQ=='
const SIGNATURE = 'b002b824688dd8593a6079e11d8c5e8734fbcb39a6d5906eb347bfbcad79c617'

test('signs the example of the documentation as it is printed there', async () => {
  expect(await roomSignature(DOCUMENTED, KEY)).toBe(SIGNATURE)
})

test('another room, moment, word or key is another signature', async () => {
  for (const change of [{ groupId: 'g' }, { nonceStr: 'n' }, { timeStamp: '1559129715' }, { appId: 'wx1' }]) {
    expect(await roomSignature({ ...DOCUMENTED, ...change }, KEY)).not.toBe(SIGNATURE)
  }
  expect(await roomSignature(DOCUMENTED, 'gDyVgzwa0mFz9uUP7M6GQQ')).not.toBe(SIGNATURE)
})

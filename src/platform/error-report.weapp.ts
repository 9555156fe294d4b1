import Taro from '@tarojs/taro'
import { tellFault } from '@/shared/faults'
import { noteFaults } from './error-note'

export function watchErrors(): void {
  noteFaults()
  // App.onError and App.onUnhandledRejection by their global listeners: before the first page, and once.
  Taro.onError((said: unknown) => tellFault('error', said))
  Taro.onUnhandledRejection(({ reason }: { reason: unknown }) => tellFault('rejection', reason))
}

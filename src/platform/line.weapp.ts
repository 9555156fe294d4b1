import Taro from '@tarojs/taro'
import { BACKGROUND_MS } from './transport-times'

type Listener = () => void
const returns = new Set<Listener>()
const changes = new Set<Listener>()
let hiddenAt: number | null = null
let network: string | null = null

const tell = (listeners: Set<Listener>) => {
  for (const listener of [...listeners]) listener()
}
const listen = (listeners: Set<Listener>) => (listener: Listener) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const isAway = (): boolean => hiddenAt !== null && Date.now() - hiddenAt >= BACKGROUND_MS

export const onReturn = listen(returns)
export const onLineChange = listen(changes)

Taro.onAppHide(() => {
  hiddenAt ??= Date.now()
})
Taro.onAppShow(() => {
  const away = isAway()
  hiddenAt = null
  if (away) tell(changes)
  tell(returns)
})
// From Wi-Fi to 4G the old connections are dead, but nobody says so until the next heartbeat fails.
Taro.onNetworkStatusChange(({ isConnected, networkType }) => {
  const other = isConnected && network !== null && network !== networkType
  network = networkType
  if (other) tell(changes)
})
void Taro.getNetworkType()
  .then(({ networkType }) => {
    network ??= networkType
  })
  .catch(() => undefined)

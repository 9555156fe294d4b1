import '@/platform/polyfill'
import { onlineManager } from '@tanstack/react-query'
import { connectionError } from '@/platform/errors'
import { transportFetch } from '@/platform/transport'
import { socketTransport } from '@/platform/websocket'
import { cases } from './cases'
import type { Kit, World } from './suite'

/** Runs one case; answers null when it holds, otherwise why not. */
export async function run(name: string, world: World): Promise<string | null> {
  const one = cases.find((each) => each.name === name)
  if (!one) return `there is no case "${name}"`
  const kit: Kit = {
    fetch: transportFetch,
    // The browser's own where the pair gives none, as realtime-js takes it.
    Socket: (socketTransport ?? globalThis.WebSocket) as unknown as Kit['Socket'],
    AbortController: globalThis.AbortController,
    world,
    setOnline: (online) => onlineManager.setOnline(online),
    sentence: (error) => connectionError(String(error)),
  }
  try {
    await one.run(kit)
    return null
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}

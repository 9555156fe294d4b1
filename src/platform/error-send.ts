import { onlineManager } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import type { FaultKind } from '@/shared/faults'
import { publishableKey } from './build-facts'
import { hasConsent } from './consent'
import { apiUrl } from './env'
import { told } from './error-scrub'
import { consentPlatform } from './privacy'
import { runtimeName } from './runtime-name'
import { transportFetch } from './transport'

const sent = new Set<string>()

function openPage(): string | null {
  const pages = Taro.getCurrentPages()
  return pages[pages.length - 1]?.route?.replace(/^\//, '').split('?')[0] ?? null
}

/**
 * Tells the county that something broke: once for each fault, only after the consent, only while there is a line, and
 * without the session, so that nobody could say of whom it is. It never fails itself.
 */
export async function sendFault(kind: FaultKind, thrown: unknown): Promise<void> {
  try {
    if (!hasConsent() || !onlineManager.isOnline()) return
    const { message, stack } = told(thrown)
    const mark = [kind, message, stack[0]].join('\n')
    if (message === '' || sent.has(mark)) return
    sent.add(mark)
    await transportFetch(`${apiUrl}/rest/v1/rpc/report_client_error`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({
        p_platform: consentPlatform,
        p_version: process.env.BB_VERSION,
        p_kind: kind,
        p_message: message,
        p_stack: stack,
        p_page: openPage(),
        p_runtime: runtimeName(),
      }),
    })
  } catch {
    // No line, no room, no browser that can: the person goes on, and the next start may tell.
  }
}

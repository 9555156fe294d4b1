import { rpc } from '@/platform/rpc'
import type { AccessLogEntry, CancellationPreview, Consent } from '@/shared/contract'

export const PAGE = 30

/** Who saw my data whole, latest first; `before` (an id) reads on. */
export const accessLog = (before: number | null, signal?: AbortSignal) =>
  rpc<AccessLogEntry[]>('my_access_log', { p_before: before, p_limit: PAGE }, signal)

/** Everything kept about me, by theme. */
export const exportMyData = () => rpc<Record<string, unknown>>('export_my_data')

export const previewCancellation = (signal?: AbortSignal) =>
  rpc<CancellationPreview>('preview_cancellation', {}, signal)

export const cancelAccount = (confirm: string, requestId: string) =>
  rpc<{ cancelled_at: string }>('cancel_account', { p_confirm: confirm, p_request_id: requestId })

/** What I agree to now, on whatever device I said so; null when nothing. */
export const myConsent = () => rpc<Consent | null>('my_consent')

export const recordConsent = (version: string, platform: 'weapp' | 'h5', requestId: string) =>
  rpc<Consent>('record_consent', { p_version: version, p_platform: platform, p_request_id: requestId })

export const withdrawConsent = (requestId: string) =>
  rpc<{ withdrawn_at: string }>('withdraw_consent', { p_request_id: requestId })

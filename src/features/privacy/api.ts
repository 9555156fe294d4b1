import { rpc } from '@/platform/rpc'
import type { AccessLogEntry, CancellationPreview } from '@/shared/contract'

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

import { rpc } from '@/platform/rpc'
import type { ClientFault } from '@/shared/contract'

/** What broke on phones and in browsers, the latest first. */
export const listFaults = (signal?: AbortSignal) => rpc<ClientFault[]>('list_client_errors', {}, signal)

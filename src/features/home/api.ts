import { rpc } from '@/platform/rpc'
import type { Home } from '@/shared/contract'

/** Everything the first screen shows; also for who has not signed in. */
export const getHome = (signal?: AbortSignal) => rpc<Home>('get_home', {}, signal)

import { rpc } from '@/platform/rpc'
import type { ItemGuide, ItemSummary } from '@/shared/contract'

/** Items by name, everyday word, pinyin initials or code; an empty query gives all, the popular ones first. */
export const searchItems = (query: string, category: string | null, signal?: AbortSignal) =>
  rpc<ItemSummary[]>('search_items', { p_query: query, p_category: category, p_limit: 100 }, signal)

/** The item behind a printed code. Errors: BB008 unknown, BB009 revoked (detail.item_code, name), BB022. */
export const resolveCode = (code: string, signal?: AbortSignal) =>
  rpc<{ item_code: string; name: string }>('resolve_code', { p_code: code }, signal)

/** Everything that the guide page and filing need. */
export const getGuide = (code: string, signal?: AbortSignal) =>
  rpc<ItemGuide>('get_item_guide', { p_code: code }, signal)

import type { IconName } from '@/shared/ui/icon-names'

/** A category of the catalogue, in the words and signs of the home page. */
export interface Category {
  key: string
  name: string
  icon: IconName
}

/** The categories of supabase/catalogue/schema.ts (a test compares), the most asked first. */
export const CATEGORIES: readonly Category[] = [
  { key: 'start', name: '开办企业', icon: 'store' },
  { key: 'food', name: '餐饮食品', icon: 'food' },
  { key: 'health', name: '卫生医药', icon: 'health' },
  { key: 'city', name: '城市管理', icon: 'crane' },
  { key: 'culture', name: '文化娱乐', icon: 'book' },
  { key: 'safety', name: '消防治安', icon: 'shield' },
  { key: 'farm', name: '农业农村', icon: 'leaf' },
  { key: 'labour', name: '人力资源', icon: 'users' },
  { key: 'transport', name: '交通运输', icon: 'truck' },
  { key: 'retail', name: '烟草零售', icon: 'ticket' },
]

/** The words of a category; a new one that this build does not know is 其他. */
export function categoryName(key: string): string {
  return CATEGORIES.find((each) => each.key === key)?.name ?? '其他'
}

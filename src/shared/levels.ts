/**
 * The five levels of 好差评 in their fixed order and words (国办发〔2019〕51号, GB/T 39735). Never pre-set.
 */
export const RATING_LEVELS: readonly { id: string; label: string; note?: string }[] = [
  { id: '5', label: '非常满意' },
  { id: '4', label: '满意' },
  { id: '3', label: '基本满意' },
  { id: '2', label: '不满意' },
  { id: '1', label: '非常不满意' },
]

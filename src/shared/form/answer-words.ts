import type { FormField } from '../contract'

/** 2029年2月28日 of 2029-02-28. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date ? `${year}年${month}月${date}日` : day
}

/** An answer as it reads on the check page and in a review: options by their words, numbers with their unit. */
export function answerWords(field: FormField, value: string | undefined): string {
  if (!value?.trim()) return '没填'
  if (field.type === 'choice' || field.type === 'multi_choice') {
    const words = new Map((field.options ?? []).map((option) => [option.id, option.label]))
    return value
      .split(',')
      .map((id) => words.get(id) ?? id)
      .join('、')
  }
  if (field.type === 'date') return dayWords(value)
  return field.unit ? `${value} ${field.unit}` : value
}

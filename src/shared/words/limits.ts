import type { LimitName } from '@/shared/contract'

/** The limits by their short names, as both sides read them. */
export const LIMIT_NAMES: Record<LimitName, string> = {
  notice: '告知',
  promised: '承诺',
  statutory: '法定',
  delivery: '送达',
  correction: '补正',
}

/**
 * Whose word an extension was. Where departments handle it jointly the head of the government gives it, and the
 * head of the department writes it down (行政许可法 第42条第二款).
 */
export const extensionGivenBy = (who: string, joint: boolean) =>
  joint ? `县政府负责人批准，${who}登记` : `${who}批准`

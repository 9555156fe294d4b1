import type { Printer } from './printer'

export const printer: Printer | null = null

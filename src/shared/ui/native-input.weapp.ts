import type { InputKind } from './native-input'

export function nativeInput(kind: InputKind, label: string): Record<string, unknown> {
  if (kind === 'area') return { ariaLabel: label }
  // WeChat's number keyboard has no dash, which a landline needs.
  return { type: kind === 'password' || kind === 'tel' ? 'text' : kind, ariaLabel: label }
}

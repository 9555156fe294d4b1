import type { Autofill, InputKind } from './native-input'

const MODE: Partial<Record<InputKind, string>> = { number: 'numeric', digit: 'decimal', tel: 'tel' }

// Never type="number": a browser empties such a box when one letter slips in, and what was typed is lost.
export function nativeInput(kind: InputKind, label: string, fill?: Autofill): Record<string, unknown> {
  return { type: 'text', nativeProps: { inputMode: MODE[kind], 'aria-label': label, autocomplete: fill } }
}

import type { A11y } from './a11y'

export function a11y(facts: A11y): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  if (facts.role) out.role = facts.role
  if (facts.label) out['aria-label'] = facts.label
  if (facts.checked !== undefined) out['aria-checked'] = String(facts.checked)
  if (facts.selected !== undefined) out['aria-selected'] = String(facts.selected)
  if (facts.disabled) out['aria-disabled'] = 'true'
  if (facts.hidden) out['aria-hidden'] = 'true'
  return out
}

export function pressable(onPress: (() => void) | undefined, facts: A11y): Record<string, unknown> {
  if (!onPress) return a11y({ label: facts.label })
  return {
    ...a11y(facts),
    tabIndex: 0,
    onClick: () => onPress(),
    // Taro's elements are not native controls: Enter and space press them as they press a button.
    onKeyDown: (event: KeyboardEvent) => {
      if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== ' ')) return
      event.preventDefault()
      onPress()
    },
  }
}

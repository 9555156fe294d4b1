import type { A11y } from './a11y'

/** WeChat's own names of the attributes; config/aria-plugin.js adds them to Taro's templates. */
export function a11y(facts: A11y): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  if (facts.role) out.ariaRole = facts.role
  if (facts.label) out.ariaLabel = facts.label
  if (facts.checked !== undefined) out.ariaChecked = String(facts.checked)
  if (facts.selected !== undefined) out.ariaSelected = String(facts.selected)
  if (facts.disabled) out.ariaDisabled = 'true'
  if (facts.hidden) out.ariaHidden = 'true'
  return out
}

export function pressable(onPress: (() => void) | undefined, facts: A11y): Record<string, unknown> {
  return onPress ? { ...a11y(facts), onClick: () => onPress() } : a11y({ label: facts.label })
}

import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y, pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'

interface OptProps {
  kind: 'radio' | 'checkbox'
  checked: boolean
  onChange: (checked: boolean) => void
  title: ReactNode
  sub?: ReactNode
  label?: string
  /** Not the first of its group: leaves 8 px above. */
  next?: boolean
}

/** Radio or checkbox row; the whole row is the target. */
export function Opt({ kind, checked, onChange, title, sub, label, next }: OptProps) {
  const square = kind === 'checkbox'
  return (
    <View
      className={cx('opt', checked && 'opt--on', next && 'opt--next')}
      {...pressable(() => onChange(square ? !checked : true), { role: kind, checked, label })}
    >
      <View className={cx('opt__o', square && 'opt__o--sq', checked && 'opt__o--on')}>
        {checked && (square ? <Icon name="check" size="xs" /> : <View className="opt__p" />)}
      </View>
      <View className="f1">
        {title}
        {sub && <View className="t15 c2">{sub}</View>}
      </View>
    </View>
  )
}

export interface Choice {
  id: string
  label: string
  note?: string | null
}

interface RadiosProps {
  choices: readonly Choice[]
  /** null: nothing chosen yet (consent and ratings are never pre-set). */
  value: string | null
  onChange: (id: string) => void
  label?: string
}

/** One of several. */
export function Radios({ choices, value, onChange, label }: RadiosProps) {
  return (
    <View {...a11y({ role: 'radiogroup', label })}>
      {choices.map((choice, at) => (
        <Opt
          key={choice.id}
          kind="radio"
          checked={choice.id === value}
          onChange={() => onChange(choice.id)}
          title={choice.label}
          sub={choice.note}
          next={at > 0}
        />
      ))}
    </View>
  )
}

interface ChecksProps {
  choices: readonly Choice[]
  value: readonly string[]
  onChange: (ids: string[]) => void
}

/** Any of several, in the order of the choices. */
export function Checks({ choices, value, onChange }: ChecksProps) {
  const toggle = (id: string, on: boolean) =>
    onChange(choices.map((choice) => choice.id).filter((each) => (each === id ? on : value.includes(each))))
  return (
    <View>
      {choices.map((choice, at) => (
        <Opt
          key={choice.id}
          kind="checkbox"
          checked={value.includes(choice.id)}
          onChange={(on) => toggle(choice.id, on)}
          title={choice.label}
          sub={choice.note}
          next={at > 0}
        />
      ))}
    </View>
  )
}

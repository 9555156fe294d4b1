import { Text, View } from '@tarojs/components'
import { a11y, pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

export interface SegChoice {
  key: string
  text: string
  /** Colour and sign when chosen: ok 合格, fix 要补, bad 不符合, on neutral. */
  tone: 'ok' | 'fix' | 'bad' | 'on'
}

const ICON: Record<SegChoice['tone'], IconName | null> = {
  ok: 'check',
  fix: 'pencil',
  bad: 'close',
  on: null,
}

interface Props {
  choices: readonly SegChoice[]
  value: string | null
  onChange: (key: string) => void
  /** What is being judged, read aloud before each choice. */
  label: string
  /** Parts of one width over the whole row: faces of a list. */
  even?: boolean
}

/** A verdict out of two or three, side by side; none is pre-set. */
export function Seg({ choices, value, onChange, label, even }: Props) {
  return (
    <View className={cx('seg', even && 'seg--even')} {...a11y({ role: 'radiogroup', label })}>
      {choices.map((choice) => {
        const on = choice.key === value
        const icon = on ? ICON[choice.tone] : null
        return (
          <View
            key={choice.key}
            className={cx('seg__i', on && `seg__i--${choice.tone}`)}
            {...pressable(() => onChange(choice.key), {
              role: 'radio',
              checked: on,
              label: `${label}，${choice.text}`,
            })}
          >
            {icon && <Icon name={icon} size="xs" />}
            <Text>{choice.text}</Text>
          </View>
        )
      })}
    </View>
  )
}

import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'

export interface TierStep {
  key: string
  /** 专员, 专组, 专班. */
  name: string
  /** 李专员. */
  who: string
  /** 已联系; 等你确认; 还没到. */
  word: string
  current: boolean
}

/** 专员 → 专组 → 专班: who has it, the current one outlined. */
export function Tier({ steps }: { steps: TierStep[] }) {
  return (
    <View className="tier">
      {steps.map((step) => (
        <View
          key={step.key}
          className={cx('tier__i', step.current && 'tier__i--on')}
          {...a11y({ label: `${step.name}，${step.who}，${step.word}${step.current ? '，现在在这里' : ''}` })}
        >
          <Text className="tier__n">{step.name}</Text>
          <Text>{step.who}</Text>
          <Text>{step.word}</Text>
        </View>
      ))}
    </View>
  )
}

import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Btn } from './Btn'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'
import { Link } from './Link'
import { Prog } from './Prog'

/** done: 已传好. sending: 正在上传. failed: 没传上. missing: 还没传. fix: 要补. free: 不用交. */
export type MatState = 'done' | 'sending' | 'failed' | 'missing' | 'fix' | 'free'

const LOOK: Record<MatState, { tone: string; icon: IconName; word: string; color: string }> = {
  done: { tone: 'done', icon: 'check', word: '已传好', color: 'cg' },
  sending: { tone: 'go', icon: 'upload', word: '正在上传', color: 'cb' },
  failed: { tone: 'late', icon: 'warn', word: '没传上', color: 'cr' },
  missing: { tone: '', icon: 'plus', word: '还没传', color: '' },
  fix: { tone: 'wait', icon: 'pencil', word: '要补', color: 'ca' },
  free: { tone: 'done', icon: 'check', word: '不用交', color: 'cg' },
}

interface Props {
  name: string
  state: MatState
  /** Replaces the state's own word. */
  word?: string
  /** After the word: 2 张，1.8 MB; 网络断了，文件还在. */
  detail?: ReactNode
  /** 0 to 100 while sending. */
  percent?: number
  /** The one thing to do: 查看, 取消, 重试, 上传. */
  action?: { text: string; onClick: () => void; icon?: IconName; main?: boolean }
  /** A Link beside the word: 看样表. */
  beside?: ReactNode
  /** Below: files on their way. */
  children?: ReactNode
  id?: string
}

/** A material of an application: state icon, name, word, action. */
export function MatRow({ name, state, word, detail, percent, action, beside, children, id }: Props) {
  const look = LOOK[state]
  const sending = state === 'sending' && percent !== undefined
  return (
    <View className="mat" id={id}>
      <View className={cx('mat__ic', look.tone && `mat__ic--${look.tone}`)}>
        <Icon name={look.icon} />
      </View>
      <View className="f1">
        <View className="h">{name}</View>
        <View className="row wrap mat__w">
          <View className="t15">
            <Text
              className={cx('b', look.color)}
            >{`${word ?? look.word}${sending ? ` ${Math.round(percent)}%` : ''}`}</Text>
            {detail && <Text className="c2"> </Text>}
            {detail && <Text className="c2">{detail}</Text>}
          </View>
          {beside}
        </View>
        {sending && (
          <View className="mt4">
            <Prog percent={percent} label={`${name}上传`} />
          </View>
        )}
        {children}
      </View>
      {action &&
        (action.main ? (
          <Btn kind="main" onClick={action.onClick} label={`${action.text}${name}`}>
            {action.text}
          </Btn>
        ) : (
          <Link end icon={action.icon} onClick={action.onClick} label={`${action.text}${name}`}>
            {action.text}
          </Link>
        ))}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { AppealSummary } from '@/shared/contract'
import { Cell } from '@/shared/ui/Cell'
import { Due } from '@/shared/ui/Due'
import { Tag } from '@/shared/ui/Tag'
import { pastWords } from '@/shared/words/dates'
import { dueWords } from '@/shared/words/due'
import { clockOf, type Eye, stateTag, TIER_NAMES } from '../model'

interface Props {
  appeal: AppealSummary
  eye: Eye
  onOpen: () => void
}

/** An appeal in a list: its state, what it is about, who has it, and how long is left. */
export function AppealRow({ appeal, eye, onOpen }: Props) {
  const now = Date.now()
  const tag = stateTag(appeal, eye)
  const limit = clockOf(appeal)
  const due = limit && dueWords(limit.clock, now)
  const who = appeal.handler ? `${TIER_NAMES[appeal.tier]}${appeal.handler.display_name}` : '正在分派'
  const about = eye === 'enterprise' ? who : appeal.enterprise_name
  return (
    <Cell
      strong
      label={`${tag.word}，${appeal.title}，${about}${due ? `，${limit?.what}${due.left}` : ''}`}
      title={
        <View className="col g4">
          <View className="row">
            <Tag tone={tag.tone}>{tag.word}</Tag>
            {appeal.held?.state === 'waiting' && <Tag tone="wait">等核对</Tag>}
          </View>
          <View>{appeal.title}</View>
        </View>
      }
      sub={
        <View>
          <View>
            {about}，{appeal.kind_name}
          </View>
          {due ? (
            <Due left={`${limit?.what}${due.left}`} tone={due.tone === 'late' ? 'late' : undefined} />
          ) : (
            <View className="hide-lf">{pastWords(appeal.created_at, now)} 提</View>
          )}
        </View>
      }
      onClick={onOpen}
    />
  )
}

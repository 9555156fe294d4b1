import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Tag } from '@/shared/ui/Tag'
import { useMoveAppeal } from '../hooks'
import { latestAnswer, limitAfterClimb, NOTE_MAX, nextTier, TIER_NAMES } from '../model'
import { TextSheet } from './TextSheet'

/** Answered: the enterprise says whether it is solved. Its own verdict comes first on the page. */
export function VerdictCard({ appeal }: { appeal: AppealDetail }) {
  const [open, setOpen] = useState(false)
  const move = useMoveAppeal(appeal.id)
  const answer = latestAnswer(appeal)
  const next = nextTier(appeal.tier)
  const after = `${next ? `会提到${TIER_NAMES[next]}` : '专班接着办'}，${limitAfterClimb(appeal)}`
  return (
    <Card tone="wait">
      <Tag tone="wait">等你确认</Tag>
      <View className="t20 b mt8">{answer?.author_name ?? '办理人'}说已解决，你看呢？</View>
      {answer && <View className="mt4 c2 pre">{answer.body}</View>}
      <Btn kind="main" block className="mt12" onClick={() => go(routes.appealRate(appeal.id))}>
        解决了，去评价
      </Btn>
      <Btn block className="mt8" onClick={() => setOpen(true)}>
        没解决，接着办
      </Btn>
      <View className="t15 c2 mt8">点“接着办”，{after}。</View>
      <TextSheet
        open={open}
        keep={`appeal.${appeal.id}.reopen`}
        words={{
          title: '没解决，接着办',
          label: '哪里没解决',
          hint: after,
          placeholder: '比如：围挡只退了 1 米，客人还是进不来',
          submit: '提交，接着办',
          max: NOTE_MAX,
        }}
        busy={move.isPending}
        error={move.error}
        onClose={() => setOpen(false)}
        onSubmit={(body) => move.mutateAsync({ move: 'judge', solved: false, body, level: null })}
      />
    </Card>
  )
}

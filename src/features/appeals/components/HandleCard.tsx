import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealDetail } from '@/shared/contract'
import { leave } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Due } from '@/shared/ui/Due'
import { Tag } from '@/shared/ui/Tag'
import { dueWords } from '@/shared/words/due'
import { useMoveAppeal } from '../hooks'
import { BODY_MAX, clockOf, limitAfterClimb, NOTE_MAX, nextTier, stateTag, TIER_NAMES } from '../model'
import { HandOverSheet } from './HandOverSheet'
import { TextSheet, type TextSheetWords } from './TextSheet'

type Doing = 'reply' | 'answer' | 'escalate' | 'hand_over' | null

const CONTACT: TextSheetWords = {
  title: '首次联系',
  label: '联系情况',
  hint: '企业看得到。记下怎么联系的、说了什么、下一步',
  placeholder: '比如：已电话联系张经理，今天下午去现场看',
  submit: '记下，发给企业',
  max: BODY_MAX,
}
const REPLY: TextSheetWords = {
  title: '告诉企业进展',
  label: '进展',
  hint: '企业看得到',
  submit: '发给企业',
  max: BODY_MAX,
}
const ANSWER: TextSheetWords = {
  title: '答复企业',
  label: '怎么解决的',
  hint: '交给企业确认；企业说没解决，会提到上一级',
  placeholder: '做了什么、什么时候到位、企业要不要做什么',
  submit: '答复，请企业确认',
  max: BODY_MAX,
}

/** What the one who has the appeal can do, the limit that runs on top. */
export function HandleCard({ appeal }: { appeal: AppealDetail }) {
  const [doing, setDoing] = useState<Doing>(null)
  const move = useMoveAppeal(appeal.id)
  const can = (what: string) => appeal.allowed.includes(what)
  const rowVersion = appeal.row_version
  const limit = clockOf(appeal)
  const due = limit && dueWords(limit.clock, Date.parse(appeal.server_now))
  const first = limit?.what === '首次联系'
  const next = nextTier(appeal.tier)
  const tag = stateTag(appeal, 'handler')
  const close = () => {
    setDoing(null)
    move.reset()
  }
  const start = (what: Doing) => {
    move.reset()
    setDoing(what)
  }
  const sheet = { busy: move.isPending, error: move.error, onClose: close }
  const keep = `appeal.${appeal.id}`

  return (
    <Card tone={appeal.state === 'open' ? 'wait' : undefined}>
      <Tag tone={tag.tone}>{tag.word}</Tag>
      {due ? (
        <Due
          className="mt8"
          left={`${limit?.what}${due.left}`}
          moment={due.moment}
          tone={due.tone === 'late' ? 'late' : due.tone === 'soon' ? 'wait' : undefined}
        />
      ) : (
        <View className="mt8 c2">已经答复，企业确认后就办结。</View>
      )}
      {can('answer') && (
        <Btn kind="main" block className="mt12" onClick={() => start(first ? 'reply' : 'answer')}>
          {first ? '记下首次联系' : '答复企业'}
        </Btn>
      )}
      <View className="row wrap g8 mt8">
        {can('answer') && first && (
          <Btn grow small onClick={() => start('answer')}>
            直接答复
          </Btn>
        )}
        {can('reply') && !first && (
          <Btn grow small onClick={() => start('reply')}>
            告诉进展
          </Btn>
        )}
        {can('hand_over') && (
          <Btn grow small onClick={() => start('hand_over')}>
            转给同事
          </Btn>
        )}
        {can('escalate') && next && (
          <Btn grow small onClick={() => start('escalate')}>
            提到{TIER_NAMES[next]}
          </Btn>
        )}
      </View>
      <TextSheet
        {...sheet}
        open={doing === 'reply'}
        keep={`${keep}.reply`}
        words={first ? CONTACT : REPLY}
        onSubmit={(body) => move.mutateAsync({ move: 'reply', body })}
      />
      <TextSheet
        {...sheet}
        open={doing === 'answer'}
        keep={`${keep}.answer`}
        words={ANSWER}
        onSubmit={(body) => move.mutateAsync({ move: 'answer', body, rowVersion })}
      />
      <TextSheet
        {...sheet}
        open={doing === 'escalate'}
        keep={`${keep}.escalate`}
        words={{
          title: next ? `提到${TIER_NAMES[next]}` : '提级',
          label: '为什么要提级',
          hint: `企业看得到。提上去后由上一级负责，${limitAfterClimb(appeal)}`,
          placeholder: '比如：要住建、城管一起定，本部门定不了',
          submit: next ? `提到${TIER_NAMES[next]}` : '提级',
          max: NOTE_MAX,
        }}
        onSubmit={(reason) => move.mutateAsync({ move: 'escalate', reason, rowVersion })}
      />
      <HandOverSheet
        {...sheet}
        open={doing === 'hand_over'}
        keep={`${keep}.hand_over`}
        onSubmit={(staffId, note) =>
          move
            .mutateAsync({ move: 'hand_over', staffId, note, rowVersion })
            .then(() => leave(routes.appeals()))
        }
      />
    </Card>
  )
}

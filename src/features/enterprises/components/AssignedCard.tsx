import { View } from '@tarojs/components'
import type { ApplicationSummary, StaffQueue } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Tag } from '@/shared/ui/Tag'
import { holderSentence, stateWord } from '@/shared/words/application'

interface Props {
  enterprise: StaffQueue['enterprises'][number]
  /** Of this enterprise: under way, and drafts to help with. */
  applications: readonly ApplicationSummary[]
}

/** An enterprise that the officer looks after: what is under way, and the conversation. */
export function AssignedCard({ enterprise, applications }: Props) {
  const { name, uscc, conversation_id: conversation, open_applications: open } = enterprise
  const now = Date.now()
  return (
    <Card>
      <View className="row wrap between g8">
        <View className="f1">
          <View className="h">{name}</View>
          <View className="t15 c2">{uscc}</View>
        </View>
        <Tag tone={open > 0 ? 'go' : 'neutral'}>{open > 0 ? `在办 ${open} 件` : '没有在办'}</Tag>
      </View>
      {applications.length > 0 && (
        <View className="mt8">
          {applications.map((application) => {
            const state = stateWord(application)
            return (
              <Cell
                key={application.id}
                title={application.item_name}
                sub={
                  application.state === 'draft' && !application.pre_check
                    ? '还没提交，请你先视频看看'
                    : holderSentence(application, now)
                }
                value={<Tag tone={state.tone}>{state.word}</Tag>}
                onClick={() =>
                  go(
                    application.pre_check === 'asked'
                      ? routes.preCheck(application.id)
                      : routes.review(application.id),
                  )
                }
              />
            )
          })}
        </View>
      )}
      {conversation && (
        <View className="mt12">
          <Btn
            block
            icon="chat"
            onClick={() => go(routes.conversation(conversation))}
            label={`给${name}发消息`}
          >
            发消息
          </Btn>
        </View>
      )}
    </Card>
  )
}

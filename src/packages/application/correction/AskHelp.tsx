import { View } from '@tarojs/components'
import { useRequestPreCheck } from '@/features/applications/hooks'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { pastWords } from '@/shared/words/dates'

/** The officer looks the mended points over, or answers a question; neither is needed to send them. */
export function AskHelp({ detail }: { detail: ApplicationDetail }) {
  const ask = useRequestPreCheck(detail.id)
  const { officer, allowed, conversation_id, pre_check_detail, holder, server_now } = detail
  const name = officer?.display_name ?? '专员'
  // One that was asked for this correction, not the look-over before filing.
  const look = pre_check_detail && pre_check_detail.asked_at >= holder.since ? pre_check_detail : null
  const now = Date.parse(server_now)
  const error = ask.error ? toAppError(ask.error) : null
  const mayAsk = allowed.includes('request_pre_check')
  return (
    <>
      {look && !look.answered_at && (
        <Note tone="go" title={`${name}在帮你看`}>
          {pastWords(look.asked_at, now)} 请的，看完会告诉你。不等也能提交。
        </Note>
      )}
      {look?.answered_at && (
        <Note
          tone={look.outcome === 'ready' ? 'done' : 'wait'}
          title={look.outcome === 'ready' ? `${name}看过了，可以提交` : `${name}看过了，有要改的`}
        >
          {look.note && <View className="pre">{look.note}</View>}
          {look.points.map((point) => (
            <View key={`${point.target}.${point.key}`}>
              {point.title}：{point.reason}
            </View>
          ))}
        </Note>
      )}
      {error && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      {(mayAsk || conversation_id) && (
        <Card flush>
          {mayAsk && (
            <Cell
              title={`不知道怎么补？请${name}看一眼`}
              sub={ask.isPending ? '正在请…' : undefined}
              onClick={() => {
                if (!ask.isPending) ask.mutate()
              }}
            />
          )}
          {conversation_id && (
            <Cell
              icon="chat"
              title={`发消息问${name}`}
              onClick={() => go(routes.conversation(conversation_id))}
            />
          )}
        </Card>
      )}
    </>
  )
}

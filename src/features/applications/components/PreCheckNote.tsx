import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { Note } from '@/shared/ui/Note'
import { pastWords } from '@/shared/words/dates'
import { useRequestPreCheck } from '../hooks'

interface Props {
  detail: ApplicationDetail
  /** Brings what was typed to the server first, so that the officer sees it. */
  beforeAsking: () => Promise<boolean>
}

/** What the helper officer said about the draft, or the way to ask. */
export function PreCheckNote({ detail, beforeAsking }: Props) {
  const ask = useRequestPreCheck(detail.id)
  const { pre_check_detail: check, officer } = detail
  const now = Date.parse(detail.server_now)
  const name = officer?.display_name ?? '专员'
  const ready = check?.outcome === 'ready' && check.answered_at !== null
  const mayAsk = detail.allowed.includes('request_pre_check') && officer !== null
  const asking = async () => {
    if (ask.isPending) return
    await beforeAsking()
    ask.mutate()
  }
  const pointPage = (point: { target: 'material' | 'field'; key: string }) =>
    point.target === 'material'
      ? routes.materials(detail.id, 'check')
      : routes.form(detail.id, detail.form.find((field) => field.id === point.key)?.group, 'check')

  return (
    <>
      {check?.outcome === 'ready' && check.answered_at && (
        <Note tone="done" title={`${name}看过：材料齐了，可以交`}>
          {check.note && <View>{check.note}</View>}
          <View>{pastWords(check.answered_at, now)}</View>
        </Note>
      )}
      {check?.outcome === 'fix' && check.answered_at && (
        <Note tone="wait" title={`${name}看过：有 ${check.points.length} 处要改`}>
          <View>{pastWords(check.answered_at, now)}</View>
          {check.note && <View className="mt4">{check.note}</View>}
          {check.points.map((point) => (
            <View
              key={`${point.target}.${point.key}`}
              className="row tap"
              {...pressable(() => go(pointPage(point)), {
                role: 'link',
                label: `${point.title}：${point.reason}，去改`,
              })}
            >
              <View className="f1">{`${point.title}：${point.reason}`}</View>
              <View className="b fn">去改</View>
            </View>
          ))}
        </Note>
      )}
      {check && check.answered_at === null && (
        <Note tone="go" title={`${name}正在帮你看`}>
          <View>{`${pastWords(check.asked_at, now)}送去的，看完会告诉你。你可以接着改，也可以直接交。`}</View>
        </Note>
      )}
      {mayAsk && (
        <View>
          <Btn
            kind={ready ? 'plain' : 'line'}
            icon="eye"
            block
            busy={ask.isPending}
            onClick={() => void asking()}
          >
            {ready ? `看过又改了？请${name}再看` : check ? `改好了，请${name}再看一遍` : `请${name}先看一遍`}
          </Btn>
          {!ready && <View className="t15 c2 center mt4">交之前先看，少补一次材料。不看也可以直接交。</View>}
        </View>
      )}
      {ask.error && (
        <Note tone="late" title={toAppError(ask.error).message} alert>
          {toAppError(ask.error).hint}
        </Note>
      )}
    </>
  )
}

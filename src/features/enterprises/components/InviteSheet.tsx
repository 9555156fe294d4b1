import { View } from '@tarojs/components'
import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { shareNow } from '@/platform/share'
import { toAppError } from '@/shared/errors'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { Sheet } from '@/shared/ui/Sheet'
import { isoDay } from '@/shared/words/dates'
import { useInvite } from '../hooks'
import { dayWords, inviteWords, lastDay, SPANS } from '../model'

interface Props {
  enterprise: { id: string; name: string }
  open: boolean
  onClose: () => void
  /** The code once it is made, for WeChat's share card of the page. */
  onCode: (code: string) => void
}

/** An owner invites an agent: until when, then the code to send. */
export function InviteSheet({ enterprise, open, onClose, onCode }: Props) {
  const [span, setSpan] = useState<string | null>(null)
  const invite = useInvite(enterprise.id)
  const today = isoDay(Date.now())
  const choices = SPANS.map((each) => ({
    id: each.id,
    label: each.label,
    note: `能办到 ${dayWords(lastDay(today, each.id))}`,
  }))
  const made = invite.data
  const close = () => {
    onClose()
    invite.reset()
    setSpan(null)
  }
  const send = (code: string) =>
    `「${enterprise.name}」请你做经办人。打开码上帮办，在“绑定企业”里填邀请码 ${inviteWords(code)}，7 天内有效，只能用一次。`
  const failed = invite.error ? toAppError(invite.error) : null
  return (
    <Sheet open={open} title={made ? '邀请码' : '请一位经办人'} onClose={close}>
      {made ? (
        <>
          <View className="code-big">{inviteWords(made.code)}</View>
          <View className="t15 c2 center">{`7 天内有效，只能用一次；能办到 ${dayWords(made.ends_on)}`}</View>
          <Btn kind="main" block icon="copy" onClick={() => void copyText(send(made.code))}>
            复制，发给对方
          </Btn>
          {shareNow === null ? (
            <Btn block openType="share">
              发给微信好友
            </Btn>
          ) : (
            <Btn
              block
              icon="link"
              onClick={() =>
                void shareNow?.({ title: `${enterprise.name} 请你做经办人`, path: routes.invite(made.code) })
              }
            >
              分享链接
            </Btn>
          )}
        </>
      ) : (
        <>
          <View className="c2">经办人能替企业填表、交材料、发消息。什么时候到期？</View>
          <Radios label="什么时候到期" choices={choices} value={span} onChange={setSpan} />
          {failed && (
            <Note tone="late" title={failed.message} alert>
              {failed.hint}
            </Note>
          )}
          <Btn
            kind={span ? 'main' : 'plain'}
            block
            busy={invite.isPending}
            onClick={() =>
              span && invite.mutate(lastDay(today, span), { onSuccess: ({ code }) => onCode(code) })
            }
          >
            {span ? '生成邀请码' : '先选到期的日子'}
          </Btn>
        </>
      )}
    </Sheet>
  )
}

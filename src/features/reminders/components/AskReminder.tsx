import { View } from '@tarojs/components'
import { useState } from 'react'
import { requestSubscriptions } from '@/platform/subscribe'
import type { SubscriptionMoment } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { hasRefused, useAskWechat, useMessageSettings, useTemplates } from '../hooks'
import { toAsk } from '../model'

interface Props {
  moment: SubscriptionMoment
  /** Why, in one line: what WeChat would tell. */
  why: string
}

/** Offers to be told, where one has just seen why; asks by a tap, once, and never again who said no. */
export function AskReminder(props: Props) {
  if (requestSubscriptions) return <ByWechat {...props} />
  // In a browser there is nothing to tap; the receipt says where messages go.
  return props.moment === 'submitted' ? <BySms /> : null
}

function ByWechat({ moment, why }: Props) {
  const templates = useTemplates()
  const { ask, result } = useAskWechat()
  const [refusedBefore] = useState(hasRefused)
  if (result === 'accepted') {
    return (
      <Note tone="done" title="好，有消息微信告诉你" alert>
        每同意一次，微信能发一条；下次办事还会问你。
      </Note>
    )
  }
  if (result === 'refused') {
    return (
      <Note title="没打开也不要紧" alert>
        进度都在“办件”里。以后想收：点右上角“…”，进“设置”，打开“订阅消息”。
      </Note>
    )
  }
  const wanted = refusedBefore ? [] : toAsk(templates.data ?? [], moment)
  if (wanted.length === 0) return null
  return (
    <Card>
      <View>{why}</View>
      <View className="mt12">
        <Btn kind="line" block icon="bell" onClick={() => void ask(wanted)}>
          用微信提醒我
        </Btn>
      </View>
    </Card>
  )
}

function BySms() {
  const { data } = useMessageSettings()
  if (!data) return null
  const wanted = data.topics.some(({ by_sms, sms, for_staff }) => by_sms && sms && !for_staff)
  return (
    <View className="t15 c2">
      {data.phone && wanted
        ? `补正、受理、出件会发短信到 ${data.phone}。`
        : '现在不发短信，进度在“办件”里看。'}
      <Link onClick={() => go(routes.reminders())} tight chevron>
        消息提醒
      </Link>
    </View>
  )
}

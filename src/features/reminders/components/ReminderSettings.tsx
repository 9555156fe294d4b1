import { View } from '@tarojs/components'
import { openMessageSettings, requestSubscriptions } from '@/platform/subscribe'
import type { MessageSettings, MessageTopic } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { Sec } from '@/shared/ui/Sec'
import { Switch } from '@/shared/ui/Switch'
import { useAskWechat, useSetChoice, useTemplates } from '../hooks'
import { quietWords, toAskOf, wechatWords } from '../model'

/** What comes by WeChat, what by SMS, and when nothing comes. */
export function ReminderSettings({ settings }: { settings: MessageSettings }) {
  return (
    <>
      <Sec title="微信提醒" />
      {requestSubscriptions ? (
        <ByWechat topics={settings.topics} />
      ) : (
        <Note>在微信小程序里打开“码上帮办”，才能收微信提醒。</Note>
      )}
      <Sec title="短信提醒" />
      <BySms settings={settings} />
      <View className="t15 c2">
        微信告诉到了就不再发短信。{quietWords(settings.quiet)}。消息里不写姓名和填的内容，点开才看得到。
      </View>
    </>
  )
}

function ByWechat({ topics }: { topics: readonly MessageTopic[] }) {
  const templates = useTemplates()
  const { ask, result } = useAskWechat()
  const known = templates.data ?? []
  // One line for what one tap asks for: topics of the same templates go together.
  const rows = topics.filter((topic) => known.some(({ key }) => topic.wechat.includes(key)))
  if (templates.data && rows.length === 0) return <Note>本县还没有开通微信提醒。</Note>
  return (
    <>
      <Card flush>
        {rows.map((topic) => {
          const wanted = toAskOf(topic, known)
          return (
            <Cell
              key={topic.code}
              icon="bell"
              title={topic.name}
              sub={topic.about}
              value={wechatWords(topic, known)}
              onClick={wanted.length > 0 ? () => void ask(wanted) : undefined}
              label={`${topic.name}，${wechatWords(topic, known)}`}
            />
          )
        })}
      </Card>
      {result === 'refused' && openMessageSettings && (
        <Note title="微信里关着" alert>
          到微信的设置里打开“订阅消息”，再回来点一次。
          <View className="mt8">
            <Btn kind="line" small onClick={() => void openMessageSettings?.()}>
              去微信设置
            </Btn>
          </View>
        </Note>
      )}
    </>
  )
}

function BySms({ settings }: { settings: MessageSettings }) {
  const choice = useSetChoice()
  const error = choice.error ? toAppError(choice.error) : null
  if (settings.phone === null) {
    return <Note title="还没有确认手机号">在“我的”里点“我的信息”确认手机号，要紧的消息就能发短信给你。</Note>
  }
  return (
    <>
      <Card flush>
        {settings.topics
          .filter(({ by_sms }) => by_sms)
          .map(({ code, name, about, sms }) => (
            <Cell
              key={code}
              title={name}
              sub={about}
              after={
                <Switch
                  checked={sms}
                  onChange={(wanted) => choice.mutate({ topic: code, sms: wanted })}
                  label={`${name}发短信`}
                />
              }
            />
          ))}
      </Card>
      {error && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      <View className="t15 c2">短信发到 {settings.phone}。</View>
    </>
  )
}

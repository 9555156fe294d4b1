import { Text, View } from '@tarojs/components'
import type { MyEnterprise } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { useLargeFont } from '@/shared/theme/large-font'
import { Avatar } from '@/shared/ui/Avatar'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { replyWords } from '../model'

/** The named officer of the enterprise, and a message to him. */
export function OfficerCard({ enterprise }: { enterprise: MyEnterprise }) {
  const [large] = useLargeFont()
  const { officer, conversation_id: conversation } = enterprise
  if (!officer) return null
  const reply = replyWords(officer)
  const line = officer.stand_in_for
    ? `替${officer.stand_in_for}代班`
    : enterprise.state === 'pending'
      ? '确认你的企业后就能发消息'
      : reply
  const send = conversation && (
    <Btn
      kind="line"
      icon="chat"
      small={!large}
      block={large}
      onClick={() => go(routes.conversation(conversation))}
      label={`给${officer.display_name}发消息`}
    >
      发消息
    </Btn>
  )
  return (
    <Card>
      <View className="row g12">
        <Avatar name={officer.display_name} />
        <View className="f1">
          <View className="h">
            {`${officer.display_name} `}
            <Text className="t15 c2 n">{officer.title}</Text>
          </View>
          {line && <View className={line === reply ? 't15 cg' : 't15 c2'}>{line}</View>}
        </View>
        {!large && send}
      </View>
      {large && send && <View className="mt12">{send}</View>}
    </Card>
  )
}

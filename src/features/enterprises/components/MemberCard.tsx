import { View } from '@tarojs/components'
import { Avatar } from '@/shared/ui/Avatar'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Tag } from '@/shared/ui/Tag'
import { type Member, memberWords } from '../model'

interface Props {
  member: Member
  /** The viewer is an active owner: confirms, refuses, ends agents. */
  owner: boolean
  busy: boolean
  onAct: (act: 'accept' | 'refuse' | 'end') => void
}

/** One who may act for the enterprise, or asked to. */
export function MemberCard({ member, owner, busy, onAct }: Props) {
  const name = member.name || '没写姓名'
  const asks = member.state === 'pending' && owner && !member.mine
  const ends = member.mine || (owner && member.role === 'agent' && member.state === 'active')
  return (
    <Card tone={asks ? 'wait' : undefined}>
      <View className="row g12">
        <Avatar name={name} />
        <View className="f1">
          <View className="h">{member.mine ? `${name}（你）` : name}</View>
          <View className="t15 c2">{memberWords(member)}</View>
        </View>
        {member.state === 'pending' && <Tag tone="wait">等确认</Tag>}
      </View>
      {(asks || ends) && (
        <View className="row g12 mt12">
          {asks && (
            <>
              <Btn kind="main" grow busy={busy} onClick={() => onAct('accept')} label={`确认${name}`}>
                确认
              </Btn>
              <Btn grow onClick={() => onAct('refuse')} label={`不认识${name}`}>
                不认识
              </Btn>
            </>
          )}
          {ends && !asks && (
            <Btn kind="danger" small busy={busy} onClick={() => onAct('end')} label={`结束${name}的授权`}>
              {member.mine ? '解除我的绑定' : '结束授权'}
            </Btn>
          )}
        </View>
      )}
    </Card>
  )
}

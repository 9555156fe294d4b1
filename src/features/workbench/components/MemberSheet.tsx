import { View } from '@tarojs/components'
import type { StaffQueue } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Kv } from '@/shared/ui/Kv'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { pastWords } from '@/shared/words/dates'
import { useConfirmMember } from '../hooks'

interface Props {
  member: StaffQueue['members_to_confirm'][number] | null
  now: number
  onClose: () => void
}

/** Somebody says that an enterprise is his: the officer who knows it says yes or no. */
export function MemberSheet({ member, now, onClose }: Props) {
  const confirm = useConfirmMember()
  const error = confirm.error ? toAppError(confirm.error) : null
  const answer = (accept: boolean) => {
    if (member && !confirm.isPending) {
      confirm.mutate({ id: member.id, accept }, { onSuccess: onClose })
    }
  }
  const close = () => {
    confirm.reset()
    onClose()
  }
  return (
    <Sheet open={member !== null} title="确认授权" onClose={close}>
      {member && (
        <View>
          <Kv label="谁">{member.person_name}</Kv>
          <Kv label="企业">{member.enterprise_name}</Kv>
          <Kv label="身份">{member.role === 'owner' ? '负责人' : '经办人'}</Kv>
          <Kv label="什么时候提的">{pastWords(member.asked_at, now)}</Kv>
          <View className="c2 mt8">确认后，这个人可以替企业填报和查看办件。不认识的，先打电话问企业。</View>
        </View>
      )}
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn
          grow
          kind="danger"
          busy={confirm.isPending && confirm.variables?.accept === false}
          onClick={() => answer(false)}
        >
          不是，拒绝
        </Btn>
        <Btn
          grow
          kind="main"
          busy={confirm.isPending && confirm.variables?.accept === true}
          onClick={() => answer(true)}
        >
          是，确认
        </Btn>
      </View>
    </Sheet>
  )
}

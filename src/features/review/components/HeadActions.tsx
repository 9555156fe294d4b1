import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import type { AppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { useTimeSheet } from '../use-time-sheet'
import { ActionBar } from './ActionBar'
import { TimeSheet } from './TimeSheet'

interface Props {
  detail: ApplicationDetail
  late: AppError | null
  onSaid: (text: string) => void
}

/** What a head does with an application: he gives days or he does not. */
export function HeadActions({ detail, late, onSaid }: Props) {
  const sheet = useTimeSheet()
  const asked = detail.allowed.includes('refuse_extension')
  return (
    <ActionBar
      note={asked ? '延期只能批一次，理由会告诉申请人。' : '没有人申请延期；确有需要，也可以直接批准一次。'}
      error={late}
      sheets={<TimeSheet sheet={sheet} detail={detail} onSaid={onSaid} />}
    >
      <View className="row g12 actions">
        {asked && <Btn onClick={() => sheet.show('refuse')}>不批</Btn>}
        <Btn kind={asked ? 'main' : 'plain'} className="actions__main" onClick={() => sheet.show('grant')}>
          批准延期
        </Btn>
      </View>
    </ActionBar>
  )
}

import { ReceiptScreen } from '@/features/applications/components/ReceiptScreen'
import { AskReminder } from '@/features/reminders/components/AskReminder'
import { useParams } from '@/shared/use-params'

/** 提交成功 */
export default function Receipt() {
  const { id = '' } = useParams('id')
  return (
    <ReceiptScreen
      id={id}
      after={<AskReminder moment="submitted" why="要补正、受理了、出件了，可以在微信里告诉你。" />}
    />
  )
}

import { ReceiptScreen } from '@/features/applications/components/ReceiptScreen'
import { useParams } from '@/shared/use-params'

/** 提交成功 */
export default function Receipt() {
  const { id = '' } = useParams('id')
  return <ReceiptScreen id={id} />
}

import type { ApplicationDetail } from '@/shared/contract'
import { useEndSpecial, useRefuseExtension } from '../hooks'
import type { TimeSheetState } from '../use-time-sheet'
import { ExtensionSheet } from './ExtensionSheet'
import { ReasonSheet } from './ReasonSheet'
import { SpecialSheet } from './SpecialSheet'

interface Props {
  sheet: TimeSheetState
  detail: ApplicationDetail
  onSaid: (text: string) => void
}

/** The sheet of one question about time. */
export function TimeSheet({ sheet, detail, onSaid }: Props) {
  const { id, row_version: rowVersion } = detail
  const end = useEndSpecial(id)
  const refuse = useRefuseExtension(id)
  const { name, open, close } = sheet
  const onDone = (text: string) => {
    sheet.end()
    onSaid(text)
  }
  const special = detail.special_procedures.find((each) => each.ended_at === null)
  switch (name) {
    case null:
      return null
    case 'start':
      return <SpecialSheet open={open} detail={detail} onClose={close} onDone={onDone} />
    case 'end':
      return (
        <ReasonSheet
          open={open}
          title={`${special?.kind_name ?? '特别程序'}结束了？`}
          lead="时限从现在接着走，申请人会看到新的到期日和你写的结果。"
          label="结果"
          confirm="登记结束"
          busy={end.busy}
          error={end.error}
          onSend={(note) => end.run({ id, rowVersion, note }, () => onDone('已登记结束，时限接着走'))}
          onClose={close}
        />
      )
    case 'refuse':
      return (
        <ReasonSheet
          open={open}
          title="不批延期？"
          lead="期限不变，审查人员会看到你写的理由。"
          label="为什么不批"
          needed="写明理由，审查人员要看到"
          confirm="不批，按期办"
          busy={refuse.busy}
          error={refuse.error}
          onSend={(reason) => refuse.run({ id, rowVersion, reason }, () => onDone('没有批准延期，按期办'))}
          onClose={close}
        />
      )
    default:
      return (
        <ExtensionSheet
          open={open}
          detail={detail}
          grant={name === 'grant'}
          onRefuse={detail.allowed.includes('refuse_extension') ? () => sheet.show('refuse') : null}
          onClose={close}
          onDone={onDone}
        />
      )
  }
}

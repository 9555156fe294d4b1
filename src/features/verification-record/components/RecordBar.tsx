import { View } from '@tarojs/components'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Note } from '@/shared/ui/Note'
import { nextOpen, openWords } from '../model'
import type { HandIn } from '../use-hand-in'
import type { CheckRecord } from '../use-record'

interface Props {
  record: CheckRecord
  handIn: HandIn
}

/** What is still open, and the one next step. */
export function RecordBar({ record, handIn }: Props) {
  const { open, points } = record
  const error = handIn.problem ? toAppError(handIn.problem) : null
  const next = nextOpen(points, record.point, record.current)
  const title = points.find(({ id }) => id === next)?.title
  return (
    <View className="recordbar">
      {error && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      <View className="recordbar__row">
        <View className="f1 c2 t15">
          {open.length > 0
            ? openWords(open)
            : `${points.length} 点都定了，${record.closing.choice ? '可以提交' : '选总结论'}`}
        </View>
        <Btn kind="main" busy={handIn.busy} onClick={handIn.press}>
          {open.length > 0 ? `看下一点：${title ?? ''}` : '提交结论'}
        </Btn>
      </View>
    </View>
  )
}

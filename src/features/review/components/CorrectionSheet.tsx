import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import type { issueCorrection } from '../api'
import type { Move } from '../hooks'
import { noticePoints } from '../model'
import type { Review } from '../use-review'

interface Props {
  review: Review
  open: boolean
  days: number
  /** The same days with the moment they end, in words. */
  until: string
  move: Move<Parameters<typeof issueCorrection>[0]>
  onClose: () => void
  onDone: () => void
  children: ReactNode
}

/** The whole notice before it goes out, because it goes out once. */
export function CorrectionSheet({ review, open, days, until, move, onClose, onDone, children }: Props) {
  const { detail, rows, sum } = review
  const error = move.error ? toAppError(move.error) : null
  const send = () =>
    move.run({ id: detail.id, rowVersion: detail.row_version, points: noticePoints(rows), days }, onDone)
  return (
    <Sheet open={open} title={`补正通知，${sum.fixes.length} 处`} onClose={onClose}>
      <View className="c2">
        {`发给${detail.enterprise_name}，${detail.applicant.name}。只能告知一次，请一次说全。`}
      </View>
      <View className="sheet__scroll">{children}</View>
      <View>
        补正期限：<View className="b inline">{until}</View>，从发出的第二天算起，节假日不算。
      </View>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          再改改
        </Btn>
        <Btn grow kind="main" busy={move.busy} onClick={send}>
          确认发出
        </Btn>
      </View>
    </Sheet>
  )
}

import { View } from '@tarojs/components'
import { Fragment } from 'react'
import { type ReviewRow, splitReason } from '../model'

/** The points of a notice as the applicant will read them. */
export function NoticeText({ rows }: { rows: readonly ReviewRow[] }) {
  return (
    <Fragment>
      {rows.map((row, at) => {
        const { reason, how_to } = splitReason(row.judged.reason)
        return (
          <View className="mt8" key={row.id}>
            <View className="b">{`${at + 1}　${row.title}`}</View>
            <View className="c2 pre">{reason || '还没写要补什么'}</View>
            {how_to && <View className="c2 pre">{`怎么补：${how_to}`}</View>}
          </View>
        )
      })}
    </Fragment>
  )
}

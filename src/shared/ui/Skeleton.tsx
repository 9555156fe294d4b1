import { View } from '@tarojs/components'
import { a11y } from './a11y'

interface Props {
  /** Rows of the height that will come: cell 56, mat 72, card a block of three lines. */
  kind?: 'cell' | 'mat' | 'card'
  rows?: number
}

/** What is coming, in the same heights, without shimmer. */
export function Skeleton({ kind = 'cell', rows = 3 }: Props) {
  const keys = Array.from({ length: rows }, (_, at) => at)
  if (kind === 'card') {
    return (
      <View className="col g12" {...a11y({ role: 'status', label: '正在打开' })}>
        {keys.map((key) => (
          <View className="card col g12" key={key}>
            <View className="skel skel--s" />
            <View className="skel skel--l" />
            <View className="skel" />
          </View>
        ))}
      </View>
    )
  }
  return (
    <View className="card card--flush" {...a11y({ role: 'status', label: '正在打开' })}>
      {keys.map((key) => (
        <View className={kind} key={key}>
          {kind === 'mat' && <View className="mat__ic" />}
          <View className="f1 col g8">
            <View className="skel skel--l" />
            {kind === 'mat' && <View className="skel skel--s" />}
          </View>
        </View>
      ))}
    </View>
  )
}

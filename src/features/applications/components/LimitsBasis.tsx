import { View } from '@tarojs/components'
import { useState } from 'react'
import { Link } from '@/shared/ui/Link'
import type { LimitRow } from '../limits'

/** What follows if the limit that counts now lapses; where each is written is told on demand. */
export function LimitsBasis({ rows }: { rows: readonly LimitRow[] }) {
  const [open, setOpen] = useState(false)
  const running = rows.filter((row) => row.lapse !== null)
  const [main] = running
  if (!main) return null
  if (!open) {
    return (
      <>
        <View className="t15 c2 mt8">{main.lapse}。</View>
        <Link tight onClick={() => setOpen(true)}>
          时限的依据
        </Link>
      </>
    )
  }
  return (
    <>
      {running.map(({ key, name, basis, lapse }) => (
        <View key={key} className="mt8 t15">
          <View className="b">{`${name}时限：${basis}`}</View>
          <View className="c2">{lapse}。</View>
        </View>
      ))}
    </>
  )
}

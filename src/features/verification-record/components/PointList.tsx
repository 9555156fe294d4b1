import { View } from '@tarojs/components'
import { useShortcuts } from '@/platform/shortcuts'
import { Kbd } from '@/shared/ui/Kbd'
import { reveal } from '@/shared/ui/reveal'
import { useWide } from '@/shared/ui/wide'
import { VERDICT_CHOICES, type Verdict } from '../model'
import type { CheckRecord } from '../use-record'
import { PointRow, pointAnchor } from './PointRow'

/** All check points, judged one by one; on the desk also by the keys 1 2 3, J and K. */
export function PointList({ record, asked }: { record: CheckRecord; asked: boolean }) {
  const wide = useWide()
  const { points, open, current } = record
  const judge = (verdict: Verdict) => () => {
    if (current) record.judge(current, verdict)
  }
  const move = (steps: number) => () => {
    const next = record.move(steps)
    if (next) reveal(pointAnchor(next))
  }
  useShortcuts({ '1': judge('ok'), '2': judge('fix'), '3': judge('unclear'), j: move(1), k: move(-1) })
  return (
    <View className="panel panel--flush">
      <View className="row wrap between g8 point__head">
        <View className="b">
          逐点核查，{points.length} 点看完 {points.length - open.length} 点
        </View>
        {wide && (
          <View className="row g12 t13 c2">
            {VERDICT_CHOICES.map(({ key, text }, at) => (
              <View className="row g4" key={key}>
                <Kbd>{String(at + 1)}</Kbd> {text}
              </View>
            ))}
          </View>
        )}
      </View>
      {points.map((check, at) => (
        <PointRow key={check.id} check={check} number={at + 1} record={record} asked={asked} />
      ))}
    </View>
  )
}

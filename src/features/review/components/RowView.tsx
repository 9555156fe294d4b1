import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayWords } from '@/shared/form/answer-words'
import { Kv } from '@/shared/ui/Kv'
import { Note } from '@/shared/ui/Note'
import { Seg } from '@/shared/ui/Seg'
import { isoDay } from '@/shared/words/dates'
import type { ReviewRow } from '../model'
import { MaskedValue } from './MaskedValue'
import { Paper } from './Paper'

type Side = 'new' | 'old' | 'sample'

interface Props {
  row: ReviewRow
  titled?: boolean
  /** Id of the application that it belongs to. */
  application: string
}

/** One material (new beside old beside what it should show) or one filled field. */
export function RowView({ row, titled, application }: Props) {
  const [side, setSide] = useState<Side>('new')
  const { material } = row
  const asked = row.asked && (
    <Note tone="wait">
      {row.asked.answered_at ? '上次要求补：' : '要求补：'}
      <Text className="b">{row.asked.reason}</Text>
    </Note>
  )
  if (!material) {
    return (
      <View className="col g12">
        {asked}
        <View className="paper paper--text">
          <Kv label={row.title}>
            {row.masked ? (
              <MaskedValue application={application} field={row.key} label={row.title} masked={row.sub} />
            ) : (
              <View className="pre">{row.sub}</View>
            )}
          </Kv>
        </View>
      </View>
    )
  }
  if (row.free) {
    return (
      <Note tone="done" title={titled ? row.title : undefined}>
        这件不用申请人交，办的时候从部门库里调。
      </Note>
    )
  }
  const choices = [
    { key: 'new', text: '新交的', tone: 'on' as const },
    ...(material.old_files.length > 0 ? [{ key: 'old', text: '上次交的', tone: 'on' as const }] : []),
    ...(material.sample_points.length > 0 ? [{ key: 'sample', text: '要求', tone: 'on' as const }] : []),
  ]
  const last = material.files[material.files.length - 1]
  return (
    <View className="col g12 f1">
      {asked}
      {choices.length > 1 && (
        <Seg
          even
          label={`看${row.title}`}
          value={side}
          choices={choices}
          onChange={(key) => setSide(key === 'old' ? 'old' : key === 'sample' ? 'sample' : 'new')}
        />
      )}
      {side === 'sample' ? (
        <View className="paper paper--text">
          <View className="f1">
            <View className="b">这件要能看到</View>
            {material.sample_points.map((point) => (
              <View key={point}>{`· ${point}`}</View>
            ))}
            {material.how_to && <View className="c2 mt8">{material.how_to}</View>}
          </View>
        </View>
      ) : (
        <Paper
          key={side}
          files={side === 'old' ? material.old_files : material.files}
          empty={material.required ? '这件材料没交' : '没交，这件可以不交'}
          title={titled ? row.title : undefined}
        />
      )}
      {side === 'new' && last && !titled && (
        <View className="t15 c2">{`${dayWords(isoDay(last.uploaded_at))}交的`}</View>
      )}
    </View>
  )
}

import { Text, View } from '@tarojs/components'
import type { CheckPoint } from '@/shared/contract'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Seg } from '@/shared/ui/Seg'
import { TextArea } from '@/shared/ui/TextArea'
import { NOTE_MAX, openReason, VERDICT_CHOICES, type Verdict } from '../model'
import type { CheckRecord } from '../use-record'
import { PointPhotos } from './PointPhotos'

/** Anchor of a check point. */
export const pointAnchor = (key: string) => `point-${key}`

interface Props {
  check: CheckPoint
  /** 1 for the first. */
  number: number
  record: CheckRecord
  /** Asked to go on: open points say why they are open. */
  asked: boolean
}

function SaveLine({ record, id }: { record: CheckRecord; id: string }) {
  const edit = record.edit(id)
  if (edit?.state === 'sending') return <Text className="t13 c2">正在保存…</Text>
  if (edit?.state !== 'failed') return null
  const offline = edit.error?.code === 'offline'
  return (
    <View className="row wrap g8">
      <View className="t13 cr">
        {offline
          ? '没有网络，已存在本机，连上会自己保存'
          : `没存上：${edit.error?.message}。${edit.error?.hint ?? ''}`}
      </View>
      <Link tight icon="retry" onClick={() => record.save(id)}>
        再存一次
      </Link>
    </View>
  )
}

/** One check point: what to look at, the verdict, a word on it, photos. */
export function PointRow({ check, number, record, asked }: Props) {
  const { id } = check
  const point = record.point(id)
  const current = record.current === id
  const uploads = record.tasks.some(({ slot }) => slot === id)
  const more =
    current || point.note !== '' || point.photos.length > 0 || uploads || (point.verdict ?? 'ok') !== 'ok'
  const reason = openReason(point)
  const needsNote = point.verdict === 'fix'
  const wrong = asked && point.verdict !== null && reason !== null
  return (
    <View className={cx('point', current && 'point--on')} id={pointAnchor(id)}>
      <View className="point__main">
        <View
          className="point__text"
          {...pressable(() => record.setCurrent(id), {
            role: 'button',
            label: `看第 ${number} 点，${check.title}`,
          })}
        >
          <Text className="point__n">{number}</Text>
          <View className="f1">
            <View className="b">{check.title}</View>
            <View className="t13 c2">{check.standard}</View>
            {current && check.how_to_show && <View className="t13 c2">让对方：{check.how_to_show}</View>}
          </View>
        </View>
        <Seg
          label={check.title}
          choices={VERDICT_CHOICES}
          value={point.verdict}
          onChange={(verdict) => record.judge(id, verdict as Verdict)}
        />
      </View>
      {asked && point.verdict === null && <View className="t15 ca point__more">这一点还没定</View>}
      {more && (
        <View className="point__more col g8">
          <View className="point__note">
            <TextArea
              label={`${check.title}的说明`}
              placeholder={needsNote ? '哪里不对、怎么改（要整改时必填）' : '说明（可不填）'}
              value={point.note}
              maxLength={NOTE_MAX}
              tone={wrong ? 'error' : null}
              onChange={(note) => record.write(id, note)}
              onBlur={() => record.save(id)}
            />
          </View>
          {wrong && <View className="t15 cr">{reason}</View>}
          <PointPhotos id={id} title={check.title} record={record} />
        </View>
      )}
      <View className="point__more">
        <SaveLine record={record} id={id} />
      </View>
      {record.refused?.key === id &&
        record.refused.reasons.map((text) => (
          <Note key={text} tone="late" alert>
            {text}
          </Note>
        ))}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { AppointmentDetail, CheckPoint, Finding } from '@/shared/contract'
import { FileThumb } from '@/shared/ui/FileThumb'
import { Note } from '@/shared/ui/Note'
import { Tag } from '@/shared/ui/Tag'
import { CONCLUSION_WORDS, VERDICT_WORDS } from '@/shared/words/verification'
import { usePhotos } from './PointPhotos'

function Found({ check, number, finding }: { check: CheckPoint; number: number; finding?: Finding }) {
  const photos = finding?.photos ?? []
  const { urls, look } = usePhotos(photos)
  const word = finding ? VERDICT_WORDS[finding.verdict] : null
  return (
    <View className="point">
      <View className="row top g12">
        <View className="point__n">{number}</View>
        <View className="f1">
          <View className="b">{check.title}</View>
          <View className="t13 c2">{check.standard}</View>
        </View>
        <Tag tone={word?.tone ?? 'neutral'}>{word?.word ?? '没看'}</Tag>
      </View>
      <View className="point__more col g8">
        {finding?.note && <View className="pre">{finding.note}</View>}
        {photos.length > 0 && (
          <View className="row wrap g8">
            {photos.map(({ path }, at) => (
              <FileThumb
                key={path}
                src={urls[path]}
                label={`${check.title}的第 ${at + 1} 张照片`}
                onClick={() => void look(at)}
              />
            ))}
          </View>
        )}
      </View>
    </View>
  )
}

/** A check that is over, or that somebody else records: to read only. */
export function RecordDone({ detail }: { detail: AppointmentDetail }) {
  const conclusion = detail.conclusion ? CONCLUSION_WORDS[detail.conclusion] : null
  return (
    <View className="col g12 record__read">
      {detail.state === 'cancelled' && <Note>企业取消了这次预约。要再看，请企业重新约时间。</Note>}
      {detail.state === 'booked' && (
        <Note tone="go">这一场由{detail.officer.display_name}记录，你可以看，不能改。</Note>
      )}
      {conclusion && (
        <View className="panel col g8">
          <View className="row between g12">
            <View className="b">总结论</View>
            <Tag tone={conclusion.tone}>{conclusion.word}</Tag>
          </View>
          {detail.conclusion_note && <View className="pre">{detail.conclusion_note}</View>}
          <View className="t13 c2">{detail.applicant_name}已经能看到，记在办件的进度里。</View>
        </View>
      )}
      <View className="panel panel--flush">
        <View className="point__head b">核查要点</View>
        {detail.check_points.map((check, at) => (
          <Found
            key={check.id}
            check={check}
            number={at + 1}
            finding={detail.findings.find(({ key }) => key === check.id)}
          />
        ))}
      </View>
    </View>
  )
}

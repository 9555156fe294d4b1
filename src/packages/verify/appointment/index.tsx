import { View } from '@tarojs/components'
import { useState } from 'react'
import { FileLinks } from '@/features/applications/components/FileLinks'
import { AskReminder } from '@/features/reminders/components/AskReminder'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { CancelSheet } from '@/features/verification/components/CancelSheet'
import { CheckPoints } from '@/features/verification/components/CheckPoints'
import { Prepare } from '@/features/verification/components/Prepare'
import { useAppointment } from '@/features/verification/hooks'
import { appointmentWord, findingsSentence, spanWords } from '@/features/verification/words'
import type { AppointmentDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Tag } from '@/shared/ui/Tag'
import { useParams } from '@/shared/use-params'

/** The owner's side of a video check: when and with whom, what to have ready, then the conclusion point by point. */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useAppointment(id)
  const [cancelling, setCancelling] = useState(false)
  useRefreshOnShow(query)
  const data = query.data
  return (
    <NeedSignIn title="视频核查" back={routes.appointment(id)}>
      <Page
        title="视频核查"
        foot={
          data?.can.includes('change') && (
            <Foot>
              <Btn grow kind="danger" onClick={() => setCancelling(true)}>
                取消预约
              </Btn>
              <Btn
                grow
                kind="line"
                icon="calendar"
                onClick={() => go(routes.book(data.application_id, data.id))}
              >
                改时间
              </Btn>
            </Foot>
          )
        }
        over={
          data && (
            <CancelSheet
              application={data.application_id}
              appointment={data.id}
              open={cancelling}
              onClose={() => setCancelling(false)}
            />
          )
        }
      >
        <QueryView query={query} safe="这一页没打开，约好的还在" skeleton={<Skeleton kind="card" rows={3} />}>
          {(appointment) => <Body appointment={appointment} />}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

function Body({ appointment }: { appointment: AppointmentDetail }) {
  const { state, officer, item_name, check_points, findings, conclusion_note, application_id } = appointment
  const now = Date.parse(appointment.server_now)
  const { word, tone } = appointmentWord(appointment)
  // Over, and the conclusion is not written yet.
  const over = state === 'booked' && Date.parse(appointment.ends_at) < now
  const booked = state === 'booked' && !over
  const done = state === 'done'
  const again = state === 'cancelled' || (done && appointment.conclusion !== 'pass')
  return (
    <>
      <Card>
        <Tag tone={tone}>{word}</Tag>
        <View className="t24 b mt8">{spanWords(appointment, now)}</View>
        <View className="mt4">
          {[officer.department, officer.display_name].filter(Boolean).join(' ')}
          {booked ? '到时和你视频' : ''}
        </View>
        <View className="t15 c2 mt4">{item_name}</View>
        {done && <View className="mt8 b">{findingsSentence(appointment)}</View>}
        {conclusion_note && <View className="mt4 pre">{conclusion_note}</View>}
        {over && (
          <View className="t15 c2 mt8">时间过了，等{officer.display_name}写结论。没通上就发消息说一声。</View>
        )}
        {booked && <View className="t15 c2 mt8">到点用微信视频或电话找你。人在店里，手机别静音。</View>}
      </Card>
      <Sec title={done ? '每处的结论' : `会看这 ${check_points.length} 处`} />
      <CheckPoints
        photos={(finding) => <FileLinks files={finding.photos} />}
        points={check_points}
        findings={done || findings.length > 0 ? findings : undefined}
        howTo={booked}
      />
      {booked && <Sec title="先准备好" />}
      {booked && <Prepare />}
      {booked && <AskReminder moment="booked" why="专员改时间、取消或有了结论，可以在微信里告诉你。" />}
      <Card flush>
        {again && <Cell icon="calendar" title="重新约一次" onClick={() => go(routes.book(application_id))} />}
        <Cell title="看办件进度" onClick={() => go(routes.timeline(application_id))} />
      </Card>
    </>
  )
}

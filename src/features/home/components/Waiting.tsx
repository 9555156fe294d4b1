import { View } from '@tarojs/components'
import type { ApplicationSummary, AppointmentSummary } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Due } from '@/shared/ui/Due'
import { Icon } from '@/shared/ui/Icon'
import { Tag } from '@/shared/ui/Tag'
import { appointmentDue, todoWords } from '../model'

interface TodoProps {
  application: ApplicationSummary
  now: number
}

/** The first application that waits for the person; it has the only main button of the screen. */
export function TodoCard({ application, now }: TodoProps) {
  const words = todoWords(application, now)
  return (
    <Card tone={words.tone === 'wait' ? 'wait' : undefined}>
      <View className="row between g8 wrap">
        <Tag tone={words.tone}>{words.tag}</Tag>
        <View className="t15 c2">{application.item_name}</View>
      </View>
      <View className="t20 b mt4">{words.title}</View>
      {words.left ? (
        <Due left={words.left} moment={words.moment} tone={words.late ? 'late' : undefined} className="mt4" />
      ) : (
        words.moment && <View className="t15 c2 mt4">{words.moment}</View>
      )}
      <View className="mt12">
        <Btn
          kind="main"
          block
          onClick={() => go(words.url)}
          label={`${words.action}，${application.item_name}`}
        >
          {words.action}
        </Btn>
      </View>
    </Card>
  )
}

/** The next ones as rows, so that scanning and searching stay on the first screen. */
export function TodoRows({
  applications,
  now,
}: {
  applications: readonly ApplicationSummary[]
  now: number
}) {
  if (applications.length === 0) return null
  return (
    <Card flush>
      {applications.map((application) => {
        const words = todoWords(application, now)
        const when = words.left || words.moment
        return (
          <Cell
            key={application.id}
            title={words.title}
            sub={`${application.item_name}${when ? `，${when}` : ''}`}
            value={
              <View className="hide-s">
                <Tag tone={words.tone}>{words.tag}</Tag>
              </View>
            }
            dropValue
            onClick={() => go(words.url)}
            label={`${words.title}，${application.item_name}，${when}，${words.action}`}
          />
        )
      })}
    </Card>
  )
}

/** A booked video check; the whole card leads to what to prepare. */
export function AppointmentCard({ appointment, now }: { appointment: AppointmentSummary; now: number }) {
  const due = appointmentDue(appointment.starts_at, now)
  return (
    <Card
      onClick={() => go(routes.appointment(appointment.id))}
      label={`视频核查，${due.left} ${due.moment}，看要准备什么`}
    >
      <View className="row between g8 wrap">
        <Tag tone="go">已约好</Tag>
        <View className="t15 c2">{appointment.item_name}</View>
      </View>
      <View className="row between wrap g8 mt8">
        <View className="t20 b">视频核查</View>
        <View className="row g4 cb b t15">
          看要准备什么
          <Icon name="right" size="s" />
        </View>
      </View>
      <Due left={due.left} moment={due.moment} className="mt4" />
    </Card>
  )
}

import { View } from '@tarojs/components'
import type { Me, StaffQueue } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Sec } from '@/shared/ui/Sec'
import { clockTime, dateWithWeekday, nearDay } from '@/shared/words/dates'

interface Props {
  queue: StaffQueue
  staff: NonNullable<Me['staff']>
}

/** The next video checks, and the places that an officer goes to: slots, enterprises, the code sheet. */
export function DayCard({ queue, staff }: Props) {
  const now = Date.parse(queue.server_now)
  const officer = staff.roles.includes('officer')
  const judges = staff.roles.some((role) => role === 'group_lead' || role === 'taskforce')
  const { appointments, enterprises } = queue
  return (
    <>
      {appointments.length > 0 && <Sec title="接下来的视频核查" />}
      {appointments.length > 0 && (
        <Card flush>
          {appointments.map((each) => (
            <Cell
              key={each.id}
              icon="video"
              title={each.item_name}
              sub={each.enterprise_name}
              value={
                <View>
                  {`${nearDay(each.starts_at, now) ?? dateWithWeekday(each.starts_at, now)} ${clockTime(each.starts_at)}–${clockTime(each.ends_at)}`}
                </View>
              }
              onClick={() => go(routes.verification(each.id))}
            />
          ))}
        </Card>
      )}
      <Card flush>
        {officer && (
          <Cell
            icon="store"
            title="我服务的企业"
            value={`${enterprises.length} 家`}
            onClick={() => go(routes.myEnterprises())}
          />
        )}
        {officer && (
          <Cell
            icon="calendar"
            title="视频核查日程"
            sub="开放时间、看当天的预约"
            onClick={() => go(routes.schedule())}
          />
        )}
        <Cell
          icon="printer"
          title="事项码"
          sub="每个事项一张卡片，可打印"
          onClick={() => go(routes.codes())}
        />
        {judges && (
          <Cell
            icon="shield"
            title="内容核对"
            sub="放行，或写明原因不放行"
            onClick={() => go(routes.held())}
          />
        )}
        {staff.roles.includes('operator') && (
          <Cell
            icon="calendar"
            title="工作日历"
            sub="放假安排、办公时间"
            onClick={() => go(routes.calendar())}
          />
        )}
        {staff.roles.includes('operator') && (
          <Cell icon="warn" title="程序故障" sub="手机和浏览器上出的错" onClick={() => go(routes.faults())} />
        )}
      </Card>
    </>
  )
}

import { View } from '@tarojs/components'
import { DayHead } from '@/features/schedule/components/DayHead'
import { DayList } from '@/features/schedule/components/DayList'
import { SlotsEditor } from '@/features/schedule/components/SlotsEditor'
import { useDay, useMySlots } from '@/features/schedule/hooks'
import { dayRows, firstCheck } from '@/features/schedule/model'
import { RecordPane } from '@/features/verification-record/components/RecordPane'
import { useCheck } from '@/features/verification-record/hooks'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { Btn } from '@/shared/ui/Btn'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'

interface Props {
  user: string
  day: string
  onDay: (day: string) => void
  /** The check that was asked for; the day's next one otherwise. */
  check: string | null
  onCheck: (id: string) => void
  /** The open times are being arranged. */
  editing: boolean
  onEdit: (editing: boolean) => void
}

/** What offline means here. */
export const OFFLINE = '网络断了，记下的先存在本机，连上会自己保存。'

const SAFE = '日程没打开，预约都在'

/** Video checks on the desk: the day at the left, the check or the open times at the right. */
export function CheckDesk({ user, day, onDay, check, onCheck, editing, onEdit }: Props) {
  const checks = useDay(day)
  const slots = useMySlots(true)
  useRefreshOnShow(checks)
  useRefreshOnShow(slots)
  const chosen = check ?? firstCheck(checks.data ?? [], Date.now())
  const showEditor = editing || (checks.data !== undefined && chosen === null)
  return (
    <>
      <View className="desk__list deskday">
        <DayHead day={day} checks={checks.data?.length ?? null} onDay={onDay} />
        <View className="deskday__rows">
          <QueryView query={checks} skeleton={<Skeleton kind="mat" rows={5} />} safe={SAFE}>
            {(list) => {
              const open = slots.data?.find((each) => each.day === day)?.slots ?? []
              const rows = dayRows(list, open)
              if (rows.length === 0) {
                return <Void icon="calendar" title="这一天没有核查" sub="开放了时间，企业才能约" />
              }
              return (
                <DayList
                  rows={rows}
                  current={showEditor ? null : chosen}
                  onOpen={(each) => onCheck(each.id)}
                  onFree={() => onEdit(true)}
                />
              )
            }}
          </QueryView>
        </View>
        <View className="deskday__foot">
          <Btn block icon="calendar" onClick={() => onEdit(!showEditor)}>
            {showEditor && chosen ? '回到核查' : '调整可约时间'}
          </Btn>
        </View>
      </View>
      <View className="desk__pane">
        {showEditor ? (
          <View className="desk__scroll">
            <QueryView query={slots} skeleton={<Skeleton kind="card" rows={3} />} safe={SAFE}>
              {(days) => <SlotsEditor days={days} day={day} onDay={onDay} />}
            </QueryView>
          </View>
        ) : (
          chosen && <CheckView key={chosen} id={chosen} user={user} />
        )}
      </View>
    </>
  )
}

/** One check, with its four states. */
export function CheckView({ id, user }: { id: string; user: string }) {
  const query = useCheck(id)
  useRefreshOnShow(query)
  return (
    <QueryView
      query={query}
      skeleton={
        <View className="record__wait">
          <Skeleton kind="card" rows={3} />
        </View>
      }
      safe="这场核查没打开，记下的都在"
    >
      {(detail) => <RecordPane detail={detail} user={user} />}
    </QueryView>
  )
}

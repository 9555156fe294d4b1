import { View } from '@tarojs/components'
import { useState } from 'react'
import { DayHead } from '@/features/schedule/components/DayHead'
import { DayList } from '@/features/schedule/components/DayList'
import { SlotsEditor } from '@/features/schedule/components/SlotsEditor'
import { useDay, useMySlots } from '@/features/schedule/hooks'
import { dayRows } from '@/features/schedule/model'
import type { Me } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'
import { useParams } from '@/shared/use-params'
import { isoDay } from '@/shared/words/dates'
import { CheckDesk, OFFLINE } from '../desk/CheckDesk'
import { OfficerOnly } from '../desk/OfficerOnly'

const TITLE = '视频核查'

/** 视频核查日程: an officer's day and the times that enterprises may book. */
export default function SchedulePage() {
  return (
    <OfficerOnly title={TITLE} back={routes.schedule()} roles={['officer']} whose="这一页是助企专员用的">
      {(me) => <Schedule me={me} />}
    </OfficerOnly>
  )
}

function Schedule({ me }: { me: Me }) {
  const wide = useWide()
  const params = useParams('day', 'edit')
  const [day, setDay] = useState(params.day ?? isoDay(Date.now()))
  const [check, setCheck] = useState<string | null>(null)
  const [editing, setEditing] = useState(params.edit !== undefined)
  const toDay = (next: string) => {
    setDay(next)
    setCheck(null)
  }
  if (wide) {
    return (
      <DeskPage me={me} title={TITLE} tab="schedule" offlineText={OFFLINE}>
        <CheckDesk
          user={me.id}
          day={day}
          onDay={toDay}
          check={check}
          onCheck={(id) => {
            setCheck(id)
            setEditing(false)
          }}
          editing={editing}
          onEdit={setEditing}
        />
      </DeskPage>
    )
  }
  return params.edit ? <Times day={day} onDay={toDay} /> : <Day day={day} onDay={toDay} />
}

/** On the phone: the day. */
function Day({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const checks = useDay(day)
  const slots = useMySlots(true)
  useRefreshOnShow(checks)
  useRefreshOnShow(slots)
  const edit = () => go(routes.schedule({ edit: 1, day }))
  return (
    <Page
      title={TITLE}
      white
      flush
      foot={
        <Foot>
          <Btn kind="line" block icon="calendar" onClick={edit}>
            调整可约时间
          </Btn>
        </Foot>
      }
    >
      <DayHead day={day} checks={checks.data?.length ?? null} onDay={onDay} />
      <QueryView query={checks} skeleton={<Skeleton kind="mat" rows={5} />} safe="日程没打开，预约都在">
        {(list) => {
          const rows = dayRows(list, slots.data?.find((each) => each.day === day)?.slots ?? [])
          if (rows.length === 0) {
            return (
              <View className="day__void">
                <Card>
                  <Void icon="calendar" title="这一天没有核查" sub="开放了时间，企业才能约">
                    <Btn kind="main" onClick={edit}>
                      开放时间
                    </Btn>
                  </Void>
                </Card>
              </View>
            )
          }
          return (
            <View className="day__rows">
              <DayList rows={rows} onOpen={({ id }) => go(routes.verification(id))} onFree={edit} />
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

/** On the phone: the times that can be booked. */
function Times({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const slots = useMySlots(true)
  useRefreshOnShow(slots)
  return (
    <Page title="可约时间">
      <QueryView query={slots} skeleton={<Skeleton kind="card" rows={3} />} safe="时间没打开，已经开放的都在">
        {(days) => <SlotsEditor days={days} day={day} onDay={onDay} />}
      </QueryView>
    </Page>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { DaysForm } from '@/features/calendar/components/DaysForm'
import { HoursAndEdits } from '@/features/calendar/components/HoursAndEdits'
import { HoursForm } from '@/features/calendar/components/HoursForm'
import { YearForm } from '@/features/calendar/components/YearForm'
import { YearView } from '@/features/calendar/components/YearView'
import { useCalendar } from '@/features/calendar/hooks'
import type { CalendarYear, Me } from '@/shared/contract'
import { go, leave } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useWide } from '@/shared/ui/wide'
import { useParams } from '@/shared/use-params'
import { isoDay } from '@/shared/words/dates'
import { OfficerOnly } from '../desk/OfficerOnly'

const TITLE = '工作日历'
const SAFE = '日历没打开，期限都照常在走'
const STAFF = ['officer', 'window', 'reviewer', 'head', 'group_lead', 'taskforce', 'operator'] as const

type Task = { kind: 'days'; from: string; to: string } | { kind: 'year' } | { kind: 'hours' }
const TASK_TITLES: Record<Task['kind'], string> = {
  days: '改某几天',
  year: '录入放假安排',
  hours: '改办公时间',
}

/** 工作日历: the days and hours by which every limit is counted; the operator edits them. */
export default function CalendarPage() {
  return (
    <OfficerOnly title={TITLE} back={routes.calendar()} roles={STAFF} whose="这一页是工作人员用的">
      {(me) => <Calendar me={me} />}
    </OfficerOnly>
  )
}

function Calendar({ me }: { me: Me }) {
  const wide = useWide()
  const params = useParams('year', 'task', 'from', 'to')
  const [year, setYear] = useState(Number(params.year ?? isoDay(Date.now()).slice(0, 4)))
  const [task, setTask] = useState<Task | null>(null)
  const query = useCalendar(year)
  useRefreshOnShow(query)
  const toYear = (next: number) => {
    setYear(next)
    setTask(null)
  }
  if (wide) {
    return (
      <DeskPage me={me} title={TITLE} tab={null}>
        <QueryView query={query} skeleton={<Skeleton rows={8} />} safe={SAFE}>
          {(calendar) => <OnDesk calendar={calendar} task={task} onTask={setTask} onYear={toYear} />}
        </QueryView>
      </DeskPage>
    )
  }
  const asked = taskOf(params)
  const open = (next: Task) => go(routes.calendar({ year, task: next.kind, ...spanOf(next) }))
  if (asked) {
    return (
      <Page title={TASK_TITLES[asked.kind]} white>
        <QueryView query={query} safe={SAFE}>
          {(calendar) => (
            <TaskForm calendar={calendar} task={asked} onClose={() => leave(routes.calendar())} />
          )}
        </QueryView>
      </Page>
    )
  }
  return (
    <Page
      title={TITLE}
      foot={
        query.data && mayEditDays(query.data) ? (
          <Foot>
            <Btn kind="line" block icon="pencil" onClick={() => open(nextDays(query.data))}>
              改某几天
            </Btn>
          </Foot>
        ) : undefined
      }
    >
      <QueryView query={query} skeleton={<Skeleton rows={8} />} safe={SAFE}>
        {(calendar) => (
          <>
            <YearView
              calendar={calendar}
              onYear={toYear}
              onRun={calendar.may_edit ? ({ from, to }) => open({ kind: 'days', from, to }) : null}
              onLoad={() => open({ kind: 'year' })}
            />
            <HoursAndEdits calendar={calendar} onHours={() => open({ kind: 'hours' })} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

interface OnDeskProps {
  calendar: CalendarYear
  task: Task | null
  onTask: (task: Task | null) => void
  onYear: (year: number) => void
}

/** The year at the left; at the right what is being edited, else hours and history. */
function OnDesk({ calendar, task, onTask, onYear }: OnDeskProps) {
  return (
    <>
      <View className="desk__list deskday">
        <View className="deskday__rows calendar__year">
          <YearView
            calendar={calendar}
            onYear={onYear}
            onRun={calendar.may_edit ? ({ from, to }) => onTask({ kind: 'days', from, to }) : null}
            onLoad={() => onTask({ kind: 'year' })}
          />
        </View>
        {mayEditDays(calendar) && (
          <View className="deskday__foot">
            <Btn block icon="pencil" onClick={() => onTask(nextDays(calendar))}>
              改某几天
            </Btn>
          </View>
        )}
      </View>
      <View className="desk__pane">
        <View className="desk__scroll">
          <View className="codepane">
            {task ? (
              <View className="col g12">
                <View className="row between">
                  <View className="t20 b">{TASK_TITLES[task.kind]}</View>
                  <Btn kind="quiet" small onClick={() => onTask(null)}>
                    先不改
                  </Btn>
                </View>
                <TaskForm
                  key={JSON.stringify(task)}
                  calendar={calendar}
                  task={task}
                  onClose={() => onTask(null)}
                />
              </View>
            ) : (
              <HoursAndEdits calendar={calendar} onHours={() => onTask({ kind: 'hours' })} />
            )}
          </View>
        </View>
      </View>
    </>
  )
}

function TaskForm({ calendar, task, onClose }: { calendar: CalendarYear; task: Task; onClose: () => void }) {
  switch (task.kind) {
    case 'days':
      return <DaysForm calendar={calendar} from={task.from} to={task.to} onClose={onClose} />
    case 'year':
      return <YearForm year={calendar.year} onClose={onClose} />
    case 'hours':
      return <HoursForm calendar={calendar} onClose={onClose} />
  }
}

/** A year that is over stays as it was counted. */
const mayEditDays = ({ may_edit, notice, year, today }: CalendarYear) =>
  may_edit && notice !== null && year >= Number(today.slice(0, 4))

/** Days of the year that is shown, beginning with today in this one. */
function nextDays({ year, today }: CalendarYear): Task {
  const day = today.startsWith(String(year)) ? today : `${year}-01-01`
  return { kind: 'days', from: day, to: day }
}

const spanOf = (task: Task) => (task.kind === 'days' ? { from: task.from, to: task.to } : {})

function taskOf(params: Partial<Record<'task' | 'from' | 'to', string>>): Task | null {
  const { task, from = '', to = from } = params
  if (task === 'days') return { kind: 'days', from, to }
  return task === 'year' || task === 'hours' ? { kind: task } : null
}

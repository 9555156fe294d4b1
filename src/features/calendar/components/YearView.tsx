import { View } from '@tarojs/components'
import type { CalendarYear } from '@/shared/contract'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Chip } from '@/shared/ui/Chip'
import { Void } from '@/shared/ui/Void'
import { nextYear, type Run, runsOf, yearsOf } from '../model'
import { RunRow } from './RunRow'

interface Props {
  calendar: CalendarYear
  onYear: (year: number) => void
  /** null: only to look at. */
  onRun: ((run: Run) => void) | null
  onLoad: () => void
}

/** One year: its notice, and where it differs from Monday to Friday. */
export function YearView({ calendar, onYear, onRun, onLoad }: Props) {
  const { year, notice, days, today, may_edit, working_days } = calendar
  return (
    <View className="col g12">
      <View className="row wrap g8">
        {yearsOf(calendar).map((each) => (
          <Chip key={each} text={String(each)} on={each === year} onChange={() => onYear(each)} />
        ))}
      </View>
      {notice === null ? (
        <Card>
          <Void
            icon="calendar"
            title={`${year} 年的放假安排还没录入`}
            sub="国务院公布前不猜：落在这一年的期限显示“暂时算不出”，录入后自动补上"
          >
            {may_edit && nextYear(calendar) === year && (
              <Btn kind="main" onClick={onLoad}>
                录入通知
              </Btn>
            )}
          </Void>
        </Card>
      ) : (
        <>
          <Card flush>
            <Cell icon="calendar" title={`${working_days} 个工作日`} sub={notice} />
          </Card>
          <Card flush>
            {runsOf(days).map((run) => (
              <RunRow
                key={run.from}
                run={run}
                onClick={onRun && run.to >= today ? () => onRun(run) : undefined}
              />
            ))}
          </Card>
          <View className="t15 c2">其余周一到周五上班，周六、周日休息。</View>
        </>
      )}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { CalendarYear } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Link } from '@/shared/ui/Link'
import { Sec } from '@/shared/ui/Sec'
import { pastWords } from '@/shared/words/dates'
import { dayWords, editLines, hoursWords } from '../model'

interface Props {
  calendar: CalendarYear
  onHours: () => void
}

/** Opening hours by department, and who changed what and why. */
export function HoursAndEdits({ calendar, onHours }: Props) {
  const { hours, edits, may_edit, year } = calendar
  return (
    <View className="col g12">
      <Sec
        title="办公时间"
        extra={
          may_edit && (
            <Link icon="pencil" end onClick={onHours}>
              改办公时间
            </Link>
          )
        }
      />
      <Card flush>
        {hours.map((each) => (
          <Cell
            key={`${each.department_code}${each.valid_from}`}
            icon="clock"
            title={each.department ?? '大厅'}
            sub={
              each.valid_from
                ? `从 ${each.valid_from.slice(0, 4)}年${dayWords(each.valid_from)}起`
                : undefined
            }
            value={<View>{hoursWords(each.hours)}</View>}
          />
        ))}
      </Card>
      <Sec title={`${year} 年改过什么`} />
      {edits.length === 0 ? (
        <View className="c2">还没有改过。改了什么、谁改的、为什么，都会记在这里。</View>
      ) : (
        <Card flush>
          {edits.map((edit) => (
            <View className="cell top" key={edit.id}>
              <View className="cell__main">
                {editLines(edit).map((line) => (
                  <View key={line}>{line}</View>
                ))}
                <View className="t15 c2">{`原因：${edit.reason}`}</View>
                <View className="t13 c2">
                  {`${edit.made_by}，${pastWords(edit.made_at, Date.now())}，动了 ${edit.applications} 件办件的期限`}
                </View>
              </View>
            </View>
          ))}
        </Card>
      )}
    </View>
  )
}

import { Text, View } from '@tarojs/components'
import { copyText } from '@/platform/clipboard'
import type { Receipt } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Sec } from '@/shared/ui/Sec'
import { Timeline, type TimelineEntry } from '@/shared/ui/Timeline'
import { clockTime, dateWithWeekday } from '@/shared/words/dates'

const NO_CALENDAR = '放假安排还没公布，暂时算不出是哪天'

/** What happens next, and what is the person's part of it. */
function comingUp(receipt: Receipt, toBook: boolean, now: number): TimelineEntry[] {
  const { due_at } = receipt.notice
  const latest = due_at ? `最晚 ${dateWithWeekday(due_at, now)}` : '最晚 5 个工作日内'
  const entries: TimelineEntry[] = [
    {
      key: 'review',
      state: 'run',
      title: '综合窗口核对材料',
      line: `${latest}答复，要补的一次说全。过了这天没消息，按法律从交的那天算受理。`,
    },
  ]
  if (receipt.check_points > 0) {
    entries.push({
      key: 'video',
      state: 'next',
      title: toBook ? '视频核查，要你选个时间' : '视频核查',
      line: `看 ${receipt.check_points} 处，约 20 分钟，店里有手机信号就行。`,
    })
  }
  entries.push({
    key: 'result',
    state: 'next',
    title: '决定和出证',
    line: '结果直接到“办件”里，手机上看、手机上存。',
  })
  return entries
}

interface Props {
  receipt: Receipt
  /** A video check waits to be booked. */
  toBook: boolean
}

/** The number to quote, the promised moment with its condition, and what comes next. */
export function ReceiptView({ receipt, toBook }: Props) {
  const now = Date.parse(receipt.submitted_at)
  const promised = receipt.promised_if_accepted_today
  return (
    <>
      <Card>
        <View className="row g8 cg">
          <Icon name="check" />
          <Text className="t24 b">已交到综合窗口</Text>
        </View>
        <View className="mt8 c2">
          <View>{receipt.item_name}</View>
          <View>
            <Text className="nw">{`${dateWithWeekday(receipt.submitted_at, now)}${clockTime(receipt.submitted_at)}`}</Text>
            <Text> 收件</Text>
          </View>
        </View>
        <View className="hr" />
        <View className="t15 c2">办件编号，打电话时报这个号</View>
        <View className="row between wrap">
          <Text className="t20 b nw">{receipt.number}</Text>
          <Link end onClick={() => void copyText(receipt.number)} label="复制办件编号">
            复制
          </Link>
        </View>
        <View className="hr hr--12" />
        <View className="t15 c2 mt16">县里承诺办结</View>
        {promised ? (
          <View className="t20 b mt4">
            <Text className="nw">{dateWithWeekday(promised, now)}</Text>
            <Text className="nw">{`${clockTime(promised)} 前`}</Text>
          </View>
        ) : (
          <View className="h mt4">{NO_CALENDAR}</View>
        )}
        <View className="t15 c2 mt4">今天受理的话。周末和放假的日子不算在内。</View>
      </Card>
      <Sec title="接下来" />
      <Card>
        <Timeline entries={comingUp(receipt, toBook, now)} />
      </Card>
      <Note icon="chat">
        {receipt.officer
          ? `有进展在“办件”里看得到，要问就在“消息”里找${receipt.officer.display_name}。`
          : '有进展在“办件”里看得到。'}
      </Note>
    </>
  )
}

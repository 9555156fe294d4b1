import { View } from '@tarojs/components'
import { Btn } from '@/shared/ui/Btn'
import { Chip } from '@/shared/ui/Chip'
import { Sheet } from '@/shared/ui/Sheet'

/** Working days that an office usually gives; the database takes 1 to 30. */
const DAYS = [1, 2, 3, 5, 7, 10, 15, 20, 30]

interface Props {
  open: boolean
  days: number
  /** The same days with the moment they end, in words. */
  until: string
  onChange: (days: number) => void
  onClose: () => void
}

/** 改期限: how many working days the applicant has. */
export function DaysSheet({ open, days, until, onChange, onClose }: Props) {
  return (
    <Sheet open={open} title="补正期限" onClose={onClose}>
      <View className="c2">从发出通知的第二天算起，按工作日算，节假日不算。</View>
      <View className="row wrap g8">
        {DAYS.map((each) => (
          <Chip
            key={each}
            text={`${each} 个工作日`}
            on={each === days}
            onChange={() => {
              onChange(each)
            }}
          />
        ))}
      </View>
      <View>
        补正期限：<View className="b inline">{until}</View>
      </View>
      <Btn kind="main" block onClick={onClose}>
        {`就给 ${days} 个工作日`}
      </Btn>
    </Sheet>
  )
}

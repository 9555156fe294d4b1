import { View } from '@tarojs/components'
import { Cell } from '@/shared/ui/Cell'
import { Tag } from '@/shared/ui/Tag'
import { type Run, spanWords } from '../model'

interface Props {
  run: Run
  onClick?: () => void
}

/** 春节 2月15日（周日）至2月23日（周一） 休 9 天. */
export function RunRow({ run, onClick }: Props) {
  return (
    <Cell
      title={run.name}
      sub={spanWords(run)}
      value={
        <View>
          {run.working ? <Tag tone="go">上班</Tag> : <Tag>{run.days > 1 ? `休 ${run.days} 天` : '休'}</Tag>}
        </View>
      }
      onClick={onClick}
    />
  )
}

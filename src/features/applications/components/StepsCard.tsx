import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'
import { Timeline } from '@/shared/ui/Timeline'
import type { Step } from '../history'

interface Props {
  steps: Step[]
  /** More than this many are folded behind a link. */
  fold?: number
}

/** Steps of a timeline in a card, newest first; a long history is folded. */
export function StepsCard({ steps, fold = 7 }: Props) {
  const [open, setOpen] = useState(false)
  const shown = open || steps.length <= fold + 1 ? steps : steps.slice(0, fold)
  return (
    <Card>
      <Timeline
        entries={shown.map(({ key, state, title, line, said }) => ({
          key,
          state,
          title,
          line,
          more:
            said.length > 0
              ? said.map((words) => (
                  <View key={words} className="pre mt4">
                    {words}
                  </View>
                ))
              : undefined,
        }))}
      />
      {shown.length < steps.length && (
        <Link chevron onClick={() => setOpen(true)}>
          看前面 {steps.length - shown.length} 步
        </Link>
      )}
    </Card>
  )
}

import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { toAppError } from '@/shared/errors'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { useWide } from '@/shared/ui/wide'
import { OVERTAKEN } from '../hooks'

interface Props {
  /** At the left on the desk, one line below the buttons on the phone. */
  note?: ReactNode
  /** What the last tap was answered with. */
  error: Error | null
  /** Buttons, the main one last. */
  children: ReactNode
  sheets?: ReactNode
}

/** Buttons of the review: at the bottom of the pane on the desk, the foot of the page on the phone. */
export function ActionBar({ note, error, children, sheets }: Props) {
  const wide = useWide()
  const said = error && toAppError(error)
  const trouble = said && (
    <Note tone="late" alert title={said.message}>
      {OVERTAKEN.includes(said.code) ? '这里已经是最新的情况，看过再决定' : said.hint}
    </Note>
  )
  return (
    <>
      {wide ? (
        <View className="desk__foot">
          <View className="f1">{trouble ?? <View className="c2">{note}</View>}</View>
          {children}
        </View>
      ) : (
        <Foot above={trouble} below={note} column>
          {children}
        </Foot>
      )}
      {sheets}
    </>
  )
}

import { View } from '@tarojs/components'
import { Note } from '@/shared/ui/Note'
import type { TimeNote } from '../limits'

/** 特别程序 and 延期 as the applicant was told them. */
export function TimeNotes({ notes }: { notes: readonly TimeNote[] }) {
  return (
    <>
      {notes.map(({ key, title, lines }) => (
        <View key={key} className="mt12">
          <Note icon="clock" title={title}>
            {lines.map((line) => (
              <View key={line} className="t15 pre">
                {line}
              </View>
            ))}
          </Note>
        </View>
      ))}
    </>
  )
}

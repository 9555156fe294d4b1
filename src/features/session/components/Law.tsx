import { View } from '@tarojs/components'
import { Card } from '@/shared/ui/Card'

export interface LawSection {
  title: string
  lines: readonly string[]
}

/** A text of rules: headed sections of plain sentences. */
export function Law({ sections }: { sections: readonly LawSection[] }) {
  return (
    <>
      {sections.map((section) => (
        <Card key={section.title} className="law">
          <View className="h">{section.title}</View>
          {section.lines.map((line) => (
            <View key={line}>{line}</View>
          ))}
        </Card>
      ))}
    </>
  )
}

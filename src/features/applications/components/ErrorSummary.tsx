import { View } from '@tarojs/components'
import type { FieldProblem } from '@/shared/form/answers'
import { fieldAnchor } from '@/shared/ui/AnswerField'
import { pressable } from '@/shared/ui/a11y'
import { Note } from '@/shared/ui/Note'
import { scrollToId } from '@/shared/ui/scroll'

/** Above a page of questions: what is wrong, each a way to its place. */
export function ErrorSummary({ problems }: { problems: FieldProblem[] }) {
  if (problems.length < 2) return null
  return (
    <Note tone="late" title={`有 ${problems.length} 处要改`} alert>
      {problems.map(({ field, problem }) => (
        <View
          key={field.id}
          className="row tap"
          {...pressable(() => scrollToId(fieldAnchor(field.id)), {
            role: 'link',
            label: `${field.label}：${problem}，去改`,
          })}
        >
          {problem.includes(field.label) ? problem : `${field.label}：${problem}`}
        </View>
      ))}
    </Note>
  )
}

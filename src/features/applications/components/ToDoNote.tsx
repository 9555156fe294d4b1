import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import type { FieldProblem } from '@/shared/form/answers'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { pressable } from '@/shared/ui/a11y'
import { Note } from '@/shared/ui/Note'
import { formPages, SITUATIONS, type ToDo } from '../model'

const gapWords = ({ field, problem }: FieldProblem) =>
  problem.includes(field.label) ? problem : `${field.label}：${problem}`

function materialRows(detail: ApplicationDetail, { materials }: ToDo) {
  const [first] = materials
  if (!first) return []
  const text = materials.length > 1 ? `还没传的材料：${materials.length} 件` : `还没传：${first.name}`
  return [{ key: 'materials', text, url: routes.materials(detail.id, 'check') }]
}

/** What is missing before it can be filed, each a way to its place. */
export function ToDoNote({ detail, toDo }: { detail: ApplicationDetail; toDo: ToDo }) {
  if (toDo.count === 0) return null
  const rows = [
    ...toDo.situations.map((situation) => ({
      key: situation.id,
      text: `还没选：${situation.question}`,
      url: routes.form(detail.id, SITUATIONS, 'check'),
    })),
    ...formPages(detail).flatMap((page) => {
      const open = toDo.fields.filter(({ field }) => field.group === page.key)
      const [first] = open
      if (!first) return []
      // One gap is named; of several their place is enough, the answers below show each.
      const text = open.length > 1 ? `${page.title}：${open.length} 处` : gapWords(first)
      return [{ key: page.key, text, url: routes.form(detail.id, page.key, 'check') }]
    }),
    ...materialRows(detail, toDo),
  ]
  return (
    <Note tone="wait" title={`还差 ${toDo.count} 处，补完就能交`}>
      {rows.map((row) => (
        <View
          key={row.key}
          className="row tap"
          {...pressable(() => go(row.url), { role: 'link', label: `${row.text}，去补` })}
        >
          <View className="f1">{row.text}</View>
          <View className="b fn">去补</View>
        </View>
      ))}
    </Note>
  )
}

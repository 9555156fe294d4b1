import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { pressable } from '@/shared/ui/a11y'
import { Note } from '@/shared/ui/Note'
import { SITUATIONS, type ToDo } from '../model'

/** What is missing before it can be filed, each a way to its place. */
export function ToDoNote({ detail, toDo }: { detail: ApplicationDetail; toDo: ToDo }) {
  if (toDo.count === 0) return null
  const rows = [
    ...toDo.situations.map((situation) => ({
      key: situation.id,
      text: `还没选：${situation.question}`,
      url: routes.form(detail.id, SITUATIONS, 'check'),
    })),
    ...toDo.fields.map(({ field, problem }) => ({
      key: field.id,
      text: problem.includes(field.label) ? problem : `${field.label}：${problem}`,
      url: routes.form(detail.id, field.group, 'check'),
    })),
    ...toDo.materials.map((material) => ({
      key: material.key,
      text: `还没传：${material.name}`,
      url: routes.materials(detail.id, 'check'),
    })),
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

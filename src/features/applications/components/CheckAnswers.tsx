import { Text, View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { answerWords } from '@/shared/form/answer-words'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Icon } from '@/shared/ui/Icon'
import { Kv } from '@/shared/ui/Kv'
import { filesCount, formPages, ownMaterials, SITUATIONS, type ToDo } from '../model'
import { CheckGroup } from './CheckGroup'

interface Props {
  detail: ApplicationDetail
  toDo: ToDo
}

/** Everything as it will be filed, in groups, each with 修改. */
export function CheckAnswers({ detail, toDo }: Props) {
  const wrong = new Map(toDo.fields.map(({ field, problem }) => [field.id, problem]))
  const edit = (page: string) => () => go(routes.form(detail.id, page, 'check'))
  const materials = ownMaterials(detail)
  return (
    <>
      {detail.situations.length > 0 && (
        <CheckGroup title="办理情形" onEdit={edit(SITUATIONS)}>
          {detail.situations.map((situation) => {
            const chosen = situation.options.find(
              (option) => option.id === detail.situation_answers[situation.id],
            )
            return (
              <Kv key={situation.id} label={situation.question.replace(/[？?]$/, '')}>
                <Text className={chosen ? undefined : 'cr'}>{chosen?.label ?? '还没选'}</Text>
              </Kv>
            )
          })}
        </CheckGroup>
      )}
      {formPages(detail).map((page) => (
        <CheckGroup key={page.key} title={page.title} onEdit={edit(page.key)}>
          {page.fields.map((field) => {
            const problem = wrong.get(field.id)
            return (
              <Kv key={field.id} label={field.label}>
                {(detail.answers[field.id] || !problem) && (
                  <Text className={detail.answers[field.id] ? 'pre' : 'c2'}>
                    {answerWords(field, detail.answers[field.id])}
                  </Text>
                )}
                {problem && <View className="cr">{problem}</View>}
              </Kv>
            )
          })}
        </CheckGroup>
      ))}
      <CheckGroup
        title={materials.length > 0 ? `材料 ${materials.length} 件` : '材料'}
        onEdit={() => go(routes.materials(detail.id, 'check'))}
      >
        {materials.length === 0 && <View className="t15 c2">这一件不用你传材料</View>}
        {materials.map((material) => {
          const there = material.files.length > 0
          const word = there ? filesCount(material) : material.required ? '还没传' : '没交，可以不交'
          return (
            <View key={material.key} className="row between g8 t15 mt8">
              <View className="row g8 f1">
                <Icon name={there ? 'check' : 'plus'} size="s" className={there ? 'cg' : 'c3'} />
                <View className="f1">{material.name}</View>
              </View>
              <View className={there || !material.required ? 'c2' : 'cr'}>{word}</View>
            </View>
          )
        })}
      </CheckGroup>
    </>
  )
}

import { View } from '@tarojs/components'
import type { ApplicationSummary } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { ask, tell } from '@/shared/ui/ask'
import { Link } from '@/shared/ui/Link'
import { useDeleteDraft } from '../hooks'

/** Under a draft in the list: throws it away, after asking. */
export function DeleteDraft({ application: { id, item_name } }: { application: ApplicationSummary }) {
  const remove = useDeleteDraft(id)
  const press = async () => {
    if (remove.isPending) return
    const sure = await ask({
      title: '删掉这份草稿？',
      content: `${item_name}：填的和传的都会删掉，找不回来。`,
      yes: '删掉',
      no: '留着',
      danger: true,
    })
    if (!sure) return
    remove.mutate(undefined, {
      onError: (error) => {
        const { message, hint } = toAppError(error)
        void tell('没删成，草稿还在', [message, hint].filter(Boolean).join('。'))
      },
    })
  }
  return (
    <View className="draft-end">
      <Link onClick={() => void press()} label={`删掉草稿，${item_name}`}>
        {remove.isPending ? '正在删…' : '删掉这份草稿'}
      </Link>
    </View>
  )
}

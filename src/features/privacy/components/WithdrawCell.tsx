import { toAppError } from '@/shared/errors'
import { leave } from '@/shared/go'
import { TABS } from '@/shared/routes'
import { ask, tell } from '@/shared/ui/ask'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { useWithdrawConsent } from '../hooks'

const done = () =>
  void tell(
    '同意已经撤回',
    '所有设备都退出登录了，这台手机上没交的内容清掉了。交了的照常办，办好了到大厅窗口也能领。',
  ).then(() => leave(TABS.home))

/** Takes the consent back, as easily as it was given; what then happens is said before. */
export function WithdrawCell() {
  const withdraw = useWithdrawConsent(done)
  const failed = withdraw.error ? toAppError(withdraw.error) : null
  const run = async () => {
    const sure = await ask({
      title: '撤回对隐私说明的同意？',
      content:
        '所有手机和电脑上都退出登录，这台手机上没交的内容清掉。已经提交的按规定保存、照常办。想再用，重新登录时会再问你。',
      yes: '撤回',
      no: '不撤回',
      danger: true,
    })
    if (sure) withdraw.mutate()
  }
  return (
    <>
      {failed && (
        <Note tone="late" alert title={failed.message}>
          {failed.hint}
        </Note>
      )}
      <Card flush>
        <Cell
          icon="retry"
          title={withdraw.isPending ? '正在撤回…' : '撤回同意'}
          sub="不再收集；退出登录，账号和交过的还在"
          onClick={() => !withdraw.isPending && void run()}
        />
      </Card>
    </>
  )
}

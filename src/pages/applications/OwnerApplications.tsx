import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { ApplicationCard } from '@/features/applications/components/ApplicationCard'
import { DeleteDraft } from '@/features/applications/components/DeleteDraft'
import { useApplicationList } from '@/features/applications/progress-hooks'
import { rowAddress } from '@/features/applications/row'
import { scanToPage } from '@/features/items/scan'
import { useMe, useMyEnterprise } from '@/platform/me'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { QueryView } from '@/shared/ui/QueryView'
import { Seg } from '@/shared/ui/Seg'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'

type Group = 'open' | 'drafts' | 'done'

const GROUPS = [
  { key: 'open', text: '在办', tone: 'on' },
  { key: 'drafts', text: '草稿', tone: 'on' },
  { key: 'done', text: '办结', tone: 'on' },
] as const

const NOTHING: Record<Group, { title: string; sub: string }> = {
  open: { title: '还没有办件', sub: '扫一个「码上办」码，看要什么材料' },
  drafts: { title: '没有草稿', sub: '填到一半的都会自动存在这里' },
  done: { title: '还没有办结的', sub: '办完的、撤回的都会在这里' },
}

/** The applications of the enterprise one acts for, by what can still be done with them. */
export function OwnerApplications() {
  const [group, setGroup] = useState<Group>('open')
  const me = useMe()
  const enterprise = useMyEnterprise()
  const list = useApplicationList(enterprise?.id ?? null, group, me.data !== undefined)
  useRefreshOnShow(list)
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  }
  useReachBottom(more)
  const now = Date.now()
  const pick = (key: string) => {
    const found = GROUPS.find((each) => each.key === key)
    if (found) setGroup(found.key)
  }
  return (
    <>
      {enterprise && <View className="t15 c2">{enterprise.name}</View>}
      <Seg even label="看哪些办件" choices={GROUPS} value={group} onChange={pick} />
      <QueryView
        query={me.error && me.data === undefined ? { ...list, error: me.error, refetch: me.refetch } : list}
        safe="列表没打开，你的办件没有问题"
        skeleton={<Skeleton kind="card" rows={3} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Card>
            <Void {...NOTHING[group]}>
              <Btn kind="line" icon="scan" onClick={() => void scanToPage()}>
                扫码办事
              </Btn>
              <Btn icon="search" onClick={() => go(routes.search())}>
                搜事项
              </Btn>
            </Void>
          </Card>
        }
      >
        {(rows) => (
          <>
            {rows.map((application) => (
              <View key={application.id}>
                <ApplicationCard
                  application={application}
                  now={now}
                  onClick={() => go(rowAddress(application))}
                />
                {application.state === 'draft' && <DeleteDraft application={application} />}
              </View>
            ))}
            {list.hasNextPage && (
              <Btn block busy={list.isFetchingNextPage} onClick={more}>
                {list.isFetchNextPageError ? '没加载出来，再试一次' : '看更早的'}
              </Btn>
            )}
          </>
        )}
      </QueryView>
    </>
  )
}

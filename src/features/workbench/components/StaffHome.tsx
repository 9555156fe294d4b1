import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useMe } from '@/platform/me'
import { go, replace } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes, TABS } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Chip } from '@/shared/ui/Chip'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'
import { useQueue } from '../hooks'
import { type EntryKind, entriesOf, kindsOf } from '../model'
import { DayCard } from './DayCard'
import { EntryRow } from './EntryRow'
import { MemberSheet } from './MemberSheet'

/** Rows before 看全部: the urgent ones and the day fit a few thumb lengths. */
const SHOWN = 6

/** The staff home: what is due, the least time left first; the most urgent has the button. */
export function StaffHome() {
  const staff = useMe().data?.staff ?? null
  const wide = useWide()
  const query = useQueue()
  const [kind, setKind] = useState<EntryKind | null>(null)
  const [all, setAll] = useState(false)
  const [member, setMember] = useState<string | null>(null)
  useRefreshOnShow(query)
  // On a wide screen the same work is laid out at the desk.
  useEffect(() => {
    if (wide) replace(routes.workbench())
  }, [wide])
  return (
    <>
      {staff && <View className="t15 c2">{`${staff.display_name}，${staff.department}`}</View>}
      <QueryView
        query={query}
        skeleton={<Skeleton kind="card" rows={3} />}
        safe="工作台没打开，办件都没有问题"
      >
        {(queue) => {
          const entries = entriesOf(queue)
          const kinds = kindsOf(entries)
          const chosen = kinds.some((each) => each.kind === kind) ? kind : null
          const list = entries.filter((entry) => chosen === null || entry.kind === chosen)
          const rows = all ? list : list.slice(0, SHOWN)
          return (
            <>
              {kinds.length > 1 && (
                <View className="row wrap g8">
                  <Chip text={`全部 ${entries.length}`} on={chosen === null} onChange={() => setKind(null)} />
                  {kinds.map((each) => (
                    <Chip
                      key={each.kind}
                      text={each.text}
                      on={each.kind === chosen}
                      onChange={() => setKind(each.kind)}
                    />
                  ))}
                </View>
              )}
              {queue.unread > 0 && (
                <Card flush>
                  <Cell
                    icon="chat"
                    title={`${queue.unread} 条消息还没看`}
                    onClick={() => go(TABS.messages)}
                  />
                </Card>
              )}
              {queue.held_content > 0 && (
                <Card flush>
                  <Cell
                    icon="shield"
                    title={`${queue.held_content} 条内容等你核对`}
                    sub="微信提示可能不合适，由你定"
                    onClick={() => go(routes.held())}
                  />
                </Card>
              )}
              {rows.length > 0 ? (
                <>
                  <View className="t20 b mt4">最急的在前</View>
                  <Card flush>
                    {rows.map((entry, at) => (
                      <EntryRow
                        key={entry.id}
                        entry={entry}
                        first={at === 0}
                        onOpen={() => (entry.url ? go(entry.url) : setMember(entry.id))}
                      />
                    ))}
                    {list.length > rows.length && (
                      <Cell
                        title={<View className="cb b">{`看全部 ${list.length} 件`}</View>}
                        onClick={() => setAll(true)}
                      />
                    )}
                  </Card>
                </>
              ) : (
                <Card>
                  <Void
                    icon="check"
                    title={queue.held_content > 0 ? '别的都办完了' : '现在没有等你办的'}
                    sub="有新的会出现在这里，最急的在最前面"
                  />
                </Card>
              )}
              {staff && <DayCard queue={queue} staff={staff} />}
              <MemberSheet
                member={queue.members_to_confirm.find((each) => `member:${each.id}` === member) ?? null}
                now={Date.parse(queue.server_now)}
                onClose={() => setMember(null)}
              />
            </>
          )
        }}
      </QueryView>
    </>
  )
}

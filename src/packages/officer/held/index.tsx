import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Group } from '@/features/held/api'
import { HeldRows } from '@/features/held/components/HeldRows'
import { HeldView } from '@/features/held/components/HeldView'
import { useHeld } from '@/features/held/hooks'
import type { HeldContent, Me } from '@/shared/contract'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Seg, type SegChoice } from '@/shared/ui/Seg'
import { Sheet } from '@/shared/ui/Sheet'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'
import { OfficerOnly } from '../desk/OfficerOnly'

const TITLE = '内容核对'
const SAFE = '名单没打开，等核对的内容都还在'
const GROUPS: SegChoice[] = [
  { key: 'waiting', text: '等核对', tone: 'on' },
  { key: 'decided', text: '核对过的', tone: 'on' },
]

/** 内容核对: what WeChat called risky waits here until the group lead or the task force has read it. */
export default function HeldPage() {
  return (
    <OfficerOnly
      title={TITLE}
      back={routes.held()}
      roles={['group_lead', 'taskforce']}
      whose="这一页是专组、专班用的"
    >
      {(me) => <Held me={me} />}
    </OfficerOnly>
  )
}

function Held({ me }: { me: Me }) {
  const wide = useWide()
  const [group, setGroup] = useState<Group>('waiting')
  const [picked, setPicked] = useState<string | null>(null)
  const query = useHeld(group)
  useRefreshOnShow(query)
  const item = query.data?.find((each) => each.id === picked) ?? null
  const toGroup = (key: string) => {
    setPicked(null)
    setGroup(key as Group)
  }
  const list = (
    <>
      <View className="held__groups">
        <Seg choices={GROUPS} value={group} onChange={toGroup} label="看哪些" even />
      </View>
      <QueryView
        query={query}
        skeleton={<Skeleton rows={6} />}
        safe={SAFE}
        isEmpty={(items) => items.length === 0}
        empty={<Nothing group={group} />}
      >
        {(items) => <HeldRows items={items} current={picked} onPick={({ id }) => setPicked(id)} />}
      </QueryView>
    </>
  )
  if (wide) {
    return (
      <DeskPage me={me} title={TITLE} tab={null}>
        <View className="desk__list">{list}</View>
        <View className="desk__pane">
          <View className="desk__scroll">
            {item ? <OnDesk item={item} onDecided={() => setPicked(null)} /> : <Pick />}
          </View>
        </View>
      </DeskPage>
    )
  }
  return (
    <Page
      title={TITLE}
      white
      flush
      over={
        <Sheet open={item !== null} title="核对这一条" onClose={() => setPicked(null)}>
          {item && <HeldView item={item} onDecided={() => setPicked(null)} />}
        </Sheet>
      }
    >
      {list}
    </Page>
  )
}

const OnDesk = ({ item, onDecided }: { item: HeldContent; onDecided: () => void }) => (
  <View className="held__pane">
    <HeldView item={item} onDecided={onDecided} />
  </View>
)

const Pick = () => (
  <Void icon="shield" title="从左边选一条来看" sub="放行后双方都看得到；不放行要写原因，作者会看到" />
)

function Nothing({ group }: { group: Group }) {
  return group === 'waiting' ? (
    <Void icon="check" title="没有等核对的内容" sub="微信提示可能不合适的话和图片，会先到这里" />
  ) : (
    <Void icon="shield" title="还没有核对过内容" sub="放行和不放行都会留下记录，改不了" />
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { ReviewDesk } from '@/features/review/components/ReviewDesk'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { MemberSheet } from '@/features/workbench/components/MemberSheet'
import { QueueList } from '@/features/workbench/components/QueueList'
import { StaffApplications } from '@/features/workbench/components/StaffApplications'
import { useQueue } from '@/features/workbench/hooks'
import { type Entry, entriesOf, narrowed } from '@/features/workbench/model'
import { useMe } from '@/platform/me'
import { useShortcuts } from '@/platform/shortcuts'
import type { Role, StaffQueue } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { DeskFrame } from '@/shared/ui/DeskFrame'
import { Icon } from '@/shared/ui/Icon'
import { Input } from '@/shared/ui/Input'
import { Kbd } from '@/shared/ui/Kbd'
import { Link } from '@/shared/ui/Link'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'
import { useParams } from '@/shared/use-params'

/** 工作台: queue, materials and document side by side on a desk; the list alone on a phone. */
export default function Workbench() {
  const wide = useWide()
  const { id } = useParams('id')
  return (
    <NeedSignIn title="工作台" back={routes.workbench(id)}>
      {wide ? (
        <Desk opened={id ?? null} />
      ) : (
        <Page title="工作台" white>
          <StaffApplications />
        </Page>
      )}
    </NeedSignIn>
  )
}

function Desk({ opened }: { opened: string | null }) {
  const me = useMe()
  const queue = useQueue()
  const [typed, setTyped] = useState('')
  const [searching, setSearching] = useState(false)
  useRefreshOnShow(queue)
  useShortcuts({ '/': () => setSearching(true) })
  const staff = me.data?.staff
  const search = (
    <Input
      low
      label="编号、企业、事项"
      placeholder="编号、企业、事项"
      value={typed}
      onChange={setTyped}
      autoFocus={searching}
      onBlur={() => setSearching(false)}
      before={<Icon name="search" size="s" className="c3" />}
      after={<Kbd>/</Kbd>}
    />
  )
  return (
    <Page title="工作台" wide bare flush fill>
      <DeskFrame
        current="workbench"
        person={{ name: staff?.display_name ?? '', department: staff?.department ?? '' }}
        search={search}
      >
        <QueryView query={queue} safe="工作台没打开，办件都没有问题">
          {(data) => <Panes queue={data} typed={typed} opened={opened} roles={staff?.roles ?? []} />}
        </QueryView>
      </DeskFrame>
    </Page>
  )
}

interface PanesProps {
  queue: StaffQueue
  typed: string
  opened: string | null
  roles: readonly Role[]
}

function Panes({ queue, typed, opened, roles }: PanesProps) {
  const all = entriesOf(queue)
  const entries = narrowed(all, queue, typed)
  // The application stays open when it leaves the queue: whoever decided sees what became of it.
  const [picked, setPicked] = useState<{ entry: string; application: string } | null>(
    opened ? { entry: '', application: opened } : null,
  )
  const [member, setMember] = useState<string | null>(null)
  const first = all.find((entry) => entry.application !== null)
  const [start] = useState(first?.application ?? null)
  const application = picked?.application ?? start ?? first?.application ?? null
  const current =
    entries.find((entry) => entry.id === picked?.entry) ??
    entries.find((entry) => entry.application === application)

  const pick = (entry: Entry) => {
    if (entry.application) setPicked({ entry: entry.id, application: entry.application })
    else if (entry.kind === 'member') setMember(entry.id)
    else if (entry.url) go(entry.url)
  }
  return (
    <>
      <QueueList entries={entries} narrowed={typed.trim() !== ''} current={current?.id ?? null} onPick={pick}>
        {queue.enterprises.length > 0 && (
          <Link icon="store" onClick={() => go(routes.myEnterprises())}>
            我服务的企业
          </Link>
        )}
        <Link icon="printer" onClick={() => go(routes.codes())}>
          事项码
        </Link>
        {(roles.includes('group_lead') || roles.includes('taskforce')) && (
          <Link icon="shield" onClick={() => go(routes.held())}>
            {queue.held_content > 0 ? `内容核对（${queue.held_content} 条）` : '内容核对'}
          </Link>
        )}
        {roles.includes('operator') && (
          <Link icon="calendar" onClick={() => go(routes.calendar())}>
            工作日历
          </Link>
        )}
        {roles.includes('operator') && (
          <Link icon="warn" onClick={() => go(routes.faults())}>
            程序故障
          </Link>
        )}
      </QueueList>
      {application ? (
        <ReviewDesk
          key={application}
          id={application}
          onIssue={() => go(routes.issue(application))}
          onTask={(task) => go(routes.task(task.id, application))}
        />
      ) : (
        <View className="desk__pane">
          <Void icon="check" title="现在没有等你办的办件" sub="有人提交或请你预审，会出现在左边" />
        </View>
      )}
      <MemberSheet
        member={queue.members_to_confirm.find((each) => `member:${each.id}` === member) ?? null}
        now={Date.parse(queue.server_now)}
        onClose={() => setMember(null)}
      />
    </>
  )
}

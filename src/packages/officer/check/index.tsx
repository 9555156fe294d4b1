import { useState } from 'react'
import { useCheck } from '@/features/verification-record/hooks'
import type { Me } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Page } from '@/shared/ui/Page'
import { useWide } from '@/shared/ui/wide'
import { useParams } from '@/shared/use-params'
import { isoDay } from '@/shared/words/dates'
import { CheckDesk, CheckView, OFFLINE } from '../desk/CheckDesk'
import { OfficerOnly } from '../desk/OfficerOnly'

const TITLE = '视频核查'

/** 记核查结论: one video check; on the desk with its day beside it. */
export default function CheckPage() {
  const { id = '' } = useParams('id')
  return (
    <OfficerOnly
      title={TITLE}
      back={routes.verification(id)}
      roles={['officer']}
      whose="这一页是助企专员用的"
    >
      {(me) => <Check id={id} me={me} />}
    </OfficerOnly>
  )
}

function Check({ id, me }: { id: string; me: Me }) {
  const wide = useWide()
  return wide ? (
    <OnDesk id={id} me={me} />
  ) : (
    <Page title={TITLE} white flush offlineText={OFFLINE}>
      <CheckView id={id} user={me.id} />
    </Page>
  )
}

function OnDesk({ id, me }: { id: string; me: Me }) {
  const asked = useCheck(id).data
  const [day, setDay] = useState<string | null>(null)
  const [check, setCheck] = useState<string | null>(id)
  const [editing, setEditing] = useState(false)
  const own = asked ? isoDay(asked.starts_at) : isoDay(Date.now())
  return (
    <DeskPage me={me} title={TITLE} tab="schedule" offlineText={OFFLINE}>
      <CheckDesk
        user={me.id}
        day={day ?? own}
        onDay={(next) => {
          setDay(next)
          setCheck(null)
        }}
        check={check}
        onCheck={(next) => {
          setCheck(next)
          setEditing(false)
        }}
        editing={editing}
        onEdit={setEditing}
      />
    </DeskPage>
  )
}

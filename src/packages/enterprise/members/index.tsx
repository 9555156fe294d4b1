import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { InviteSheet } from '@/features/enterprises/components/InviteSheet'
import { MemberCard } from '@/features/enterprises/components/MemberCard'
import { useMemberAct, useMembers } from '@/features/enterprises/hooks'
import type { Member } from '@/features/enterprises/model'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useMe } from '@/platform/me'
import { useShareCard } from '@/platform/share'
import { toAppError } from '@/shared/errors'
import { leave } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes, TABS } from '@/shared/routes'
import { ask } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'

type Act = 'accept' | 'refuse' | 'end'

/** Asks before what cannot be taken back. */
async function sure(member: Member, act: Act): Promise<boolean> {
  if (act === 'accept') return true
  const name = member.name || '这个人'
  const words = {
    refuse: { title: `不让${name}替企业办事？`, content: '对方会收到通知，可以再次申请。' },
    end: member.mine
      ? { title: '解除你和这家企业的绑定？', content: '解除后就看不到它的办件和消息了；再办要重新绑定。' }
      : { title: `结束${name}的授权？`, content: '马上生效，对方不能再替企业办事；已经提交的办件照常办。' },
  }[act]
  return ask({ ...words, yes: act === 'end' ? '结束' : '不让', danger: true })
}

/** 能办事的人: who may act for the enterprise and until when; an owner invites, confirms and ends. */
export default function Members() {
  const id = useRouter().params.enterprise ?? ''
  const me = useMe()
  const enterprise = me.data?.enterprises.find((each) => each.id === id)
  const members = useMembers(enterprise?.state === 'active' ? id : null)
  const act = useMemberAct(id)
  const [inviting, setInviting] = useState(false)
  const [code, setCode] = useState('')
  useRefreshOnShow(members)
  useShareCard({
    title: `${enterprise?.name ?? '企业'} 请你做经办人`,
    path: code ? routes.invite(code) : TABS.home,
  })
  const owner = enterprise?.role === 'owner' && enterprise.state === 'active'
  const run = async (member: Member, what: Act) => {
    if (!(await sure(member, what))) return
    act.mutate(
      { member: member.id, act: what },
      { onSuccess: () => member.mine && what === 'end' && leave(TABS.me) },
    )
  }
  const failed = act.error ? toAppError(act.error) : null
  return (
    <NeedSignIn title="能办事的人" back={routes.members(id)}>
      <Page
        title="能办事的人"
        sub={enterprise?.name}
        foot={
          owner ? (
            <Foot>
              <Btn kind="main" grow icon="plus" onClick={() => setInviting(true)}>
                请一位经办人
              </Btn>
            </Foot>
          ) : undefined
        }
        over={
          enterprise && (
            <InviteSheet
              enterprise={enterprise}
              open={inviting}
              onClose={() => setInviting(false)}
              onCode={setCode}
            />
          )
        }
      >
        {failed && (
          <Note tone="late" title={failed.message} alert>
            {failed.hint}
          </Note>
        )}
        {enterprise?.state === 'pending' ? (
          <Note tone="wait" title="你还在等确认">
            确认以后能看到这家企业能办事的人。
          </Note>
        ) : (
          <QueryView
            query={members}
            skeleton={<Skeleton kind="card" rows={2} />}
            safe="名单没打开，谁能办事没有变"
          >
            {(all) => (
              <>
                {all.map((member) => (
                  <MemberCard
                    key={member.id}
                    member={member}
                    owner={owner}
                    busy={act.isPending && act.variables?.member === member.id}
                    onAct={(what) => void run(member, what)}
                  />
                ))}
              </>
            )}
          </QueryView>
        )}
      </Page>
    </NeedSignIn>
  )
}

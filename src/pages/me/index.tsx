import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { EnterpriseCard } from '@/features/enterprises/components/EnterpriseCard'
import { EnterpriseSheet } from '@/features/enterprises/components/EnterpriseSheet'
import { MembersCell } from '@/features/enterprises/components/MembersCell'
import { OwnDataSheet } from '@/features/session/components/OwnDataSheet'
import { StaffCard } from '@/features/session/components/StaffCard'
import { useSignOut } from '@/features/session/hooks'
import { unsentWords } from '@/features/session/model'
import { useMe, useMyEnterprise } from '@/platform/me'
import { useOutbox, useOutboxView } from '@/platform/outbox/my-outbox'
import { useSession } from '@/platform/session'
import type { Me } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { hasBothFaces, setFace, useFace } from '@/shared/face'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes, TABS } from '@/shared/routes'
import { useLargeFont } from '@/shared/theme/large-font'
import { ask } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Switch } from '@/shared/ui/Switch'
import { Void } from '@/shared/ui/Void'

/** What is there with and without somebody signed in. */
function Settings({ signedIn }: { signedIn: boolean }) {
  const [large, setLarge] = useLargeFont()
  return (
    <>
      <Card flush>
        <Cell
          icon="text"
          title="大字模式"
          sub="字更大，一屏只留要紧的"
          after={<Switch checked={large} onChange={setLarge} label="大字模式" />}
        />
        {signedIn && (
          <Cell
            icon="bell"
            title="消息提醒"
            sub="哪些事发微信，哪些发短信"
            onClick={() => go(routes.reminders())}
          />
        )}
      </Card>
      <Card flush>
        <Cell
          icon="pencil"
          title="投诉建议"
          sub="直接交给专组，被反映的人看不到"
          onClick={() => go(routes.appealNew({ kind: 'conduct' }))}
        />
        <Cell
          icon="lock"
          title="个人信息与隐私"
          sub={signedIn ? '存了什么、谁看过、导出、注销' : '存了什么、给谁看、怎么改'}
          onClick={() => go(signedIn ? routes.ownData() : routes.privacy())}
        />
        <Cell
          icon="shield"
          title="核对文书真伪"
          sub="凭文书下面的验证码，谁都能查"
          onClick={() => go(routes.documentCheck())}
        />
        <Cell icon="info" title="使用条款" onClick={() => go(routes.terms())} />
      </Card>
    </>
  )
}

function Owner({ me, onSwitch, onEdit }: { me: Me; onSwitch: () => void; onEdit: () => void }) {
  const enterprise = useMyEnterprise()
  return (
    <>
      {enterprise ? (
        <EnterpriseCard enterprise={enterprise} person={me.name} onSwitch={onSwitch} />
      ) : (
        !me.staff && (
          <Card>
            <Void icon="store" title="还没绑定企业" sub="绑定后就能替企业办事；有邀请码的马上就能办">
              <Btn kind="main" onClick={() => go(routes.bind())}>
                绑定企业
              </Btn>
              <Btn onClick={() => go(routes.invite())}>填邀请码</Btn>
            </Void>
          </Card>
        )
      )}
      <Card flush>
        <Cell
          icon="user"
          title="我的信息"
          sub={me.name ? (me.phone ?? '还没留手机号') : '还没写姓名，窗口不知道怎么称呼你'}
          value={me.name || undefined}
          dropValue
          onClick={onEdit}
        />
        {enterprise?.state === 'active' && <MembersCell enterprise={enterprise.id} />}
        {enterprise && (
          <Cell icon="flag" title="诉求" sub="卡住的事，有人接着办" onClick={() => go(routes.appeals())} />
        )}
      </Card>
    </>
  )
}

/** 我的: enterprises, members, large-font mode, complaints, privacy, sign out. */
export default function MePage() {
  const session = useSession()
  const me = useMe()
  const enterprise = useMyEnterprise()
  const out = useSignOut()
  const face = useFace(me.data)
  const { entries } = useOutboxView(useOutbox())
  const [open, setOpen] = useState<'switch' | 'edit' | null>(null)
  useRefreshOnShow(me)
  const leave = async () => {
    const lost = unsentWords(entries.map((entry) => entry.kind))
    const sure = await ask({
      title: lost ? '还有没送出去的，也退出？' : '退出登录？',
      content: lost
        ? `${lost}还没送出去，退出就没了。连上网等一会儿，送完了再退。`
        : '存到网上的草稿下次登录接着办。退出后，这台手机上不留你的内容，也不再自动登录。',
      yes: '退出',
      no: '不退',
      danger: true,
    })
    if (sure) out.mutate()
  }
  return (
    <Page
      title="我的"
      tab="me"
      over={
        me.data && (
          <>
            <EnterpriseSheet
              enterprises={me.data.enterprises}
              current={enterprise?.id ?? null}
              open={open === 'switch'}
              onClose={() => setOpen(null)}
            />
            <OwnDataSheet
              key={me.data.id + me.data.name}
              me={me.data}
              open={open === 'edit'}
              onClose={() => setOpen(null)}
            />
          </>
        )
      }
    >
      {session === null ? (
        <Card>
          <Void icon="user" title="还没登录" sub="登录后看你的企业、办件和消息">
            <Btn kind="main" onClick={() => go(routes.signIn(TABS.me))}>
              登录
            </Btn>
          </Void>
        </Card>
      ) : (
        <QueryView
          query={me}
          skeleton={<Skeleton kind="card" rows={2} />}
          safe="你的信息没打开，办件没有问题"
        >
          {(data) => (
            <>
              {data.staff && <StaffCard staff={data.staff} />}
              {hasBothFaces(data) && (
                <Card flush>
                  <Cell
                    icon="swap"
                    title={face === 'staff' ? '换到企业的身份' : '换到工作人员的身份'}
                    sub={face === 'staff' ? '首页和办件现在是工作台' : '首页和办件现在是你企业的'}
                    onClick={() => setFace(face === 'staff' ? 'owner' : 'staff')}
                  />
                </Card>
              )}
              <Owner me={data} onSwitch={() => setOpen('switch')} onEdit={() => setOpen('edit')} />
            </>
          )}
        </QueryView>
      )}
      <Settings signedIn={session !== null && session !== undefined} />
      {out.error && (
        <Note tone="late" title={toAppError(out.error).message} alert>
          {toAppError(out.error).hint}
        </Note>
      )}
      {session && (
        <Btn block icon="exit" busy={out.isPending} onClick={() => void leave()}>
          退出登录
        </Btn>
      )}
      <View className="t15 c2 center">
        <Text>县便民热线 12345</Text>
      </View>
    </Page>
  )
}

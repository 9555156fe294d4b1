import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { BindFields } from '@/features/enterprises/components/BindFields'
import { useBind } from '@/features/enterprises/hooks'
import { BIND_FIELDS, type BindField, type BindForm, bindProblems } from '@/features/enterprises/model'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import type { MyEnterprise } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { cleanUscc } from '@/shared/form/uscc'
import { go, leave } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { scrollToId } from '@/shared/ui/scroll'
import { Void } from '@/shared/ui/Void'

const EMPTY: BindForm = { name: '', uscc: '', legalPerson: '', role: '' }

/** After the asking: what happens next, and what one can do meanwhile. */
function Waiting({ enterprise }: { enterprise: MyEnterprise }) {
  const who = enterprise.officer?.display_name ?? '县里的专员'
  return (
    <Card>
      <Void
        icon="clock"
        title={`已提交，等${who}确认`}
        sub={`确认你和「${enterprise.name}」的关系以后，这里和首页会显示“已确认”。等的时候可以先填表、传材料，确认后就能提交。`}
      />
    </Card>
  )
}

/** 绑定企业: as the licence says; the officer confirms. */
export default function Bind() {
  const back = useRouter().params.back
  const [form, setForm] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const [server, setServer] = useState<Partial<Record<BindField, string>>>({})
  const bind = useBind()
  const problems = { ...(tried ? bindProblems(form) : {}), ...server }
  const count = Object.keys(problems).length

  const change = (part: Partial<BindForm>) => {
    setForm((before) => ({ ...before, ...part }))
    const touched = Object.keys(part)
    setServer((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !touched.includes(field))),
    )
  }
  const submit = () => {
    setTried(true)
    const [first] = Object.keys(bindProblems(form))
    if (first) {
      scrollToId(`f-${first}`)
      return
    }
    bind.mutate(
      { ...form, uscc: cleanUscc(form.uscc) },
      {
        onError: (error) => {
          const { field, message } = toAppError(error)
          const mine = field ? BIND_FIELDS[field] : undefined
          if (mine) setServer({ [mine]: message })
        },
      },
    )
  }

  const failed = bind.error ? toAppError(bind.error) : null
  const general = failed && !(failed.field && BIND_FIELDS[failed.field]) ? failed : null
  const foot = bind.data ? (
    <Foot>
      <Btn kind="main" grow onClick={() => leave(back ? decodeURIComponent(back) : TABS.home)}>
        {back ? '接着办' : '知道了'}
      </Btn>
    </Foot>
  ) : (
    <Foot
      above={
        general ? (
          <Note tone="late" title={general.message} alert>
            {general.hint}
          </Note>
        ) : undefined
      }
    >
      <Btn kind={count > 0 ? 'plain' : 'main'} grow busy={bind.isPending} onClick={submit}>
        {count > 0 ? `还有 ${count} 处要改` : '提交绑定'}
      </Btn>
    </Foot>
  )
  return (
    <NeedSignIn title="绑定企业" back={routes.bind(back)}>
      <Page title="绑定企业" foot={foot}>
        {bind.data ? (
          <Waiting enterprise={bind.data} />
        ) : (
          <>
            <View className="t15 c2">照营业执照填。专员确认后，就能替这家企业提交办件。</View>
            <BindFields form={form} problems={problems} onChange={change} />
            <Card flush>
              <Cell
                icon="users"
                title="企业负责人给了我邀请码"
                sub="填邀请码，马上就能办"
                onClick={() => go(routes.invite())}
              />
            </Card>
          </>
        )}
      </Page>
    </NeedSignIn>
  )
}

import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useJoin } from '@/features/enterprises/hooks'
import { cleanInvite, dayWords, inviteWords } from '@/features/enterprises/model'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { toAppError } from '@/shared/errors'
import { replace } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 加入企业: an owner's invitation makes one an agent at once. */
export default function Invite() {
  const given = useRouter().params.code ?? ''
  const [text, setText] = useState(given)
  const [short, setShort] = useState(false)
  const join = useJoin()
  const code = cleanInvite(text)
  const failed = join.error ? toAppError(join.error) : null
  const atField = failed && (failed.field === 'code' || failed.code === 'BB008' || failed.code === 'BB009')
  const submit = () => {
    setShort(code.length !== 8)
    if (code.length === 8) join.mutate(code)
  }
  const joined = join.data
  const fieldError = short
    ? `邀请码是 8 位，现在 ${code.length} 位`
    : atField
      ? [failed.message, failed.hint].filter(Boolean).join('。')
      : null
  return (
    <NeedSignIn title="加入企业" back={routes.invite(given)}>
      <Page
        title="加入企业"
        foot={
          joined ? (
            <Foot>
              <Btn kind="main" grow onClick={() => replace(TABS.home)}>
                去首页
              </Btn>
            </Foot>
          ) : (
            <Foot
              above={
                failed && !atField ? (
                  <Note tone="late" title={failed.message} alert>
                    {failed.hint}
                  </Note>
                ) : undefined
              }
            >
              <Btn kind="main" grow busy={join.isPending} onClick={submit}>
                加入
              </Btn>
            </Foot>
          )
        }
      >
        {joined ? (
          <Card>
            <Void
              icon="check"
              title={`你是「${joined.name}」的经办人了`}
              sub={joined.ends_on ? `能办到 ${dayWords(joined.ends_on)}` : undefined}
            />
          </Card>
        ) : (
          <Card>
            <Field label="邀请码" hint="企业负责人在“我的 › 能办事的人”里发给你，8 位" error={fieldError}>
              <Input
                value={text}
                onChange={(value) => {
                  setText(value)
                  setShort(false)
                }}
                label="邀请码"
                placeholder="比如 ABCD 2345"
                tone={fieldError ? 'error' : null}
                maxLength={200}
                confirmType="go"
                onConfirm={submit}
              />
            </Field>
            {code.length === 8 && <View className="t15 c2 mt8">{`读到的邀请码：${inviteWords(code)}`}</View>}
          </Card>
        )}
      </Page>
    </NeedSignIn>
  )
}

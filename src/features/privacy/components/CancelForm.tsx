import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CancellationPreview, OpenMatter } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { leave } from '@/shared/go'
import { TABS } from '@/shared/routes'
import { ask, tell } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { useCancelAccount } from '../hooks'
import { OpenMatters } from './OpenMatters'

const WORD = '注销'

const farewell = () => void tell('账号已注销', '再用微信登录，会是一个新账号。').then(() => leave(TABS.home))

/** What happens, the word to type, a last question, and the end. */
export function CancelForm({ preview }: { preview: CancellationPreview }) {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const cancel = useCancelAccount(farewell)
  const failed = cancel.error ? toAppError(cancel.error) : null
  const wrong = tried && typed.trim() !== WORD
  const run = async () => {
    setTried(true)
    if (typed.trim() !== WORD) return
    const sure = await ask({
      title: '真的注销账号？',
      content: '马上生效，不能撤回，也找不回来。',
      yes: WORD,
      no: '不注销',
      danger: true,
    })
    if (!sure) return
    cancel.mutate(WORD)
  }
  return (
    <>
      <Card>
        <View className="h">注销以后</View>
        <View className="mt8 col g8">
          {happens(preview).map((line) => (
            <View key={line}>{`· ${line}`}</View>
          ))}
        </View>
      </Card>
      <Card>
        <View className="col g12">
          <Field
            label="想好了，就输入“注销”两个字"
            error={wrong ? '请输入“注销”两个字' : failed?.field === 'confirm' ? failed.message : null}
          >
            <Input value={typed} onChange={setTyped} label="输入注销两个字" tone={wrong ? 'error' : null} />
          </Field>
          {failed && failed.field !== 'confirm' && (
            <Note tone="late" alert title={failed.message}>
              {failed.hint}
            </Note>
          )}
          {Array.isArray(failed?.detail?.open) && <OpenMatters open={failed.detail.open as OpenMatter[]} />}
          <Btn block kind="danger" busy={cancel.isPending} onClick={() => void run()}>
            注销账号
          </Btn>
        </View>
      </Card>
    </>
  )
}

function happens({ enterprises, drafts, kept }: CancellationPreview): string[] {
  return [
    '你的名字、手机号和微信绑定马上删掉，所有手机和电脑上都退出登录。',
    ...(enterprises.length > 0 ? [`不再是这些企业能办事的人：${enterprises.join('、')}。`] : []),
    ...(drafts > 0 ? [`${drafts} 份没提交的草稿删掉。`] : []),
    kept > 0
      ? `已经提交的 ${kept} 件办件，连同诉求和消息，是行政档案，按档案法和行政许可法保存；列表里显示“已注销用户”。`
      : '提过的诉求、发过的消息按规定保存，显示“已注销用户”。',
    '当时发出的文书和办件记录上的名字保持原样，只有能看那一件的人看得到。',
    '不能恢复。再用同一个微信登录，是一个新账号，看不到以前的东西。',
  ]
}

import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { publicUrl } from '@/platform/env'
import { printer } from '@/platform/printer'
import { COUNTY } from '@/shared/county'
import { toAppError } from '@/shared/errors'
import { ask } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { TextArea } from '@/shared/ui/TextArea'
import type { PrintedCode } from '../api'
import { useMoveCode } from '../hooks'
import { drawnCard, REASON_MAX, reasonProblem } from '../model'
import { printedLink } from '../sheet'
import { useCodeKind } from './use-code-kind'

interface Props {
  code: PrintedCode
  /** May stop codes and let them work again. */
  operator: boolean
}

/** One card large, as it is printed, and what can be done with it. */
export function CardView({ code, operator }: Props) {
  const { choice, pictures } = useCodeKind(code.state === 'active' ? [code.code] : [])
  const { svg, src } = drawnCard(code, { county: COUNTY, publicUrl }, pictures)
  const link = printedLink(code.code, publicUrl)
  const opens = pictures[code.code] ? '微信扫码进小程序' : `扫码打开 ${link}`
  const stopped = code.state === 'revoked'
  const desk = printer
  return (
    <View className="col g12">
      {stopped && (
        <Note tone="late" title="这个码停用了，扫它的人会看到原因">
          {code.revoked_reason}
        </Note>
      )}
      <Image
        className="codecard"
        src={src}
        mode="widthFix"
        ariaLabel={`${code.name}的卡片，短码 ${code.code}，${opens}`}
      />
      {!stopped && choice}
      <View className="t15 c2">
        {opens}；扫不了，在首页搜 {code.code} 也能到。
      </View>
      <View className="row wrap g8">
        <Btn icon="copy" onClick={() => void copyText(link)}>
          复制链接
        </Btn>
        {desk && (
          <Btn icon="download" onClick={() => desk.save(`${code.code} ${code.name}.svg`, svg)}>
            下载这张卡片
          </Btn>
        )}
      </View>
      {operator && <Switching key={code.code + code.state} code={code} />}
    </View>
  )
}

/** Stops a code, with a reason that whoever scans it reads; or lets it work again. */
function Switching({ code }: { code: PrintedCode }) {
  const move = useMoveCode()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const error = move.error ? toAppError(move.error) : null
  const problem = asked ? reasonProblem(reason) : null
  const restore = async () => {
    if (move.isPending) return
    const yes = await ask({
      title: `恢复 ${code.code}？`,
      content: '贴出去的卡片马上又能扫。',
      yes: '恢复',
      no: '不恢复',
    })
    if (yes) move.mutate({ code: code.code, move: 'restore' })
  }
  const revoke = () => {
    setAsked(true)
    if (reasonProblem(reason) || move.isPending) return
    move.mutate({ code: code.code, move: 'revoke', reason: reason.trim() })
  }
  return (
    <View className="panel col g12">
      <View className="b">管理</View>
      {error && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      {code.state === 'revoked' ? (
        <Btn icon="retry" busy={move.isPending} onClick={() => void restore()}>
          恢复使用
        </Btn>
      ) : open ? (
        <>
          <Field label="为什么停用" hint="扫到这张卡的人会看到，写清该怎么办" error={problem}>
            <TextArea
              label="为什么停用"
              placeholder="比如：卡片印错了部门，请扫新的卡"
              value={reason}
              maxLength={REASON_MAX}
              tone={problem ? 'error' : null}
              onChange={setReason}
            />
          </Field>
          <View className="row wrap g8">
            <Btn kind="danger" busy={move.isPending} onClick={revoke}>
              停用 {code.code}
            </Btn>
            <Btn kind="quiet" onClick={() => setOpen(false)}>
              先不停
            </Btn>
          </View>
        </>
      ) : (
        <>
          <View className="t15 c2">卡片丢了、印错了，可以停用。事项还在，搜索照样能到。</View>
          <Btn kind="danger" onClick={() => setOpen(true)}>
            停用这个码
          </Btn>
        </>
      )}
    </View>
  )
}

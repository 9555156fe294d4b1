import { Image, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { openFile } from '@/platform/files'
import { addressOf, useSignedUrls } from '@/platform/use-signed-urls'
import type { HeldContent } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Tag } from '@/shared/ui/Tag'
import { TextArea } from '@/shared/ui/TextArea'
import { pastWords } from '@/shared/words/dates'
import { useDecide } from '../hooks'
import {
  decidedWords,
  REASON_MAX,
  reasonProblem,
  sightWords,
  subjectWords,
  tagOf,
  whoseWords,
} from '../model'

interface Props {
  item: HeldContent
  onDecided: () => void
}

/** One piece to be looked at: what was written, why WeChat stopped at it, who sees it now, and the decision. */
export function HeldView({ item, onDecided }: Props) {
  const tag = tagOf(item)
  const decided = decidedWords(item, Date.now())
  return (
    <View className="col g12">
      <View className="row g8 wrap">
        <Tag tone={tag.tone}>{tag.word}</Tag>
        <Text className="b">{subjectWords(item)}</Text>
      </View>
      <View className="t15 c2">{whoseWords(item)}</View>
      <View className="t15 c2">{`${pastWords(item.written_at, Date.now())} 写的，微信提示：${item.risk}`}</View>
      <View className="panel">
        {item.title && <View className="b pre">{item.title}</View>}
        {item.words && (
          <View className="pre">
            <Text userSelect>{item.words}</Text>
          </View>
        )}
        {item.file && <Picture file={item.file} />}
        {!item.title && !item.words && !item.file && <View className="c2">内容已经不在了</View>}
      </View>
      <View className="t15 c2">{sightWords(item)}</View>
      {decided && (
        <Note tone={item.state === 'released' ? 'done' : 'neutral'} title={decided}>
          {item.decision?.reason}
        </Note>
      )}
      {item.state !== 'released' && <Deciding key={item.id + item.state} item={item} onDecided={onDecided} />}
    </View>
  )
}

/** Covered until one taps: it may be what nobody wants on the screen while somebody stands behind. */
function Picture({ file }: { file: NonNullable<HeldContent['file']> }) {
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const urls = useSignedUrls(shown ? [file] : [])
  const url = urls[file.path]
  const open = async () => {
    setProblem(null)
    try {
      await openFile({ url: await addressOf(file), name: file.name, mime: file.mime })
    } catch (thrown) {
      const error = toAppError(thrown)
      setProblem([`「${file.name}」没打开`, error.message, error.hint].filter(Boolean).join('。'))
    }
  }
  return (
    <View className="col g8">
      {shown && url ? (
        <View {...pressable(() => void open(), { role: 'button', label: `看大图 ${file.name}` })}>
          <Image className="held__picture" src={url} mode="aspectFit" />
        </View>
      ) : (
        <Btn icon="eye" busy={shown} onClick={() => setShown(true)}>
          显示图片
        </Btn>
      )}
      <View className="t13 c2">{file.name}</View>
      {problem && (
        <Note tone="late" alert>
          {problem}
        </Note>
      )}
    </View>
  )
}

function Deciding({ item, onDecided }: Props) {
  const decide = useDecide()
  const [keeping, setKeeping] = useState(false)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const error = decide.error ? toAppError(decide.error) : null
  const problem = asked ? reasonProblem(reason) : null
  const kept = item.state === 'kept'
  // What has arrived already is taken away again; nothing is left to let through.
  const no = item.hidden ? '不放行' : '撤下'
  const send = (decision: 'released' | 'kept') => {
    if (decide.isPending) return
    if (decision === 'kept') {
      setAsked(true)
      if (reasonProblem(reason)) return
    }
    decide.mutate(
      { id: item.id, decision, reason: decision === 'kept' ? reason : '' },
      { onSuccess: onDecided },
    )
  }
  return (
    <View className="col g12">
      {error && (
        <Note tone="late" title={error.message} alert>
          {error.hint}
        </Note>
      )}
      {keeping ? (
        <>
          <Field label={`为什么${no}`} hint="写给作者看，说清可以怎么改" error={problem}>
            <TextArea
              label={`为什么${no}`}
              placeholder="比如：有骂人的话，换个说法再发"
              value={reason}
              maxLength={REASON_MAX}
              tone={problem ? 'error' : null}
              onChange={setReason}
            />
          </Field>
          <View className="row wrap g8">
            <Btn kind="danger" busy={decide.isPending} onClick={() => send('kept')}>
              {`${no}，告诉作者`}
            </Btn>
            <Btn kind="quiet" onClick={() => setKeeping(false)}>
              再想想
            </Btn>
          </View>
        </>
      ) : (
        <View className="row wrap g8">
          <Btn kind="main" busy={decide.isPending} onClick={() => send('released')}>
            {item.hidden ? '放行' : '没有问题'}
          </Btn>
          {!kept && <Btn onClick={() => setKeeping(true)}>{no}</Btn>}
        </View>
      )}
    </View>
  )
}

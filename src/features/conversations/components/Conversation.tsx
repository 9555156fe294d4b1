import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { openFile, previewImages } from '@/platform/files'
import { useOutbox, useOutboxView } from '@/platform/outbox/my-outbox'
import { addressOf, useSignedUrls } from '@/platform/use-signed-urls'
import type { Me, Message } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { useOnline } from '@/shared/online'
import { Note } from '@/shared/ui/Note'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useMarkRead, useOlder, useTellTyping, useThread } from '../hooks'
import { runsOf, standInWords, type Thread } from '../model'
import { pendingIn } from '../pending'
import { useSend } from '../use-send'
import { Composer } from './Composer'
import { PendingView } from './PendingView'
import { anchorOf, RunView } from './RunView'
import { SendSheet } from './SendSheet'
import { ThreadScroll } from './ThreadScroll'

interface Props {
  id: string
  me: Me
  /** The enterprise's, when it is known before the thread is: the side depends on it. */
  enterpriseId: string | null
  /** Above the talk once one has written: how one wants to hear of the answer. */
  afterFirst?: ReactNode
}

let opened = 0
/** Pages stay in the document under the ones above them: each conversation on the stack names its own anchors. */
const nextName = () => {
  opened += 1
  return `talk${opened}`
}

type FileOf = NonNullable<Message['file']>

/** One conversation: what was said, what still waits on this device, and the line to write in. */
export function Conversation({ id, me, enterpriseId, afterFirst }: Props) {
  const thread = useThread(id)
  const older = useOlder(id)
  const outbox = useOutbox()
  const box = useOutboxView(outbox)
  const send = useSend(id)
  const tellTyping = useTellTyping(id, { id: me.id, name: me.staff?.display_name ?? me.name })
  const [sheet, setSheet] = useState(false)
  const [name] = useState(nextName)
  const [problem, setProblem] = useState<string | null>(null)
  const online = useOnline()
  useMarkRead(id, thread.data)

  const enterprise = thread.data?.conversation.enterprise_id ?? enterpriseId
  const member = me.enterprises.some((each) => each.id === enterprise && each.state === 'active')
  const side: Message['side'] = member ? 'enterprise' : 'officer'
  const pending = pendingIn(box, id).filter(
    (entry) => !thread.data?.messages.some((message) => message.id === entry.id),
  )
  const pictures = useSignedUrls(picturesOf(thread.data))
  const first = thread.data?.messages[0]
  const last = thread.data?.messages[thread.data.messages.length - 1]
  const lastPending = pending[pending.length - 1]

  const open = async (file: FileOf) => {
    setProblem(null)
    try {
      const url = await addressOf(file)
      if (file.mime.startsWith('image/')) await previewImages([url], 0)
      else await openFile({ url, name: file.name, mime: file.mime })
    } catch (thrown) {
      const error = toAppError(thrown)
      setProblem([`「${file.name}」没打开`, error.message, error.hint].filter(Boolean).join('。'))
    }
  }
  /** Not this person's (any more): nothing to write to. */
  const foreign = !thread.data && thread.error !== null && toAppError(thread.error).code === 'BB004'
  const words = standInWords(thread.data?.conversation.officer ?? null, side)

  return (
    <View className="talk">
      {words && (
        <View className="talk__note">
          <Note icon="clock">{words}</Note>
        </View>
      )}
      {afterFirst && thread.data?.messages.some(({ sender_id }) => sender_id === me.id) && (
        <View className="talk__note">{afterFirst}</View>
      )}
      <ThreadScroll
        begin={first?.id ?? ''}
        end={thread.data ? `${last?.id ?? 'empty'} ${lastPending?.id ?? ''}` : (lastPending?.id ?? '')}
        own={Boolean(lastPending) || last?.sender_id === me.id}
        more={thread.data?.more ?? false}
        loadingOlder={older.isPending}
        olderFailed={older.isError}
        name={name}
        oldest={first ? anchorOf(name, first.seq) : null}
        onOlder={() => first && older.mutate(first.seq)}
      >
        <QueryView
          query={thread}
          skeleton={<Skeleton kind="card" rows={3} />}
          safe="消息没打开，之前说的都在"
        >
          {(data) => (
            <>
              {data.messages.length === 0 && pending.length === 0 && (
                <View className="when">{firstWords(data, side)}</View>
              )}
              {runsOf(data.messages, me.id, Date.now()).map((run) => (
                <RunView
                  key={run.key}
                  anchors={name}
                  run={run}
                  side={side}
                  named={
                    !run.mine && (side === 'officer' || run.name !== data.conversation.officer?.display_name)
                  }
                  readSeq={data.other_read_seq}
                  now={Date.now()}
                  pictures={pictures}
                  onOpenFile={(file) => void open(file)}
                />
              ))}
            </>
          )}
        </QueryView>
        {pending.map((entry) => (
          <PendingView
            key={entry.id}
            entry={entry}
            side={side}
            percent={box.going.get(entry.id)}
            online={online}
            onRetry={() => outbox?.retry(entry.id)}
            onDiscard={() => outbox?.discard(entry.id) ?? true}
          />
        ))}
      </ThreadScroll>
      {!foreign && (
        <Composer
          conversationId={id}
          onSend={send.text}
          onMore={() => setSheet(true)}
          onTyping={tellTyping}
          wrong={send.textWrong}
          problem={send.problem ?? problem}
          onClearProblem={() => {
            send.clear()
            setProblem(null)
          }}
        />
      )}
      <SendSheet
        open={sheet}
        enterpriseId={enterprise}
        side={side}
        onClose={() => setSheet(false)}
        onFiles={(source) => void send.files(source)}
        onApplication={send.application}
      />
    </View>
  )
}

const picturesOf = (thread: Thread | undefined) =>
  (thread?.messages ?? []).flatMap(({ kind, file }) => (kind === 'image' && file ? [file] : []))

function firstWords(thread: Thread, side: Message['side']): string {
  if (side === 'officer') return '还没有说过话。可以先打个招呼，说说你是谁、能帮什么。'
  const name = thread.conversation.officer?.display_name
  return name
    ? `有什么不清楚的，直接问${name}。照片、PDF、办件都能发。`
    : '专员还在分配，先把问题写下来，来了就能看到。'
}

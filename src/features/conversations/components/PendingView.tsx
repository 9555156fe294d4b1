import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { openFile, previewImages } from '@/platform/files'
import { readKeptFile } from '@/platform/kept-files'
import type { Entry } from '@/platform/outbox/entry'
import type { Message } from '@/shared/contract'
import { MIME } from '@/shared/file-kind'
import { Msg } from '@/shared/ui/Bubble'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import type { PendingMessage } from '../message-kind'
import { waitingWords } from '../waiting-words'
import { MessageBody } from './MessageBody'

/** The picture of a message that is only on this device. */
function useKeptPicture({ id, body: { file } }: Entry<PendingMessage>): string | undefined {
  const [path, setPath] = useState<string>()
  useEffect(() => {
    let gone = false
    if (file && file.kind !== 'pdf') {
      void readKeptFile(id, file).then((kept) => {
        if (kept && !gone) setPath(kept.path)
      })
    }
    return () => {
      gone = true
    }
  }, [id, file])
  return path
}

interface Props {
  entry: Entry<PendingMessage>
  side: Message['side']
  /** Of its file; undefined while it is not on its way. */
  percent: number | null | undefined
  online: boolean
  onRetry: () => void
  /** False when it is on its way and cannot be called back. */
  onDiscard: () => boolean
}

/** A message that the server does not have yet: its text and file are kept, and can be sent again. */
export function PendingView({ entry, side, percent, online, onRetry, onDiscard }: Props) {
  const { file } = entry.body
  const sending = percent !== undefined
  const picture = useKeptPicture(entry)
  const open = async () => {
    if (picture) return previewImages([picture], 0)
    const kept = file && (await readKeptFile(entry.id, file))
    if (kept?.kind) await openFile({ url: kept.path, name: kept.name, mime: MIME[kept.kind] })
  }
  const discard = async () => {
    const { confirm } = await Taro.showModal({
      title: '删掉这条？',
      content: file ? `「${file.name}」还没发出，删了对方看不到。` : '这条还没发出，删了对方看不到。',
      confirmText: '删掉',
      cancelText: '留着',
    })
    if (confirm) onDiscard()
  }
  const stuck = !sending && (entry.problem !== null || entry.state === 'refused')
  return (
    <Msg mine>
      <View className="msg__one">
        <MessageBody content={entry.body} side={side} picture={picture} onOpenFile={() => void open()} />
      </View>
      <View className={stuck ? 'row top g4 t13 cr' : 't13 c2'}>
        {stuck && <Icon name="warn" size="xs" />}
        <View>{waitingWords(entry, percent, online)}</View>
      </View>
      <View className="row g16">
        {stuck && (
          <Link tight icon="retry" onClick={onRetry} label="重发这条消息">
            重发
          </Link>
        )}
        {!sending && (
          <Link tight onClick={() => void discard()} label="删掉这条没发出的消息">
            删掉
          </Link>
        )}
        {sending && file && percent !== 100 && (
          <Link tight onClick={() => onDiscard()} label="取消上传">
            取消
          </Link>
        )}
      </View>
    </Msg>
  )
}

import { Text, View } from '@tarojs/components'
import { Fragment } from 'react'
import type { Message } from '@/shared/contract'
import { Bubble, Msg } from '@/shared/ui/Bubble'
import { heldWords } from '@/shared/words/held'
import { type Run, sentWords } from '../model'
import { MessageBody } from './MessageBody'

/** The anchor that a scroll goes to. */
export const anchorOf = (name: string, seq: number) => `${name}-${seq}`

interface Props {
  run: Run
  /** Prefix of the anchors. */
  anchors: string
  side: Message['side']
  /** The name is said when it is not clear who speaks: colleagues, and everybody of an enterprise. */
  named: boolean
  readSeq: number
  now: number
  pictures: Record<string, string>
  onOpenFile: (file: NonNullable<Message['file']>) => void
}

/** Messages of one person in a row. */
export function RunView({ run, anchors, side, named, readSeq, now, pictures, onOpenFile }: Props) {
  return (
    <>
      {run.when && <View className="when">{run.when}</View>}
      <Msg mine={run.mine} name={run.name}>
        {named && <View className="t13 c2">{run.name}</View>}
        {run.messages.map((message, at) => {
          const last = at === run.messages.length - 1
          const { file, held } = message
          // Said instead of 已送到: the other side does not see it.
          const state = held?.mine
            ? heldWords(held)
            : run.mine
              ? sentWords(message, last, readSeq, now)
              : null
          return (
            <Fragment key={message.id}>
              <View id={anchorOf(anchors, message.seq)} className="msg__one">
                {held && !held.mine ? (
                  <Bubble>
                    <Text className="c2">{heldWords(held)}</Text>
                  </Bubble>
                ) : (
                  <MessageBody
                    content={message}
                    side={side}
                    picture={file ? pictures[file.path] : undefined}
                    onOpenFile={() => file && onOpenFile(file)}
                  />
                )}
              </View>
              {state && <View className="t13 c2">{state}</View>}
            </Fragment>
          )
        })}
      </Msg>
    </>
  )
}

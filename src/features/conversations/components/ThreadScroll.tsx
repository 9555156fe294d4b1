import { ScrollView, View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Btn } from '@/shared/ui/Btn'
import { Link } from '@/shared/ui/Link'

interface Props {
  children: ReactNode
  /** Prefix of the anchors: pages below this one in the stack have theirs. */
  name: string
  /** Changes when something was added at the beginning. */
  begin: string
  /** Changes when something was added at the end; the view follows when it stood there. */
  end: string
  /** The end was added by this person: the view goes there in any case. */
  own: boolean
  /** Older messages exist. */
  more: boolean
  loadingOlder: boolean
  olderFailed: boolean
  /** The anchor of the oldest message, to stay at when older ones come above it. */
  oldest: string | null
  /** Reads the older page. */
  onOlder: () => void
}

/** Two places at the end: going from one to the other scrolls again, going to the same one would not. */
const ENDS = ['a', 'b'] as const

/** The messages, standing at the end; older ones come when one scrolls up, without the text jumping away. */
export function ThreadScroll(props: Props) {
  const { children, name, begin, end, own, more, loadingOlder, olderFailed, oldest, onOlder } = props
  // Only scrollIntoView: on H5 Taro sets scrollTop again with every render, which would tear the reader away.
  const [anchor, setAnchor] = useState(`${name}-${ENDS[0]}`)
  const [behind, setBehind] = useState(false)
  const atEnd = useRef(true)
  const lastTop = useRef(0)
  const stayAt = useRef<string | null>(null)

  const toEnd = () => {
    atEnd.current = true
    setBehind(false)
    setAnchor((before) => `${name}-${before === `${name}-${ENDS[0]}` ? ENDS[1] : ENDS[0]}`)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was added moves the view.
  useEffect(() => {
    if (end === '') return
    if (atEnd.current || own) toEnd()
    else setBehind(true)
  }, [end])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only once the older ones are there.
  useEffect(() => {
    if (stayAt.current) setAnchor(stayAt.current)
    stayAt.current = null
  }, [begin])

  const older = () => {
    if (!more || loadingOlder) return
    stayAt.current = oldest
    onOlder()
  }

  return (
    <View className="talk__view">
      <ScrollView
        className="talk__scroll"
        scrollY
        scrollIntoView={anchor}
        scrollIntoViewAlignment="start"
        upperThreshold={60}
        lowerThreshold={80}
        onScrollToUpper={older}
        onScrollToLower={() => {
          atEnd.current = true
          setBehind(false)
        }}
        onScroll={(event) => {
          const now = event.detail.scrollTop
          if (now < lastTop.current - 4) atEnd.current = false
          lastTop.current = now
        }}
      >
        <View className="chat talk__in">
          {more && (
            <View className="center">
              <Link onClick={older}>
                {loadingOlder ? '正在取更早的…' : olderFailed ? '更早的没取到，再试一次' : '看更早的消息'}
              </Link>
            </View>
          )}
          {children}
        </View>
        {ENDS.map((place) => (
          <View key={place} id={`${name}-${place}`} className="talk__end" />
        ))}
      </ScrollView>
      {behind && (
        <Btn kind="line" small icon="down" className="talk__new" onClick={toEnd}>
          有新消息
        </Btn>
      )}
    </View>
  )
}

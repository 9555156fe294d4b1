import { Image, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Avatar } from './Avatar'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import { Link } from './Link'
import { Tag, type Tone } from './Tag'

interface MsgProps {
  mine: boolean
  /** Name of the other side, for the avatar. */
  name?: string
  /** 已读; 10:46 已送到; 没发出. */
  state?: ReactNode
  children: ReactNode
}

/** One message of a conversation: mine at the right, theirs at the left with an avatar. */
export function Msg({ mine, name, state, children }: MsgProps) {
  return (
    <View className={cx('msg', mine && 'msg--me')}>
      {!mine && <Avatar name={name ?? ''} small />}
      <View className="msg__b">
        {children}
        {state && <View className="t13 c2">{state}</View>}
      </View>
    </View>
  )
}

/** Text as it was written, line breaks kept. */
export function Bubble({ children }: { children: ReactNode }) {
  return <View className="bub">{children}</View>
}

interface ImageProps {
  /** Signed address of a small picture; without it a place holder stands. */
  src?: string
  label: string
  onClick: () => void
  caption?: string
}

/** A picture in a conversation. */
export function ImageBubble({ src, label, onClick, caption }: ImageProps) {
  return (
    <View
      className="bub bub--card bub--image"
      {...pressable(onClick, { role: 'button', label: `看图片 ${label}` })}
    >
      <View className="bub__pic">
        {src ? <Image className="bub__img" src={src} mode="aspectFit" lazyLoad /> : <Icon name="image" />}
      </View>
      {caption && <View className="t13 c2 mt4">{caption}</View>}
    </View>
  )
}

interface FileProps {
  name: string
  /** 186 KB. */
  detail: string
  onClick: () => void
}

/** A file in a conversation. */
export function FileBubble({ name, detail, onClick }: FileProps) {
  return (
    <View className="bub bub--card">
      <View className="row g12">
        <View className="mat__ic">
          <Icon name="file" />
        </View>
        <View className="f1">
          <View className="t15 b">{name}</View>
          <View className="t13 c2">{detail}</View>
        </View>
        <Link end onClick={onClick} label={`打开 ${name}`}>
          打开
        </Link>
      </View>
    </View>
  )
}

interface ApplicationProps {
  title: string
  tag: string
  tone: Tone
  number?: string | null
  line?: string
  action: string
  onClick: () => void
}

/** An application in a conversation: leads back to the task. */
export function ApplicationBubble({ title, tag, tone, number, line, action, onClick }: ApplicationProps) {
  return (
    <View className="bub bub--card">
      <View className="row between g8">
        <Tag tone={tone}>{tag}</Tag>
        {number && <View className="t13 c2 nw">{number}</View>}
      </View>
      <View className="h mt8">{title}</View>
      {line && <View className="t15 c2 mt4">{line}</View>}
      <View className="hr hr--12" />
      <Link className="bub__go" chevron onClick={onClick} label={`${action} ${title}`}>
        <View className="f1">{action}</View>
      </Link>
    </View>
  )
}

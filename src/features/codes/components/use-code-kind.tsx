import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Note } from '@/shared/ui/Note'
import { Seg } from '@/shared/ui/Seg'
import { useCodePictures } from '../hooks'
import { type CodeKind, missingWords } from '../pictures'

const CHOICES = [
  { key: 'link', text: '普通二维码', tone: 'on' },
  { key: 'wechat', text: '小程序码', tone: 'on' },
] as const

const NONE = {}

/** The choice between the two pictures of a card, and the pictures once they are there. */
export function useCodeKind(codes: readonly string[]): {
  choice: ReactNode
  pictures: Record<string, string | null>
} {
  const [kind, setKind] = useState<CodeKind>('link')
  const query = useCodePictures(codes, kind === 'wechat')
  const failed = query.error ? toAppError(query.error) : null
  const missing = kind === 'wechat' && query.data ? missingWords(query.data) : null
  return {
    pictures: (kind === 'wechat' && query.data?.pictures) || NONE,
    choice: (
      <View className="col g8">
        <Seg
          label="卡片上印哪种码"
          choices={CHOICES}
          value={kind}
          onChange={(key) => setKind(key as CodeKind)}
          even
        />
        <View className="t15 c2">
          {kind === 'link'
            ? '微信扫开小程序，别的软件扫开网页，贴在外面用它。'
            : '只有微信能扫，扫了直接进小程序。'}
        </View>
        {kind === 'wechat' && query.isPending && <View className="t15 c2">正在向微信要小程序码…</View>}
        {kind === 'wechat' && failed && (
          <Note tone="late" title={failed.message} alert>
            {failed.hint ?? '先用普通二维码，用微信扫一样能办。'}
          </Note>
        )}
        {missing && (
          <Note icon="info" title={missing.title}>
            {missing.advice}
          </Note>
        )}
      </View>
    ),
  }
}

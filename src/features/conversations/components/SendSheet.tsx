import { View } from '@tarojs/components'
import { useState } from 'react'
import { type MediaSource, mediaSources } from '@/platform/media'
import type { ApplicationSummary, Message } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { QueryView } from '@/shared/ui/QueryView'
import { Sheet } from '@/shared/ui/Sheet'
import { SourceSheet } from '@/shared/ui/SourceSheet'
import { Tag } from '@/shared/ui/Tag'
import { Void } from '@/shared/ui/Void'
import { useSendable } from '../hooks'
import { cardWords } from '../model'

interface Props {
  open: boolean
  enterpriseId: string | null
  side: Message['side']
  onClose: () => void
  onFiles: (source: MediaSource) => void
  onApplication: (application: ApplicationSummary) => void
}

/** What can be sent beside words: a picture, a file, an application. */
export function SendSheet({ open, enterpriseId, side, onClose, onFiles, onApplication }: Props) {
  const [choosing, setChoosing] = useState(false)
  const sendable = useSendable(enterpriseId ?? '', choosing && enterpriseId !== null)
  const words = side === 'officer' ? '这家企业正在办的' : '让专员直接看到这一件'
  return (
    <>
      <SourceSheet
        open={open}
        title="发图片、文件、办件"
        sources={mediaSources}
        onPick={onFiles}
        onClose={onClose}
        note={<View className="t15 c2">收 JPG、PNG、PDF，一件最大 20 MB。</View>}
      >
        {enterpriseId && (
          <Cell
            icon="doc"
            title="办件"
            sub={words}
            onClick={() => {
              onClose()
              setChoosing(true)
            }}
          />
        )}
      </SourceSheet>
      <Sheet open={choosing} title="发哪一件" onClose={() => setChoosing(false)}>
        <QueryView
          query={sendable}
          isEmpty={(list) => list.length === 0}
          empty={
            <Card>
              <Void title="没有正在办的件" sub="扫码或搜事项开始办，之后就能发给对方看" />
            </Card>
          }
        >
          {(list) => (
            <Card flush>
              {list.map((application) => {
                const { tag, tone } = cardWords(application.state, side)
                return (
                  <Cell
                    key={application.id}
                    title={application.item_name}
                    sub={application.number ?? '还没有编号'}
                    value={<Tag tone={tone}>{tag}</Tag>}
                    label={`发 ${application.item_name}，${tag}`}
                    onClick={() => {
                      setChoosing(false)
                      onApplication(application)
                    }}
                  />
                )
              })}
            </Card>
          )}
        </QueryView>
      </Sheet>
    </>
  )
}

import { Card } from './Card'
import { Cell } from './Cell'
import type { IconName } from './icon-names'
import { Sheet } from './Sheet'

type Source = 'camera' | 'album' | 'chat'
const ICON: Record<Source, IconName> = { camera: 'camera', album: 'image', chat: 'file' }

interface Props {
  open: boolean
  /** 上传「操作流程图」. */
  title: string
  sources: readonly { source: Source; title: string; sub: string }[]
  onPick: (source: Source) => void
  onClose: () => void
}

/** Where a file comes from: 拍照, 相册, 微信聊天文件. */
export function SourceSheet({ open, title, sources, onPick, onClose }: Props) {
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <Card flush>
        {sources.map(({ source, title: name, sub }) => (
          <Cell
            key={source}
            icon={ICON[source]}
            title={name}
            sub={sub}
            onClick={() => onPick(source)}
            label={name}
          />
        ))}
      </Card>
    </Sheet>
  )
}

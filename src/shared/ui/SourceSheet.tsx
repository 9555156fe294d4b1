import type { ReactNode } from 'react'
import { Card } from './Card'
import { Cell } from './Cell'
import type { IconName } from './icon-names'
import { Sheet } from './Sheet'

interface Source<S extends string> {
  source: S
  title: string
  sub: string
}

const ICONS: Record<string, IconName> = { camera: 'camera', album: 'image', chat: 'file' }

interface Props<S extends string> {
  open: boolean
  title: string
  /** `mediaSources` of src/platform/media. */
  sources: readonly Source<S>[]
  onPick: (source: S) => void
  onClose: () => void
  /** What is taken here: JPG、PNG、PDF，单件最大 20 MB. */
  note?: ReactNode
  /** More rows below the sources. */
  children?: ReactNode
}

/** Where a file comes from: camera, album, chat or device. */
export function SourceSheet<S extends string>(props: Props<S>) {
  const { open, title, sources, onPick, onClose, note, children } = props
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <Card flush>
        {sources.map(({ source, title: word, sub }) => (
          <Cell
            key={source}
            icon={ICONS[source]}
            title={word}
            sub={sub}
            onClick={() => {
              onClose()
              onPick(source)
            }}
          />
        ))}
        {children}
      </Card>
      {note}
    </Sheet>
  )
}

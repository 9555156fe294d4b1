import { Text } from '@tarojs/components'
import type { Message } from '@/shared/contract'
import { fileSize } from '@/shared/file-kind'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { ApplicationBubble, Bubble, FileBubble, ImageBubble } from '@/shared/ui/Bubble'
import { cardWords } from '../model'

/** Where the card of an application leads: the owner to the next step, staff to the review. */
function openApplication(application: NonNullable<Message['application']>, side: Message['side']): void {
  const { id, state } = application
  if (side === 'officer') go(state === 'draft' ? routes.preCheck(id) : routes.review(id))
  else if (state === 'draft') go(routes.form(id))
  else if (state === 'correcting') go(routes.correction(id))
  else if (state === 'issued') go(routes.result(id))
  else go(routes.timeline(id))
}

/** Everything but the letters of a name's end: 布局图草稿 of 布局图草稿.jpg. */
const withoutEnd = (name: string) => name.replace(/\.[A-Za-z0-9]{2,5}$/, '')

interface Props {
  /** A message, or what will be one. */
  content: Pick<Message, 'kind' | 'body' | 'application'> & { file: { name: string; size: number } | null }
  /** Who looks at it: decides what the card says and where it leads. */
  side: Message['side']
  /** Address of the picture, once there is one. */
  picture?: string
  onOpenFile: () => void
}

/** The inside of a message: text as it was typed, a picture, a file, or an application. */
export function MessageBody({ content, side, picture, onOpenFile }: Props) {
  const { kind, body, file, application } = content
  if (kind === 'image' && file) {
    return (
      <ImageBubble src={picture} label={file.name} caption={withoutEnd(file.name)} onClick={onOpenFile} />
    )
  }
  if (kind === 'file' && file)
    return <FileBubble name={file.name} detail={fileSize(file.size)} onClick={onOpenFile} />
  if (kind === 'application') {
    if (!application) return <Bubble>这件办件已经删了</Bubble>
    const words = cardWords(application.state, side)
    return (
      <ApplicationBubble
        title={application.item_name}
        tag={words.tag}
        tone={words.tone}
        number={application.number}
        action={words.action}
        onClick={() => openApplication(application, side)}
      />
    )
  }
  return (
    <Bubble>
      <Text userSelect>{body}</Text>
    </Bubble>
  )
}

import { Button } from '@nutui/nutui-react-taro'
import type { ReactNode } from 'react'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

interface Props {
  children: ReactNode
  onClick?: () => void
  /** main: blue, one a screen. line: blue outline. plain: grey outline. quiet: words only. danger: red outline. */
  kind?: 'main' | 'line' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  /** Full width of its parent. */
  block?: boolean
  /** Takes the remaining width of a row. */
  grow?: boolean
  /** 15 px type, for a button inside a row. */
  small?: boolean
  /** Icon above a small word, at the left of a foot (问专员). */
  stack?: boolean
  /** Under way: shows a spinner and takes no second tap. */
  busy?: boolean
  /** Read aloud instead of the words, when they need their context (取消上传布局图). */
  label?: string
  /** WeChat abilities that only a button has; ignored on H5. */
  openType?: 'getPhoneNumber' | 'share' | 'agreePrivacyAuthorization' | 'openSetting'
  /** What WeChat answered to such a button: a code, settings, an error. */
  onOpen?: (detail: unknown) => void
  id?: string
  className?: string
}

/** Each of WeChat's abilities tells its outcome by an event of its own. */
function told(openType: NonNullable<Props['openType']>, onOpen: (detail: unknown) => void) {
  const tell = (event: { detail: unknown }) => onOpen(event.detail)
  if (openType === 'getPhoneNumber') return { onGetPhoneNumber: tell }
  if (openType === 'agreePrivacyAuthorization') return { onAgreePrivacyAuthorization: tell }
  return openType === 'openSetting' ? { onOpenSetting: tell } : {}
}

/** A button. It is never disabled: when something is missing it says what, and goes there. */
export function Btn(props: Props) {
  const {
    children,
    onClick,
    kind = 'plain',
    icon,
    block,
    grow,
    small,
    stack,
    busy,
    label,
    openType,
    onOpen,
    id,
  } = props
  const classes = cx(
    'btn',
    kind !== 'plain' && `btn--${kind}`,
    block && 'btn--block',
    grow && 'btn--grow',
    small && 'btn--small',
    stack && 'btn--stack',
    props.className,
  )
  return (
    <Button
      className={classes}
      id={id}
      fill="none"
      shape="square"
      loading={busy}
      openType={openType}
      {...(openType && onOpen && told(openType, onOpen))}
      icon={icon ? <Icon name={icon} size={stack ? undefined : 's'} /> : undefined}
      {...pressable(() => !busy && onClick?.(), { role: 'button', label })}
    >
      {children}
    </Button>
  )
}

import type { ReactNode } from 'react'
import { toAppError } from '../errors'
import { Btn } from './Btn'
import { goBack } from './NavBar'
import { Void } from './Void'

interface Props {
  error: unknown
  onRetry?: () => void
  /** First what is safe: 进度没打开，你的办件没有问题. Else the error's own sentence. */
  safe?: string
  /** A second way out: 问李专员. */
  children?: ReactNode
}

/** Something did not open: what is safe, what to do, the code to quote. */
export function ErrorState({ error, onRetry, safe, children }: Props) {
  const { code, message, hint } = toAppError(error)
  // Nothing to be safe about, and asking again brings the same.
  const lost = code === 'BB004'
  const quote = /^BB\d+$/.test(code) && !lost ? `。再试还不行，把编号 ${code} 告诉专员` : ''
  const first = lost ? undefined : safe
  const detail = first ? [message, hint].filter(Boolean).join('。') : (hint ?? '')
  return (
    <Void
      icon={code === 'offline' ? 'offline' : 'warn'}
      title={first ?? message}
      sub={`${detail.replace(/。$/, '')}${quote}`}
    >
      {lost && (
        <Btn kind="line" onClick={goBack}>
          返回
        </Btn>
      )}
      {onRetry && !lost && (
        <Btn kind="line" icon="retry" onClick={onRetry}>
          再试一次
        </Btn>
      )}
      {children}
    </Void>
  )
}

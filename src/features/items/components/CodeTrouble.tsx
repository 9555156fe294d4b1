import { toAppError } from '@/shared/errors'
import { replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { ErrorState } from '@/shared/ui/ErrorState'
import { Void } from '@/shared/ui/Void'
import { scanToPage } from '../scan'

interface Props {
  error: unknown
  /** The code as it was read. */
  code: string | null
  onRetry: () => void
}

/** An unknown or revoked code: what it is, and the ways on. */
export function CodeTrouble({ error, code, onRetry }: Props) {
  const problem = toAppError(error)
  const { item_code: item, name } = problem.detail as { item_code?: string; name?: string }
  const ways = (
    <>
      {item && (
        <Btn kind="main" onClick={() => replace(routes.item(item))}>
          {`看「${name ?? item}」的指南`}
        </Btn>
      )}
      <Btn kind="line" icon="search" onClick={() => replace(routes.search())}>
        按名称搜索
      </Btn>
      <Btn icon="scan" onClick={() => void scanToPage()}>
        再扫一次
      </Btn>
    </>
  )
  if (problem.code === 'BB009') {
    return (
      <Void
        icon="warn"
        title={`这张卡停用了（${code}）`}
        sub={item ? '卡停用了，事项还能办，从下面进去就行' : problem.hint}
      >
        {ways}
      </Void>
    )
  }
  if (problem.code === 'BB008' || problem.code === 'BB022') {
    const title = problem.code === 'BB008' ? `没有 ${code} 这个码` : problem.message
    return (
      <Void icon="warn" title={title} sub={problem.hint}>
        {ways}
      </Void>
    )
  }
  return (
    <ErrorState error={problem} onRetry={onRetry}>
      {ways}
    </ErrorState>
  )
}

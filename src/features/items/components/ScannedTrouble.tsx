import { replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Void } from '@/shared/ui/Void'
import { scanToPage } from '../scan'
import type { ScannedWords } from '../scanned-words'

/** A code that is none of ours: what it is, and the ways on. */
export function ScannedTrouble({ title, sub, way }: ScannedWords) {
  return (
    <Void icon="warn" title={title} sub={sub}>
      {way && (
        <Btn kind="main" onClick={() => replace(way.url)}>
          {way.words}
        </Btn>
      )}
      <Btn kind="line" icon="search" onClick={() => replace(routes.search())}>
        按名称搜索
      </Btn>
      <Btn icon="scan" onClick={() => void scanToPage()}>
        再扫一次
      </Btn>
    </Void>
  )
}

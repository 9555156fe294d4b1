import { View } from '@tarojs/components'
import type { DocumentCheck } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Card } from '@/shared/ui/Card'
import { ErrorState } from '@/shared/ui/ErrorState'
import { Kv } from '@/shared/ui/Kv'
import { Tag } from '@/shared/ui/Tag'
import { Void } from '@/shared/ui/Void'

/** The county wrote this paper: which one it is, to hold against what one has in hand. */
export function GenuineCard({ found }: { found: DocumentCheck }) {
  return (
    <Card>
      <Tag tone="done" icon="check">
        查到了，是真的
      </Tag>
      <View className="t20 b mt8">{found.title}</View>
      <View className="mt8">
        <Kv label="文号">{found.number}</Kv>
        <Kv label="日期">{found.issued_on}</Kv>
        <Kv label="发文单位">{found.office}</Kv>
        <Kv label="事项">{found.item_name}</Kv>
      </View>
      <View className="hr hr--12" />
      <View className="t15 c2 mt12">
        把上面几项和手里的文书对一对，都一样才是这份。写给谁、写了什么这里不显示，保护当事人的信息。
      </View>
      <View className="t13 c2 mt8">内容指纹（SHA-256，应和文书下方印的一样）{found.fingerprint}</View>
    </Card>
  )
}

/** No such code, or no answer: said apart, since only the first says something about the paper. */
export function NotFound({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = toAppError(error)
  return (
    <Card>
      {problem.code === 'BB075' ? (
        <Void icon="warn" title="没有查到这份文书" sub={`不能当作真的。${problem.hint}`} />
      ) : (
        <ErrorState error={problem} safe="还没核对，不能说是真是假" onRetry={onRetry} />
      )}
    </Card>
  )
}

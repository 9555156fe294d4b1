import { View } from '@tarojs/components'
import type { AccessLogEntry } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { WithNumber } from '@/shared/ui/WithNumber'
import { pastWords } from '@/shared/words/dates'

/** Who saw which value whole, when, why, and in which application. */
export function AccessLogCard({ entries, now }: { entries: readonly AccessLogEntry[]; now: number }) {
  return (
    <Card flush>
      {entries.map(({ id, at, viewer, field_label, reason, item_name, application_id, number }) => (
        <Cell
          key={id}
          strong
          title={`${viewer}看了${field_label}`}
          sub={
            <>
              <View>{`原因：${reason}`}</View>
              <View>
                <WithNumber text={`${item_name}${number ? `，${number}` : ''}`} />
              </View>
              <View>{pastWords(at, now)}</View>
            </>
          }
          onClick={application_id ? () => go(routes.timeline(application_id)) : undefined}
        />
      ))}
    </Card>
  )
}

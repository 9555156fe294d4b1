import { View } from '@tarojs/components'
import { COLLECTED, NEVER_ASKED, PERMISSIONS, PRIVACY_USES } from '@/shared/privacy-uses'
import { Card } from '@/shared/ui/Card'

interface Row {
  what: string
  lines: readonly string[]
}

function Rows({ title, rows, after }: { title: string; rows: readonly Row[]; after?: string }) {
  return (
    <Card>
      <View className="h">{title}</View>
      <View className="col g12 mt8">
        {rows.map(({ what, lines }) => (
          <View key={what}>
            <View className="b">{what}</View>
            {lines.map((line) => (
              <View key={line} className="t15 c2">
                {line}
              </View>
            ))}
          </View>
        ))}
        {after && <View>{after}</View>}
      </View>
    </Card>
  )
}

/** What is collected and why, drawn from the one list that consents are given to. */
export function Collected() {
  return (
    <>
      <Rows
        title="存了什么，为了什么"
        rows={COLLECTED.map(({ what, why, choice }) => ({ what, lines: [`${why}。`, `${choice}。`] }))}
      />
      <Rows
        title="用手机上的什么"
        rows={PERMISSIONS.map(({ what, why }) => ({ what, lines: [`${why}。`] }))}
        after={`不取、不读：${NEVER_ASKED.join('、')}。`}
      />
      <Rows
        title="微信里先问你的"
        rows={PRIVACY_USES.map(({ what, why, otherwise }) => ({
          what,
          lines: [`${why}。`, `不同意：${otherwise}。`],
        }))}
      />
    </>
  )
}

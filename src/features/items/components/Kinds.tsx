import { Text, View } from '@tarojs/components'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { useLargeFont } from '@/shared/theme/large-font'
import { pressable } from '@/shared/ui/a11y'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Icon } from '@/shared/ui/Icon'
import { CATEGORIES } from '../categories'

const ALL = `全部 ${CATEGORIES.length} 类`

/** 按事找: a grid, or rows in large-font mode; the rest behind 全部. */
export function Kinds() {
  const [large] = useLargeFont()
  if (large) {
    return (
      <Card flush>
        {CATEGORIES.slice(0, 3).map((each) => (
          <Cell
            key={each.key}
            icon={each.icon}
            title={each.name}
            onClick={() => go(routes.search({ category: each.key }))}
          />
        ))}
        <Cell icon="doc" title={ALL} onClick={() => go(routes.search())} />
      </Card>
    )
  }
  const cells = [
    ...CATEGORIES.slice(0, 7).map((each) => ({ ...each, url: routes.search({ category: each.key }) })),
    { key: 'all', name: '全部事项', icon: 'doc' as const, url: routes.search() },
  ]
  return (
    <Card className="card--kinds">
      <View className="kinds">
        {cells.map((each) => (
          <View
            key={each.key}
            className="kinds__i"
            {...pressable(() => go(each.url), { role: 'button', label: each.name })}
          >
            <Icon name={each.icon} />
            <Text>{each.name}</Text>
          </View>
        ))}
      </View>
    </Card>
  )
}

import { View } from '@tarojs/components'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { pressable } from '@/shared/ui/a11y'
import { Icon } from '@/shared/ui/Icon'
import { Search } from '@/shared/ui/Search'
import { scanToPage } from '../scan'

/** The two ways to an item: scan its printed code, or search. */
export function Find() {
  return (
    <>
      <View
        className="scan"
        {...pressable(() => void scanToPage(), { role: 'button', label: '扫「码上办」码' })}
      >
        <View className="scan__ic">
          <Icon name="scan" />
        </View>
        <View className="f1">
          <View className="h">扫「码上办」码</View>
          <View className="t15 c2 hide-lf">门店、窗口、宣传页上都有</View>
        </View>
        <Icon name="right" size="s" className="c3" />
      </View>
      <Search text="搜事项，比如“开饭馆”" onClick={() => go(routes.search())} />
    </>
  )
}

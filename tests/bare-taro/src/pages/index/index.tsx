import { Text, View } from '@tarojs/components'

const CARDS = [0, 1, 2, 3]
const TABS = ['首页', '办件', '消息', '我的']

/** The first screen of the product's home page, as plain Taro writes it: a title, what is coming, four tabs. */
export default function IndexPage() {
  return (
    <View className="page">
      <View className="head">
        <View className="title">码上帮办</View>
        <View className="switch" onClick={() => {}}>
          <View className="icon" />
          <Text>大字</Text>
        </View>
      </View>
      <View className="body">
        {CARDS.map((card) => (
          <View className="card" key={card}>
            <View className="line" />
            <View className="line" />
            <View className="line" />
          </View>
        ))}
      </View>
      <View className="tabs">
        {TABS.map((tab) => (
          <View className="tab" key={tab} onClick={() => {}}>
            <View className="icon" />
            <Text>{tab}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}

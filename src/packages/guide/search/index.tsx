import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { CATEGORIES } from '@/features/items/categories'
import { ItemCells } from '@/features/items/components/ItemCells'
import { useItemSearch } from '@/features/items/hooks'
import { byCategory } from '@/features/items/model'
import { scanToPage } from '@/features/items/scan'
import type { ItemSummary } from '@/shared/contract'
import { go } from '@/shared/go'
import { itemCodeFrom } from '@/shared/item-code'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Chip } from '@/shared/ui/Chip'
import { Icon } from '@/shared/ui/Icon'
import { Input } from '@/shared/ui/Input'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'

/** WeChat hands parameters over encoded, the browser decoded; a lone % is then no code at all. */
function param(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function Results({ items, grouped }: { items: ItemSummary[]; grouped: boolean }) {
  if (!grouped) return <ItemCells items={items} />
  return (
    <>
      {byCategory(items).map((group) => (
        <View key={group.name} className="col g12">
          <Sec title={group.name} extra={<Text className="t15 c2">{`${group.items.length} 项`}</Text>} />
          <ItemCells items={group.items} />
        </View>
      ))}
    </>
  )
}

/** 搜事项: by name, everyday word, pinyin initials, code or category. */
export default function Search() {
  const { params } = useRouter()
  const [text, setText] = useState(() => param(params.q))
  const [category, setCategory] = useState<string | null>(() => param(params.category) || null)
  const found = useItemSearch(text, category)
  const typed = text.trim()
  const code = itemCodeFrom(typed)
  const empty = (
    <Card>
      <Void
        icon="search"
        title={`没搜到「${[...typed].slice(0, 20).join('')}」`}
        sub="换个平常的说法试试，比如“开饭馆”“理发店”；或者扫卡片上的码"
      >
        {category && <Btn onClick={() => setCategory(null)}>在全部事项里找</Btn>}
        <Btn kind="line" icon="scan" onClick={() => void scanToPage()}>
          扫码
        </Btn>
      </Void>
    </Card>
  )
  return (
    <Page title="搜事项">
      <Input
        value={text}
        onChange={setText}
        label="搜事项"
        placeholder="名称、说法、拼音首字母或码号"
        before={<Icon name="search" size="s" className="c3" />}
        confirmType="search"
        autoFocus={!category}
        maxLength={60}
        onConfirm={() => code && go(routes.code(code))}
      />
      <View className="chips">
        {CATEGORIES.map((each) => (
          <Chip
            key={each.key}
            text={each.name}
            on={category === each.key}
            onChange={(on) => setCategory(on ? each.key : null)}
          />
        ))}
      </View>
      <QueryView
        query={found}
        skeleton={<Skeleton rows={6} />}
        isEmpty={(items) => items.length === 0}
        empty={empty}
        safe="事项没搜出来"
      >
        {(items) => <Results items={items} grouped={typed === '' && !category} />}
      </QueryView>
    </Page>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import type { Material } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import { Sec } from '@/shared/ui/Sec'
import type { MaterialCut } from '../model'
import { paperWords } from '../model'
import { SampleSheet } from './SampleSheet'

interface RowProps {
  material: Material
  maybe?: boolean
  onSample: (material: Material) => void
}

function Row({ material, maybe, onSample }: RowProps) {
  const { blank_form: blank, name } = material
  const paper = paperWords(material)
  return (
    <View className="cell top">
      <View className="f1">
        <View className="h">
          {name}
          {maybe && <Text className="t15 c2 n">（需要的才交）</Text>}
        </View>
        <View className="t15 c2">{material.how_to}</View>
        {paper && <View className="t15 c2">{paper}</View>}
        <View className="row wrap g24 guide__links">
          <Link icon="eye" onClick={() => onSample(material)} label={`看${name}怎么准备`}>
            看样表
          </Link>
          {blank && (
            <Link icon="download" onClick={() => void copyText(blank)} label={`复制${name}的空白表链接`}>
              空白表链接
            </Link>
          )}
        </View>
      </View>
    </View>
  )
}

interface Props {
  cut: MaterialCut
  /** Questions that are still open: the list may grow. */
  open: number
}

/** What to bring, what is only for some, and what the county fetches by itself. */
export function Materials({ cut, open }: Props) {
  const [shown, setShown] = useState<Material | null>(null)
  const { bring, maybe, fetched, spared } = cut
  const title = bring.length > 0 ? `要交 ${bring.length} 件材料` : open > 0 ? '要交的材料' : '没有必交的材料'
  return (
    <View className="col g12">
      <Sec
        title={title}
        extra={
          open > 0 ? (
            <Text className="t15 c2">{bring.length > 0 ? '选完情形，可能还要加' : '选完情形就知道'}</Text>
          ) : (
            spared > 0 && <Text className="t15 cg b">{`少交 ${spared} 件`}</Text>
          )
        }
      />
      <Card flush>
        {bring.map((each) => (
          <Row key={each.id} material={each} onSample={setShown} />
        ))}
        {maybe.map((each) => (
          <Row key={each.id} material={each} maybe onSample={setShown} />
        ))}
        {fetched.length > 0 && (
          <Cell
            strong
            before={<Icon name="check" className="cg" />}
            title={`另 ${fetched.length} 件不用你交`}
            sub={fetched.map((each) => (
              <View key={each.id}>{`${each.name}${each.source_note ? `：${each.source_note}` : ''}`}</View>
            ))}
          />
        )}
      </Card>
      <SampleSheet material={shown} onClose={() => setShown(null)} />
    </View>
  )
}

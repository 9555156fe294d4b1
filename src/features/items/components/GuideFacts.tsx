import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ItemGuide } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Kv } from '@/shared/ui/Kv'
import { Sec } from '@/shared/ui/Sec'
import { basisWords, feeWords, procedureWords } from '../model'

/** Can I: the conditions of the item. */
export function Conditions({ conditions }: { conditions: readonly string[] }) {
  if (conditions.length === 0) return null
  return (
    <View className="col g12">
      <Sec title="你符合这些条件吗" />
      <Card className="col g8">
        {conditions.map((each) => (
          <View key={each} className="row top g8">
            <Icon name="check" size="s" className="cg mt2" />
            <View className="f1">{each}</View>
          </View>
        ))}
      </Card>
    </View>
  )
}

/** 三步办完, in the item's own words. */
export function Process({ process }: { process: ItemGuide['process'] }) {
  return (
    <View className="col g12">
      <Sec title={process.length === 3 ? '三步办完' : '怎么办'} />
      <Card className="col g12">
        {process.map((each, at) => (
          <View key={each.step} className="row top g12">
            <View className="guide__n">{at + 1}</View>
            <View className="f1">
              <View className="h">{each.step}</View>
              <View className="t15 c2">{each.detail}</View>
            </View>
          </View>
        ))}
      </Card>
    </View>
  )
}

const lines = (all: readonly string[]): ReactNode => all.map((each) => <View key={each}>{each}</View>)

/** Fee, result, basis, place, hours, whom to ask. */
export function Facts({ guide }: { guide: ItemGuide }) {
  const { result, place, visits } = guide
  return (
    <View className="col g12">
      <Sec title="收费、依据和结果" />
      <Card>
        <Kv label="收费">{lines(feeWords(guide.fee))}</Kv>
        <Kv label="结果">{`${result.name}${result.validity ? `，有效期 ${result.validity}` : ''}`}</Kv>
        {guide.legal_basis.length > 0 && <Kv label="设定依据">{lines(basisWords(guide.legal_basis))}</Kv>}
        {guide.special_procedures.length > 0 && (
          <Kv label="特别程序">{lines(guide.special_procedures.map(procedureWords))}</Kv>
        )}
        <Kv label="谁能办">{guide.audience.join('、')}</Kv>
        <Kv label="跑现场">{`${visits.count} 次${visits.reason ? `。${visits.reason}` : ''}`}</Kv>
        {place.address && <Kv label="办理地点">{place.address}</Kv>}
        {place.hours && <Kv label="办理时间">{place.hours}</Kv>}
        {place.phone && <Kv label="咨询电话">{place.phone}</Kv>}
        <Kv label="监督投诉">{`${place.complaint_phone || '12345'}，或“我的 › 投诉建议”`}</Kv>
      </Card>
    </View>
  )
}

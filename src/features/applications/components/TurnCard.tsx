import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Due } from '@/shared/ui/Due'
import { Tag } from '@/shared/ui/Tag'
import { stateWord } from '@/shared/words/application'
import { correctionDue, rowAddress } from '../row'

interface Props {
  detail: ApplicationDetail
  now: number
  onCorrect: () => void
  onResult: () => void
}

/** Until when the correction is awaited; nothing where the window set no day. */
export function CorrectionDue({ detail, now }: Pick<Props, 'detail' | 'now'>) {
  const due = correctionDue(detail, now)
  return due && <Due className="mt4" {...due} />
}

/** It is the person's turn: what to do, by when, and the one main button. Nothing when it is not. */
export function TurnCard({ detail, now, onCorrect, onResult }: Props) {
  if (detail.holder.name !== '你') return null
  const { word } = stateWord(detail)
  if (detail.state === 'correcting') {
    const titles = detail.correction_points.map((point, at) => `${at + 1}. ${point.title}`)
    return (
      <Card tone="wait">
        <Tag tone="wait">{word}</Tag>
        <View className="t20 b mt8">窗口要你补 {detail.correction_points.length} 处</View>
        <CorrectionDue detail={detail} now={now} />
        <View className="t15 c2 mt4 hide-lf">{titles.join('　')}</View>
        <Btn kind="main" block className="mt12" onClick={onCorrect}>
          去补正
        </Btn>
      </Card>
    )
  }
  if (detail.state === 'issued' && detail.result) {
    return (
      <Card tone="wait">
        <Tag tone="wait">{word}</Tag>
        <View className="t20 b mt8">{detail.result.name}办好了</View>
        <View className="t15 c2 mt4">打开看就算送达，随时能再看、再存。</View>
        <Btn kind="main" block className="mt12" onClick={onResult}>
          看结果
        </Btn>
      </Card>
    )
  }
  if (detail.state === 'draft') {
    return (
      <Card tone="wait">
        <Tag tone="wait">{word}</Tag>
        <View className="t20 b mt8">还没提交</View>
        {detail.pre_check_detail?.note && <View className="mt4 pre">{detail.pre_check_detail.note}</View>}
        <Btn kind="main" block className="mt12" onClick={() => go(rowAddress(detail))}>
          {detail.pre_check === null ? '接着填' : '核对一遍，去提交'}
        </Btn>
      </Card>
    )
  }
  return null
}

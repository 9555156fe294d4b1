import { Text, View } from '@tarojs/components'
import { copyText } from '@/platform/clipboard'
import type { ClientFault } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Kv } from '@/shared/ui/Kv'
import { Link } from '@/shared/ui/Link'
import { faultText, kindWords, timesWords, whereWords } from '../model'

/** One fault: what, where, how often; the places in the program, to be handed on. */
export function FaultCard({ fault, now }: { fault: ClientFault; now: number }) {
  return (
    <Card>
      <View className="b">{kindWords(fault)}</View>
      <View className="t15 c2 mt4">{timesWords(fault, now)}</View>
      <View className="mt8">
        <Kv label="哪里">{whereWords(fault)}</Kv>
        {fault.page && <Kv label="页面">{fault.page}</Kv>}
        <Kv label="原话">{fault.message}</Kv>
      </View>
      {fault.stack.length > 0 && (
        <View className="t13 c2 mt8 pre">
          <Text>{fault.stack.join('\n')}</Text>
        </View>
      )}
      <Link icon="copy" onClick={() => void copyText(faultText(fault))}>
        复制给维护人员
      </Link>
    </Card>
  )
}

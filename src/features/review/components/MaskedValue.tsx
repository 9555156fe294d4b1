import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Btn } from '@/shared/ui/Btn'
import { useReveal } from '../use-reveal'
import { RevealSheet } from './RevealSheet'

interface Props {
  application: string
  /** Field of the form, or applicant.phone. */
  field: string
  label: string
  masked: string
}

/** A covered number of a person, and the way to see it whole: with a reason, which the person can read. */
export function MaskedValue({ application, field, label, masked }: Props) {
  const [asking, setAsking] = useState(false)
  const reveal = useReveal(application, field)
  const whole = reveal.data?.value
  return (
    <View>
      <View className="row wrap g8">
        <Text className="num" selectable userSelect>
          {whole ?? masked}
        </Text>
        {!whole && (
          <Btn small kind="line" label={`查看完整的${label}`} onClick={() => setAsking(true)}>
            查看完整
          </Btn>
        )}
      </View>
      {whole && <View className="t15 c2">这次查看记下了，申请人能看到</View>}
      <RevealSheet
        open={asking && !whole}
        label={label}
        busy={reveal.isPending}
        error={reveal.error}
        onSend={(reason) => reveal.mutate(reason)}
        onClose={() => setAsking(false)}
      />
    </View>
  )
}

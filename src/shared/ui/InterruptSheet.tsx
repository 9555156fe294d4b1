import { View } from '@tarojs/components'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { answerInterrupt, useInterrupt } from '../interrupt'
import { Btn } from './Btn'
import { Link } from './Link'
import { Sheet } from './Sheet'

/** The page that is open draws the question that waits; those below it in WeChat's stack stay as they are. */
export function InterruptSheet() {
  const question = useInterrupt()
  const [shown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  if (!question || !shown) return null
  const { title, lines, link, yes, no } = question
  const answer = (agreed: boolean, detail?: unknown) => answerInterrupt(question, agreed, detail)
  return (
    <Sheet open title={title} onClose={() => answer(false)}>
      {lines.map((line) => (
        <View key={line}>{line}</View>
      ))}
      {link && <Link onClick={link.onTap}>{link.words}</Link>}
      <Btn
        kind="main"
        block
        id={yes.id}
        openType={yes.openType}
        // WeChat's own buttons tell their answer by an event of their own, after the tap.
        onClick={yes.openType ? undefined : () => answer(true)}
        onOpen={(detail) => answer(true, detail)}
      >
        {yes.words}
      </Btn>
      <Btn block onClick={() => answer(false)}>
        {no}
      </Btn>
    </Sheet>
  )
}

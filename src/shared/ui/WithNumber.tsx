import { View } from '@tarojs/components'

const NUMBER = /([A-Z]+-\d{6}-\d{4,})/

/** Text with application numbers (QX-260331-0047) in it, none of which is broken at a hyphen. */
export function WithNumber({ text }: { text: string }) {
  return (
    <>
      {text.split(NUMBER).map((part, at) =>
        at % 2 === 0 ? (
          part
        ) : (
          <View key={part} className="inline nw">
            {part}
          </View>
        ),
      )}
    </>
  )
}

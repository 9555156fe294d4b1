import { Text, View } from '@tarojs/components'
import { copyText } from '@/platform/clipboard'
import type { DocumentSection, OfficialDocument } from '@/shared/contract'
import { documentCodeShown } from '@/shared/document-code'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Foot } from '@/shared/ui/Foot'
import { Kv } from '@/shared/ui/Kv'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { WithNumber } from '@/shared/ui/WithNumber'
import type { PaperFile } from '../hooks'

/** A paper as it reads: heading and number, whom it addresses, what it says, who signs. Nothing is added to it. */
export function PaperView({ document: { content } }: { document: OfficialDocument }) {
  return (
    <Card className="letter">
      <View className="letter__head">
        <View className="t24 b">{content.title}</View>
        <View className="t15 c2 mt8">{content.number}</View>
      </View>
      <View className="mt16">{content.to}：</View>
      <View className="t15 c2">统一社会信用代码 {content.uscc}</View>
      {content.sections.map((section, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the paper is frozen, its parts never change places
        <Part key={at} section={section} />
      ))}
      <View className="letter__sign">
        <View>{content.seal}</View>
        <View>{content.day}</View>
      </View>
    </Card>
  )
}

function Part({ section: { title, text, facts, points } }: { section: DocumentSection }) {
  if (text === null && facts.length + points.length === 0) return null
  return (
    <View className="mt16">
      {title && <View className="h">{title}</View>}
      {text && (
        <View className="mt4 pre">
          <WithNumber text={text} />
        </View>
      )}
      {facts.length > 0 && (
        <View className="mt4">
          {facts.map(({ label, value }) => (
            <Kv key={label} label={label}>
              {value}
            </Kv>
          ))}
        </View>
      )}
      {points.map((point, at) => (
        <View key={point.title} className="mt8">
          <View className="b">{`${at + 1}. ${point.title}`}</View>
          {point.lines.map((line) => (
            <View key={line} className="mt4 c2 pre">
              {line}
            </View>
          ))}
        </View>
      ))}
    </View>
  )
}

/** How somebody else finds out that the paper is genuine. */
export function PaperCode({ document: { content, fingerprint } }: { document: OfficialDocument }) {
  const code = documentCodeShown(content.code)
  return (
    <Card>
      <View className="t15 c2">验证码，别人凭它核对真假，看不到你的信息</View>
      <View className="row between wrap">
        <Text className="t20 b nw">{code}</Text>
        <Link end onClick={() => void copyText(content.check_url)} label="复制核对这份文书的网址">
          复制网址
        </Link>
      </View>
      <View className="hr hr--12" />
      <View className="t13 c2 mt12">内容指纹（SHA-256）{fingerprint}</View>
    </Card>
  )
}

/** To open and to keep the PDF. */
export function PaperFoot({ file }: { file: PaperFile }) {
  return (
    <Foot
      above={
        file.error && (
          <Note tone="late" alert title={file.error.message}>
            {file.error.hint}
          </Note>
        )
      }
    >
      <Btn grow icon="eye" busy={file.busy.includes('open')} onClick={file.open}>
        打开 PDF
      </Btn>
      <Btn grow kind="main" icon="download" busy={file.busy.includes('save')} onClick={file.save}>
        保存
      </Btn>
    </Foot>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { GenuineCard, NotFound } from '@/features/documents/components/CheckResult'
import { useDocumentCheck } from '@/features/documents/hooks'
import { scannedWords } from '@/features/items/scanned-words'
import { isOurHost } from '@/platform/our-hosts'
import { scanCode } from '@/platform/scan'
import { documentCodeFault, documentCodeFrom, documentCodeShown } from '@/shared/document-code'
import { toAppError } from '@/shared/errors'
import { scanned } from '@/shared/scanned'
import { tell } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Input } from '@/shared/ui/Input'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useParams } from '@/shared/use-params'

const asked = (text: string): string | null => {
  const code = documentCodeFrom(text)
  return documentCodeFault(code) === null ? code : null
}

/** 核对文书真伪: anybody types or scans the code of a paper and hears whether the county wrote it. */
export default function Index() {
  // `q`: the whole link, as WeChat's rule for ordinary codes hands it over.
  const { c, q } = useParams('c', 'q')
  const given = documentCodeFrom(c ?? q ?? '')
  const [text, setText] = useState(given && documentCodeShown(given))
  const [code, setCode] = useState(asked(given))
  const [fault, setFault] = useState(given ? documentCodeFault(given) : null)
  const found = useDocumentCheck(code)

  const check = (typed: string) => {
    const next = documentCodeFrom(typed)
    setFault(documentCodeFault(next))
    setCode(asked(next))
  }
  const scan = async () => {
    try {
      const read = await scanCode()
      if (read === null) return
      const what = scanned(read, isOurHost)
      // A link of elsewhere, a payment code: nothing of it belongs into the box. A code copied wrong does.
      if (what.kind !== 'paper' && /[:/]/.test(read)) {
        const words = what.kind === 'elsewhere' ? scannedWords(what) : null
        return tell(words?.title ?? '这不是文书上的码', '扫本县文书最下面的码；扫不上，照着填 13 位验证码')
      }
      setText(documentCodeShown(documentCodeFrom(read)))
      check(read)
    } catch (error) {
      const { message, hint } = toAppError(error)
      await tell(message, hint)
    }
  }
  return (
    <Page
      title="核对文书真伪"
      offlineText="网络断了，连上网再核对"
      foot={
        <Foot>
          <Btn grow icon="scan" onClick={() => void scan()}>
            扫码
          </Btn>
          <Btn grow kind="main" busy={found.isFetching} onClick={() => check(text)}>
            核对
          </Btn>
        </Foot>
      }
    >
      <Card>
        <Field label="验证码" hint="在文书最下面，13 位字母和数字；横线和大小写不用管" error={fault}>
          <Input
            value={text}
            onChange={(value) => {
              setText(value)
              setFault(null)
            }}
            label="验证码"
            placeholder="比如 7KQM-3HXT-9WRZP"
            tone={fault ? 'error' : null}
            maxLength={200}
            confirmType="go"
            onConfirm={() => check(text)}
          />
        </Field>
        <View className="t15 c2 mt8">不用登录。只告诉你这份文书是不是本县发的，不显示写给谁。</View>
      </Card>
      {code !== null && found.isFetching && <Skeleton kind="card" rows={3} />}
      {!found.isFetching && found.data && <GenuineCard found={found.data} />}
      {!found.isFetching && found.error && (
        <NotFound error={found.error} onRetry={() => void found.refetch()} />
      )}
    </Page>
  )
}

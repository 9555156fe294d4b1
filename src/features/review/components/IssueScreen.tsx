import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { useIssueResult } from '../hooks'
import { useResultUpload } from '../use-result-upload'
import { ResultFileRow } from './ResultFileRow'

interface Props {
  detail: ApplicationDetail
  /** Name of the result in the item's guide. */
  usualName: string
  onDone: () => void
}

const tooLong = (text: string, most: number) =>
  [...text].length > most ? `最多 ${most} 个字，删掉 ${[...text].length - most} 个` : null

/** 出件: the document, its number and its name go to the applicant. */
export function IssueScreen({ detail, usualName, onDone }: Props) {
  const [number, setNumber] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const upload = useResultUpload(detail.id)
  const issue = useIssueResult(detail.id)
  const name = typed ?? usualName
  const stored = upload.result?.state === 'stored' ? upload.result : null
  const numberProblem = tooLong(number, 80) ?? (tried && number.trim() === '' ? '写上证书或文件的编号' : null)
  const nameProblem = tooLong(name, 100) ?? (tried && name.trim() === '' ? '写上结果的名称' : null)
  const error = issue.error ? toAppError(issue.error) : null

  const send = () => {
    setTried(true)
    if (!stored?.path || number.trim() === '' || name.trim() === '' || numberProblem || nameProblem) return
    issue.run(
      {
        id: detail.id,
        rowVersion: detail.row_version,
        path: stored.path,
        fileName: stored.name,
        number: number.trim(),
        name: name.trim(),
      },
      () => {
        upload.forget()
        onDone()
      },
    )
  }
  return (
    <Page
      title="出件"
      white
      foot={
        <Foot
          above={
            error && (
              <Note tone="late" alert title={error.message}>
                {error.hint}
              </Note>
            )
          }
          below="出件后申请人会收到通知，打开就算送达"
        >
          <Btn kind="main" block busy={issue.busy} onClick={send}>
            {upload.result?.state === 'sending' ? '文件传完就能出件' : '确认出件'}
          </Btn>
        </Foot>
      }
    >
      <View>
        <View className="t20 b">{detail.item_name}</View>
        <View className="t15 c2 mt4">{`${detail.enterprise_name}，${detail.number ?? ''}`}</View>
      </View>
      <Card flush>
        <ResultFileRow upload={upload} missing={tried && !upload.result} />
      </Card>
      <Card className="col g16">
        <Field label="结果名称" error={nameProblem}>
          <Input
            label="结果名称"
            value={name}
            tone={nameProblem ? 'error' : null}
            onChange={setTyped}
            placeholder="比如：食品经营许可证"
          />
        </Field>
        <Field label="编号" hint="证书或文件上的编号" error={numberProblem}>
          <Input label="编号" value={number} tone={numberProblem ? 'error' : null} onChange={setNumber} />
        </Field>
      </Card>
    </Page>
  )
}

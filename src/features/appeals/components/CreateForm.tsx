import { View } from '@tarojs/components'
import type { AppealKind } from '@/shared/contract'
import { a11y } from '@/shared/ui/a11y'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { Opt } from '@/shared/ui/Opt'
import { TextArea } from '@/shared/ui/TextArea'
import { editDraft, type KeptDraft } from '../draft'
import { type AppealProblems, BODY_MAX, bodyForKind, TITLE_MAX } from '../model'
import type { Attachments } from '../use-attachments'
import { AttachmentList } from './AttachmentList'
import { LinkApplication } from './LinkApplication'

interface Props {
  enterpriseId: string
  kinds: readonly AppealKind[]
  draft: KeptDraft
  problems: AppealProblems
  attachments: Attachments
}

/** The questions of an appeal: what kind, in a sentence, what happened, photos, which application. */
export function CreateForm({ enterpriseId, kinds, draft, problems, attachments }: Props) {
  const edit = (change: Partial<KeptDraft>) => editDraft(enterpriseId, () => change)
  const kind = kinds.find((each) => each.code === draft.kind)
  return (
    <>
      <Field label="是哪类事情" error={problems.kind} id="appeal-kind">
        <View {...a11y({ role: 'radiogroup', label: '是哪类事情' })}>
          {kinds.map((each, at) => (
            <Opt
              key={each.code}
              kind="radio"
              checked={each.code === draft.kind}
              title={each.name}
              sub={each.hint}
              next={at > 0}
              onChange={() =>
                editDraft(enterpriseId, (before) => ({
                  kind: each.code,
                  body: bodyForKind(before.body, kinds, each),
                }))
              }
            />
          ))}
        </View>
      </Field>
      <Field label="一句话说是什么事" error={problems.title} id="appeal-title">
        <Input
          label="一句话说是什么事"
          placeholder="比如：门口的围挡过期没拆"
          value={draft.title}
          tone={problems.title ? 'error' : null}
          onChange={(title) => edit({ title })}
        />
        {[...draft.title].length > TITLE_MAX - 10 && !problems.title && (
          <View className="t13 c2">最多 {TITLE_MAX} 个字</View>
        )}
      </Field>
      <Field
        label="具体情况"
        hint={kind ? '照着提示写，写得具体，办得快' : undefined}
        error={problems.body}
        id="appeal-body"
      >
        <TextArea
          label="具体情况"
          placeholder="什么时候、在哪、发生了什么、希望怎么解决"
          value={draft.body}
          maxLength={BODY_MAX}
          tone={problems.body ? 'error' : null}
          onChange={(body) => edit({ body })}
        />
      </Field>
      <Field label="照片、文件" optional hint="现场照片、通知、聊天截图都行">
        <AttachmentList attachments={attachments} />
      </Field>
      <LinkApplication
        enterpriseId={enterpriseId}
        value={draft.applicationId}
        onChange={(applicationId) => edit({ applicationId })}
      />
      <Note icon="clock">交上来就有专人负责，谁在办、还剩多久都看得到；到时没办好，自动提到上一级。</Note>
    </>
  )
}

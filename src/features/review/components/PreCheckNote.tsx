import { Field } from '@/shared/ui/Field'
import { TextArea } from '@/shared/ui/TextArea'

const MOST = 1000

interface Props {
  to: string
  value: string
  onChange: (text: string) => void
}

/** 回给张经理: words that go with the officer's answer. */
export function PreCheckNote({ to, value, onChange }: Props) {
  const over = [...value].length - MOST
  return (
    <Field label={`回给${to}`} optional error={over > 0 ? `最多 ${MOST} 个字，删掉 ${over} 个` : null}>
      <TextArea
        label={`回给${to}`}
        placeholder="比如：布局图可以了，放心交。"
        value={value}
        maxLength={MOST}
        tone={over > 0 ? 'error' : null}
        onChange={onChange}
      />
    </Field>
  )
}

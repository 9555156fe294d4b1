import { Text, View } from '@tarojs/components'
import type { FormField } from '../contract'
import { cleanAnswer, maxLength } from '../form/answers'
import { groupUscc, usccDoubtful } from '../form/uscc'
import { pressable } from './a11y'
import { DateInput } from './DateInput'
import { Field } from './Field'
import { Icon } from './Icon'
import { Input } from './Input'
import { Note } from './Note'
import { Checks, Radios } from './Opt'
import { TextArea } from './TextArea'

interface Props {
  field: FormField
  value: string
  onChange: (value: string) => void
  error?: string | null
  /** The title of the page asks it already: no label and hint of its own. */
  bare?: boolean
  /** Reads a licence's QR into a credit code; no sign without it. */
  onScan?: () => void
}

/** Anchor of a field, for an error summary to scroll to. */
export const fieldAnchor = (id: string) => `field-${id}`

const KEYBOARD = { phone: 'tel', id_number: 'idcard', number: 'digit', amount: 'digit' } as const

function ScanSign({ onScan }: { onScan: () => void }) {
  return (
    <View
      className="nav__back input__end cb"
      {...pressable(onScan, { role: 'button', label: '扫营业执照二维码' })}
    >
      <Icon name="scan" />
    </View>
  )
}

/** The last character does not fit the others: shown where, and that one may go on. */
function UsccDoubt({ code }: { code: string }) {
  const grouped = groupUscc(code)
  return (
    <Note tone="wait" title="最后一位和前 17 位对不上">
      <View className="num nw">
        {grouped.slice(0, -1)}
        <Text className="mark b">{grouped.slice(-1)}</Text>
      </View>
      <View>请照营业执照再看一遍，容易看错的有 3 和 8、0 和 D。</View>
      <View className="b mt4">核对无误就继续，不影响办理。</View>
    </Note>
  )
}

function Control({ field, value, onChange, error, onScan }: Props) {
  const tone = error ? 'error' : null
  const { label, type } = field
  if (type === 'choice' || type === 'multi_choice') {
    const choices = field.options ?? []
    return type === 'choice' ? (
      <Radios choices={choices} value={value || null} onChange={onChange} label={label} />
    ) : (
      <Checks
        choices={choices}
        value={value ? value.split(',') : []}
        onChange={(ids) => onChange(ids.join(','))}
      />
    )
  }
  if (type === 'date') return <DateInput value={value} onChange={onChange} label={label} tone={tone} />
  if (type === 'textarea') {
    return (
      <TextArea
        value={value}
        onChange={onChange}
        label={label}
        tone={tone}
        maxLength={maxLength(field) ?? undefined}
      />
    )
  }
  const doubtful = type === 'uscc' && usccDoubtful(value)
  const after = field.unit ? <Text className="c2 nw">{field.unit}</Text> : undefined
  return (
    <Input
      value={value}
      onChange={(text) => onChange(cleanAnswer(field, text))}
      label={label}
      type={type in KEYBOARD ? KEYBOARD[type as keyof typeof KEYBOARD] : 'text'}
      tone={tone ?? (doubtful ? 'warn' : null)}
      after={type === 'uscc' && onScan ? <ScanSign onScan={onScan} /> : after}
    />
  )
}

/** One question of an item's field list, whatever its type, with what is wrong about the answer. */
export function AnswerField(props: Props) {
  const { field, value, error, bare } = props
  const control = (
    <>
      <Control {...props} />
      {field.type === 'uscc' && usccDoubtful(value) && <UsccDoubt code={value} />}
    </>
  )
  return (
    <Field
      id={fieldAnchor(field.id)}
      label={bare ? '' : field.label}
      hint={bare ? null : field.hint}
      error={error}
      optional={!bare && !field.required}
    >
      {control}
    </Field>
  )
}

import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { scanCode } from '@/platform/scan'
import { toAppError } from '@/shared/errors'
import { usccIn } from '@/shared/form/uscc'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Link } from '@/shared/ui/Link'
import { Radios } from '@/shared/ui/Opt'
import { type BindField, type BindForm, usccWarning } from '../model'

const ROLES = [
  { id: 'owner', label: '负责人', note: '法定代表人、个体户经营者' },
  { id: 'agent', label: '经办人', note: '替企业办事的人，最长一年，到期可以再绑' },
] as const

async function scanLicence(use: (code: string) => void): Promise<void> {
  try {
    const text = await scanCode()
    if (text === null) return
    const code = usccIn(text)
    if (code) use(code)
    else await Taro.showToast({ title: '这个码里没有信用代码，手工填吧', icon: 'none' })
  } catch (error) {
    await Taro.showToast({ title: toAppError(error).message, icon: 'none' })
  }
}

interface Props {
  form: BindForm
  problems: Partial<Record<BindField, string>>
  onChange: (change: Partial<BindForm>) => void
}

/** The enterprise as its licence names it, and what one is there. */
export function BindFields({ form, problems, onChange }: Props) {
  const [left, setLeft] = useState(false)
  return (
    <Card className="col g16">
      <Field
        id="f-uscc"
        label="统一社会信用代码"
        hint="18 位，在营业执照右上角"
        error={problems.uscc}
        warn={left ? usccWarning(form.uscc) : null}
      >
        <Input
          value={form.uscc}
          onChange={(uscc) => onChange({ uscc })}
          onBlur={() => setLeft(true)}
          label="统一社会信用代码"
          maxLength={30}
          tone={problems.uscc ? 'error' : left && usccWarning(form.uscc) ? 'warn' : null}
          after={
            <Link
              icon="scan"
              tight
              label="扫执照上的码"
              onClick={() => void scanLicence((uscc) => onChange({ uscc }))}
            >
              扫执照
            </Link>
          }
        />
      </Field>
      <Field id="f-name" label="企业名称" hint="照营业执照写全名" error={problems.name}>
        <Input
          value={form.name}
          onChange={(name) => onChange({ name })}
          label="企业名称"
          tone={problems.name ? 'error' : null}
        />
      </Field>
      <Field id="f-legalPerson" label="法定代表人或经营者" error={problems.legalPerson}>
        <Input
          value={form.legalPerson}
          onChange={(legalPerson) => onChange({ legalPerson })}
          label="法定代表人或经营者"
          tone={problems.legalPerson ? 'error' : null}
        />
      </Field>
      <View id="f-role">
        <Field label="你是" error={problems.role}>
          <Radios
            label="你是"
            choices={ROLES}
            value={form.role || null}
            onChange={(role) => onChange({ role: role === 'owner' ? 'owner' : 'agent' })}
          />
        </Field>
      </View>
    </Card>
  )
}

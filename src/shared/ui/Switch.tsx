import { Switch as NutSwitch } from '@nutui/nutui-react-taro'
import { a11y } from './a11y'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
}

/** On or off, at once. */
export function Switch({ checked, onChange, label }: Props) {
  const spoken = `${label}，${checked ? '已开' : '已关'}`
  return (
    <NutSwitch
      className="switch"
      checked={checked}
      onChange={onChange}
      {...a11y({ role: 'switch', checked, label: spoken })}
    />
  )
}

import { View } from '@tarojs/components'
import type { MyEnterprise } from '@/shared/contract'
import { setCurrentEnterprise } from '@/shared/current-enterprise'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Radios } from '@/shared/ui/Opt'
import { Sheet } from '@/shared/ui/Sheet'
import { roleWords } from '../model'

interface Props {
  enterprises: readonly MyEnterprise[]
  current: string | null
  open: boolean
  onClose: () => void
}

/** Which enterprise one acts for; or one more. */
export function EnterpriseSheet({ enterprises, current, open, onClose }: Props) {
  const choices = enterprises.map((each) => ({
    id: each.id,
    label: each.name,
    note: `你是${roleWords(each.role)}${each.state === 'pending' ? '，等确认' : ''}`,
  }))
  const choose = (id: string) => {
    setCurrentEnterprise(id)
    onClose()
  }
  return (
    <Sheet open={open} title="替哪家企业办" onClose={onClose}>
      <Radios label="替哪家企业办" choices={choices} value={current} onChange={choose} />
      <View>
        <Btn
          kind="line"
          block
          icon="plus"
          onClick={() => {
            onClose()
            go(routes.bind())
          }}
        >
          绑定另一家企业
        </Btn>
      </View>
    </Sheet>
  )
}

import { Avatar } from '@/shared/ui/Avatar'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Sec } from '@/shared/ui/Sec'
import { DEMO_PEOPLE } from '../model'

interface Props {
  /** Handle of who is being signed in. */
  busy: string | null
  onPick: (handle: string) => void
}

/** The invented people of the embedded stack, one tap each. */
export function DemoPeople({ busy, onPick }: Props) {
  const list = (side: 'business' | 'staff') => (
    <Card flush>
      {DEMO_PEOPLE.filter((one) => one.side === side).map((one) => (
        <Cell
          key={one.handle}
          before={<Avatar name={one.name} small grey={side === 'staff'} />}
          title={one.name}
          sub={busy === one.handle ? '正在登录…' : one.what}
          onClick={() => busy === null && onPick(one.handle)}
          label={`用${one.name}的身份登录`}
        />
      ))}
    </Card>
  )
  return (
    <>
      <Sec title="演示：企业这边" />
      {list('business')}
      <Sec title="演示：工作人员" />
      {list('staff')}
    </>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { EnterpriseSheet } from '@/features/enterprises/components/EnterpriseSheet'
import { OfficerCard } from '@/features/home/components/OfficerCard'
import { AppointmentCard, TodoCard, TodoRows } from '@/features/home/components/Waiting'
import { ofEnterprise, waitingTitle } from '@/features/home/model'
import { Find } from '@/features/items/components/Find'
import { ItemCells } from '@/features/items/components/ItemCells'
import { Kinds } from '@/features/items/components/Kinds'
import type { Home } from '@/shared/contract'
import { pickEnterprise, useChosenEnterprise } from '@/shared/current-enterprise'
import { go } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { useLargeFont } from '@/shared/theme/large-font'
import { pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Sec } from '@/shared/ui/Sec'

/** How many waiting things stand on the first screen; the rest is one tap away. */
const SHOWN = 3
const POPULAR = 5
const POPULAR_LARGE = 3

/** Before one can file: sign in, then bind an enterprise. */
function FirstStep({ signedIn }: { signedIn: boolean }) {
  return (
    <Card>
      <View className="h">{signedIn ? '先绑定企业' : '登录后就能办'}</View>
      <View className="t15 c2 mt4">
        {signedIn
          ? '绑定后有一位专员帮你办，填的东西不用再填第二遍'
          : '看指南不用登录；填表、看进度、问专员要登录'}
      </View>
      <View className="mt12">
        <Btn kind="main" block onClick={() => go(signedIn ? routes.bind() : routes.signIn(TABS.home))}>
          {signedIn ? '绑定企业' : '登录'}
        </Btn>
      </View>
    </Card>
  )
}

/** The owner's first screen: what waits, then the ways to begin, then who helps. */
export function OwnerHome({ home }: { home: Home }) {
  const chosen = useChosenEnterprise()
  const [large] = useLargeFont()
  const [switching, setSwitching] = useState(false)
  const now = Date.parse(home.server_now)
  const enterprises = home.me?.enterprises ?? []
  const enterprise = pickEnterprise(enterprises, chosen)
  const todo = ofEnterprise(home.todo, enterprise?.id ?? null)
  const booked = home.appointments.filter((each) => each.enterprise_name === enterprise?.name)
  const title = waitingTitle(todo, booked)
  const officer = enterprise?.officer?.display_name ?? '专员'
  return (
    <>
      {enterprise && (
        <View
          className="who"
          {...pressable(() => setSwitching(true), {
            role: 'button',
            label: `现在替${enterprise.name}办，点这里换一家`,
          })}
        >
          <Icon name="store" size="s" />
          <Text>{enterprise.name}</Text>
          <Icon name="down" size="xs" />
        </View>
      )}
      {enterprise?.state === 'pending' && (
        <Note tone="wait" title={`等${officer}确认你和这家企业的关系`}>
          可以先填表、传材料，确认后就能提交。
        </Note>
      )}
      {!enterprise && <FirstStep signedIn={home.me !== null} />}
      {title && <View className="t20 b">{title}</View>}
      {todo.slice(0, 1).map((each) => (
        <TodoCard key={each.id} application={each} now={now} />
      ))}
      {booked.map((each) => (
        <AppointmentCard key={each.id} appointment={each} now={now} />
      ))}
      <TodoRows applications={todo.slice(1, SHOWN)} now={now} />
      {todo.length > SHOWN && (
        <Link
          chevron
          onClick={() => go(TABS.applications)}
        >{`还有 ${todo.length - SHOWN} 件，在“办件”里`}</Link>
      )}
      <Find />
      {enterprise && <OfficerCard enterprise={enterprise} />}
      <Sec title="常办" />
      <ItemCells items={home.popular.slice(0, large ? POPULAR_LARGE : POPULAR)} short />
      <Sec title="按事找" />
      <Kinds />
      {enterprise && (
        <Card flush>
          <Cell
            icon="flag"
            title="事情卡住了，提诉求"
            sub={<View className="hide-lf">{`${officer}联系你；过了时限自动上报`}</View>}
            onClick={() => go(routes.appealNew())}
          />
        </Card>
      )}
      <EnterpriseSheet
        enterprises={enterprises}
        current={enterprise?.id ?? null}
        open={switching}
        onClose={() => setSwitching(false)}
      />
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAssignedApplications } from '@/features/enterprises/assigned'
import { AssignedCard } from '@/features/enterprises/components/AssignedCard'
import { useQueue } from '@/features/workbench/hooks'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Input } from '@/shared/ui/Input'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { OfficerOnly } from '../desk/OfficerOnly'
import { OneColumn } from '../desk/OneColumn'

const TITLE = '我服务的企业'
/** A shorter list is seen at once. */
const SEARCH_FROM = 6

/** 我服务的企业: whom the officer looks after, with what is under way and the conversation. */
export default function EnterprisesPage() {
  return (
    <OfficerOnly title={TITLE} back={routes.myEnterprises()} roles={['officer']} whose="这一页是助企专员用的">
      {(me) => (
        <OneColumn me={me} title={TITLE}>
          <List />
        </OneColumn>
      )}
    </OfficerOnly>
  )
}

function List() {
  const queue = useQueue()
  const open = useAssignedApplications()
  const [typed, setTyped] = useState('')
  useRefreshOnShow(queue)
  useRefreshOnShow(open)
  return (
    <QueryView
      query={queue}
      skeleton={<Skeleton kind="card" rows={3} />}
      safe="名单没打开，企业和办件都没有问题"
      isEmpty={({ enterprises }) => enterprises.length === 0}
      empty={
        <Card>
          <Void icon="store" title="还没有分给你的企业" sub="企业绑定后由系统分给专员，分到你会出现在这里" />
        </Card>
      }
    >
      {({ enterprises }) => {
        const word = typed.trim().toUpperCase()
        const found = enterprises.filter(({ name, uscc }) => `${name}${uscc}`.toUpperCase().includes(word))
        return (
          <>
            {enterprises.length >= SEARCH_FROM && (
              <Input
                low
                label="企业名称、信用代码"
                placeholder="企业名称、信用代码"
                value={typed}
                onChange={setTyped}
                before={<Icon name="search" size="s" className="c3" />}
              />
            )}
            {found.length === 0 && (
              <Card>
                <Void icon="search" title="没有对得上的企业" sub="换个词试试，代码也可以只写后几位" />
              </Card>
            )}
            <View className="entgrid">
              {found.map((enterprise) => (
                <AssignedCard
                  key={enterprise.id}
                  enterprise={enterprise}
                  applications={(open.data ?? []).filter(
                    (application) => application.enterprise_id === enterprise.id,
                  )}
                />
              ))}
            </View>
          </>
        )
      }}
    </QueryView>
  )
}

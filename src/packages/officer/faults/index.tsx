import { View } from '@tarojs/components'
import { FaultCard } from '@/features/faults/components/FaultCard'
import { useFaults } from '@/features/faults/hooks'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { OfficerOnly } from '../desk/OfficerOnly'
import { OneColumn } from '../desk/OneColumn'

const TITLE = '程序故障'

/** 程序故障: what broke on phones and in browsers, for the operator to hand on to whoever mends the program. */
export default function FaultsPage() {
  return (
    <OfficerOnly title={TITLE} back={routes.faults()} roles={['operator']} whose="这一页是系统管理员用的">
      {(me) => (
        <OneColumn me={me} title={TITLE}>
          <List />
        </OneColumn>
      )}
    </OfficerOnly>
  )
}

function List() {
  const query = useFaults()
  useRefreshOnShow(query)
  const now = Date.now()
  return (
    <>
      <View className="t15 c2">
        手机和浏览器上出的错，自动报到这里，不带是谁、填了什么。30 天没再出现就删掉。
      </View>
      <QueryView
        query={query}
        skeleton={<Skeleton kind="card" rows={3} />}
        safe="名单没打开，不影响大家办事"
        isEmpty={(faults) => faults.length === 0}
        empty={
          <Void icon="check" title="没有收到故障" sub="有人遇到打不开、点不动的程序错误，会出现在这里" />
        }
      >
        {(faults) => faults.map((fault) => <FaultCard key={fault.fingerprint} fault={fault} now={now} />)}
      </QueryView>
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PrintedCode } from '@/features/codes/api'
import { CardView } from '@/features/codes/components/CardView'
import { CodeRows } from '@/features/codes/components/CodeRows'
import { Sheets } from '@/features/codes/components/Sheets'
import { useCodes } from '@/features/codes/hooks'
import type { Me } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sheet } from '@/shared/ui/Sheet'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'
import { useParams } from '@/shared/use-params'
import { OfficerOnly } from '../desk/OfficerOnly'

const TITLE = '事项码'
const SAFE = '卡片没打开，贴出去的码照样能扫'
const STAFF = ['officer', 'window', 'reviewer', 'head', 'group_lead', 'taskforce', 'operator'] as const

/** 事项码: the printed cards for staff; the operator stops them and lets them work again. */
export default function CodesPage() {
  return (
    <OfficerOnly title={TITLE} back={routes.codes()} roles={STAFF} whose="这一页是工作人员用的">
      {(me) => <Codes me={me} />}
    </OfficerOnly>
  )
}

function Codes({ me }: { me: Me }) {
  const wide = useWide()
  const query = useCodes()
  const { sheet } = useParams('sheet')
  useRefreshOnShow(query)
  const operator = me.staff?.roles.includes('operator') ?? false
  if (wide) {
    return (
      <DeskPage me={me} title={TITLE} tab={null}>
        <QueryView query={query} skeleton={<Skeleton rows={8} />} safe={SAFE}>
          {(codes) => <OnDesk codes={codes} operator={operator} />}
        </QueryView>
      </DeskPage>
    )
  }
  if (sheet) {
    return (
      <Page title="打印版">
        <QueryView query={query} skeleton={<Skeleton kind="card" rows={3} />} safe={SAFE}>
          {(codes) => <Sheets codes={codes} />}
        </QueryView>
      </Page>
    )
  }
  return <OnPhone query={query} operator={operator} />
}

function OnDesk({ codes, operator }: { codes: PrintedCode[]; operator: boolean }) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const code = codes.find((each) => each.code === picked)
  return (
    <>
      <View className="desk__list deskday">
        <View className="deskday__rows">
          <CodeRows
            codes={codes}
            typed={typed}
            onType={setTyped}
            current={picked}
            onPick={(each) => setPicked(each.code)}
          />
        </View>
        {code && (
          <View className="deskday__foot">
            <Btn block icon="printer" onClick={() => setPicked(null)}>
              看打印版
            </Btn>
          </View>
        )}
      </View>
      <View className="desk__pane">
        <View className="desk__scroll">
          {code ? (
            <View className="codepane">
              <CardView code={code} operator={operator} />
            </View>
          ) : (
            <Sheets codes={codes} />
          )}
        </View>
      </View>
    </>
  )
}

function OnPhone({ query, operator }: { query: ReturnType<typeof useCodes>; operator: boolean }) {
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const code = query.data?.find((each) => each.code === picked)
  return (
    <Page
      title={TITLE}
      white
      flush
      foot={
        <Foot>
          <Btn kind="line" block icon="printer" onClick={() => go(routes.codes({ sheet: 1 }))}>
            打印版
          </Btn>
        </Foot>
      }
      over={
        <Sheet
          open={code !== undefined}
          title={code ? `${code.code} ${code.name}` : ''}
          onClose={() => setPicked(null)}
        >
          {code && <CardView code={code} operator={operator} />}
        </Sheet>
      }
    >
      <QueryView
        query={query}
        skeleton={<Skeleton rows={8} />}
        safe={SAFE}
        isEmpty={(codes) => codes.length === 0}
        empty={<Void icon="scan" title="还没有事项码" sub="系统管理员导入事项后，这里就有卡片" />}
      >
        {(codes) => (
          <View className="day__rows">
            <CodeRows
              codes={codes}
              typed={typed}
              onType={setTyped}
              current={null}
              onPick={(each) => setPicked(each.code)}
            />
          </View>
        )}
      </QueryView>
    </Page>
  )
}

import { useRouter } from '@tarojs/taro'
import { AppealView } from '@/features/appeals/components/AppealView'
import { RateAppeal, RateAppealFoot } from '@/features/appeals/components/RateAppeal'
import { useAppeal } from '@/features/appeals/hooks'
import { useRateAppeal } from '@/features/appeals/use-rate-appeal'
import { AskReminder } from '@/features/reminders/components/AskReminder'
import { useMe } from '@/platform/me'
import { leave } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'

const SAFE = '诉求没打开，你反映的情况没有丢'

/** 诉求, for both sides; with `step=rate` the rating that closes it. */
export default function AppealPage() {
  const { id = '', step } = useRouter().params
  return step === 'rate' ? <Rate id={id} /> : <Detail id={id} />
}

function Detail({ id }: { id: string }) {
  const me = useMe()
  const appeal = useAppeal(id)
  useRefreshOnShow(appeal)
  return (
    <Page title="诉求">
      <QueryView query={appeal} safe={SAFE} skeleton={<Skeleton kind="card" rows={3} />}>
        {(detail) =>
          me.data ? (
            <>
              <AppealView appeal={detail} me={me.data} />
              {!me.data.staff && detail.state === 'open' && (
                <AskReminder moment="wrote" why="有了答复，可以在微信里告诉你。" />
              )}
            </>
          ) : (
            <Skeleton kind="card" rows={3} />
          )
        }
      </QueryView>
    </Page>
  )
}

function Rate({ id }: { id: string }) {
  const appeal = useAppeal(id)
  const form = useRateAppeal(id, () => leave(routes.appeal(id)))
  const may = appeal.data?.allowed.includes('judge')
  return (
    <Page title="评价" foot={may && <RateAppealFoot form={form} />}>
      <QueryView query={appeal} safe={SAFE} skeleton={<Skeleton kind="card" rows={3} />}>
        {(detail) =>
          detail.allowed.includes('judge') ? (
            <RateAppeal appeal={detail} form={form} />
          ) : (
            <Card>
              <Void icon="check" title="这件已经确认过了" sub="办事的人看不到是谁评的。">
                <Btn kind="line" onClick={() => leave(routes.appeal(id))}>
                  回到诉求
                </Btn>
              </Void>
            </Card>
          )
        }
      </QueryView>
    </Page>
  )
}

import { RateFoot, RateForm } from '@/features/applications/components/RateForm'
import { useApplication } from '@/features/applications/hooks'
import { useRateForm } from '@/features/applications/use-rate-form'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { leave } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'

/** 评价 of an application, once, after the decision. */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useApplication(id)
  const form = useRateForm(id)
  const may = query.data?.allowed.includes('rate')
  return (
    <NeedSignIn title="评价" back={routes.rate(id)}>
      <Page title="评价" foot={may && <RateFoot form={form} />}>
        <QueryView
          query={query}
          safe="评价没打开，你的办件没有问题"
          skeleton={<Skeleton kind="card" rows={3} />}
        >
          {(detail) =>
            detail.allowed.includes('rate') ? (
              <RateForm form={form} item={detail.item_name} />
            ) : (
              <Card>
                <Void
                  icon={detail.rated ? 'check' : 'info'}
                  title={detail.rated ? '评好了，谢谢你' : '现在还不能评'}
                  sub={detail.rated ? '办事的人看不到是谁评的。' : '有了结果就能评。'}
                >
                  <Btn kind="line" onClick={() => leave(routes.timeline(id))}>
                    好的
                  </Btn>
                </Void>
              </Card>
            )
          }
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

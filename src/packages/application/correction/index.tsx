import { goSignIn } from '@/features/applications/components/DraftGate'
import { useDraft } from '@/features/applications/use-draft'
import { replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'
import { holderSentence } from '@/shared/words/application'
import { CorrectionScreen } from './CorrectionScreen'

/** 补正: the one list of what must be mended; nothing else can be changed. */
export default function Index() {
  const { id = '' } = useParams('id')
  const draft = useDraft(id)
  const { detail, query, session } = draft
  if (detail?.state === 'correcting' && detail.allowed.includes('answer_correction')) {
    return <CorrectionScreen draft={draft} detail={detail} here={routes.correction(id)} />
  }
  return (
    <Page title="补正">
      <QueryView
        query={query}
        safe="补正没打开，你补过的都在"
        skeleton={<Skeleton kind="card" rows={3} />}
        way={
          session === null && (
            <Btn kind="main" onClick={() => goSignIn(routes.correction(id))}>
              去登录
            </Btn>
          )
        }
      >
        {(data) => (
          <Card>
            <Void
              icon="check"
              title={data.state === 'resubmitted' ? '补好的交上去了' : '现在没有要补的'}
              sub={`${holderSentence(data, Date.parse(data.server_now))}。`}
            >
              <Btn kind="line" onClick={() => replace(routes.timeline(id))}>
                看进度
              </Btn>
            </Void>
          </Card>
        )}
      </QueryView>
    </Page>
  )
}

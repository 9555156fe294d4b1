import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { CreateForm } from '@/features/appeals/components/CreateForm'
import { clearDraft, editDraft, useDraft } from '@/features/appeals/draft'
import { useAppealKinds, useCreateAppeal } from '@/features/appeals/hooks'
import { type AppealProblems, bodyForKind, draftProblems } from '@/features/appeals/model'
import { useAttachments } from '@/features/appeals/use-attachments'
import { useMyEnterprise } from '@/platform/me'
import { useSession } from '@/platform/session'
import type { AppealKind } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { go, replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { scrollToId } from '@/shared/ui/scroll'
import { Void } from '@/shared/ui/Void'

/** 提诉求: what is written stays on the device until it was handed in. */
export default function NewAppeal() {
  const { application, kind } = useRouter().params
  const session = useSession()
  const enterprise = useMyEnterprise()
  const kinds = useAppealKinds()
  if (enterprise?.state === 'active' && kinds.data) {
    return (
      <Form
        enterpriseId={enterprise.id}
        kinds={kinds.data}
        about={application ?? null}
        wanted={kind ?? null}
      />
    )
  }
  return (
    <Page title="提诉求" white>
      {session === null ? (
        <Card>
          <Void icon="flag" title="登录后能提诉求">
            <Btn kind="main" onClick={() => go(routes.signIn(routes.appealNew({ application, kind })))}>
              去登录
            </Btn>
          </Void>
        </Card>
      ) : (
        <QueryView query={kinds} skeleton={<Skeleton kind="card" rows={3} />} safe="没打开，再试一次就好">
          {() => (
            <Card>
              <Void
                icon="store"
                title={enterprise ? '等专员确认你和企业的关系' : '先绑定企业'}
                sub={enterprise ? '确认后就能提诉求' : '绑定后就能提诉求'}
              >
                {!enterprise && (
                  <Btn kind="main" onClick={() => go(routes.bind(routes.appealNew({ application, kind })))}>
                    绑定企业
                  </Btn>
                )}
              </Void>
            </Card>
          )}
        </QueryView>
      )}
    </Page>
  )
}

interface FormProps {
  enterpriseId: string
  kinds: readonly AppealKind[]
  about: string | null
  /** The kind that the way here stands for (投诉建议). */
  wanted: string | null
}

const FIELDS = ['kind', 'title', 'body'] as const

function Form({ enterpriseId, kinds, about, wanted }: FormProps) {
  const draft = useDraft(enterpriseId)
  const attachments = useAttachments(enterpriseId)
  const create = useCreateAppeal()
  const [tried, setTried] = useState(false)
  useEffect(() => {
    if (about) editDraft(enterpriseId, () => ({ applicationId: about }))
  }, [enterpriseId, about])
  useEffect(() => {
    const kind = kinds.find((each) => each.code === wanted)
    if (kind)
      editDraft(enterpriseId, ({ body }) => ({ kind: kind.code, body: bodyForKind(body, kinds, kind) }))
  }, [enterpriseId, kinds, wanted])

  const error = create.error ? toAppError(create.error) : null
  const missing = draftProblems(draft, kinds)
  const problems: AppealProblems = tried ? missing : {}
  const wrong = FIELDS.filter((field) => missing[field])
  const onTheWay = attachments.tasks.length
  const submit = () => {
    if (create.isPending) return
    setTried(true)
    const [first] = wrong
    if (first) return scrollToId(`appeal-${first}`)
    if (onTheWay > 0 || !draft.kind) return
    create.mutate(
      {
        enterpriseId,
        kind: draft.kind,
        title: draft.title.trim(),
        body: draft.body.trim(),
        applicationId: draft.applicationId,
        files: draft.files.map(({ path, name }) => ({ path, name })),
      },
      {
        onSuccess: (detail) => {
          clearDraft(enterpriseId)
          replace(routes.appeal(detail.id))
        },
      },
    )
  }
  const waits =
    onTheWay > 0
      ? attachments.tasks.some((task) => task.state === 'failed')
        ? '有文件没传上，重试或移除再提交'
        : `还有 ${onTheWay} 个文件在传`
      : tried && wrong.length > 0
        ? `还差 ${wrong.length} 处，补完再提交`
        : null
  return (
    <Page
      title="提诉求"
      white
      offlineText="网络断了，写的都存在本机，连上再提交。"
      foot={
        <Foot
          above={
            error && (
              <Note tone="late" alert title={error.message}>
                {error.hint}
              </Note>
            )
          }
        >
          <Btn kind={waits ? 'plain' : 'main'} block busy={create.isPending} onClick={submit}>
            {waits ?? '提交诉求'}
          </Btn>
        </Foot>
      }
    >
      <CreateForm
        enterpriseId={enterpriseId}
        kinds={kinds}
        draft={draft}
        problems={problems}
        attachments={attachments}
      />
    </Page>
  )
}

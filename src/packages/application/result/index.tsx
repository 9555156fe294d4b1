import { useEffect, useRef } from 'react'
import { ResultCard, ResultFoot } from '@/features/applications/components/ResultCard'
import { useApplication } from '@/features/applications/hooks'
import { useReceiveResult } from '@/features/applications/progress-hooks'
import { useResultFile } from '@/features/applications/use-result-file'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'

/** 办理结果: the file to look at and to keep. Opening it the first time is its delivery (送达). */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useApplication(id)
  const receive = useReceiveResult(id)
  const file = useResultFile(query.data?.result?.file)
  useRefreshOnShow(query)

  const waits = query.data?.state === 'issued' && query.data.allowed.includes('receive')
  const { mutate } = receive
  const told = useRef(false)
  useEffect(() => {
    if (!waits || told.current) return
    told.current = true
    mutate()
  }, [waits, mutate])

  const error = receive.error ? toAppError(receive.error) : null
  return (
    <NeedSignIn title="办理结果" back={routes.result(id)}>
      <Page title="办理结果" foot={query.data?.result && <ResultFoot file={file} />}>
        <QueryView query={query} safe="结果没打开，文件没有问题" skeleton={<Skeleton kind="card" rows={2} />}>
          {({ result, item_name, allowed, server_now, number }) =>
            result ? (
              <>
                <ResultCard
                  result={result}
                  item={item_name}
                  number={number}
                  now={Date.parse(server_now)}
                  file={file}
                />
                {error && (
                  <Note tone="late" alert title="送达没记上，文件照样能看">
                    {error.message}
                    <Btn small kind="quiet" busy={receive.isPending} onClick={() => mutate()}>
                      再试一次
                    </Btn>
                  </Note>
                )}
                {allowed.includes('rate') && (
                  <Card flush>
                    <Cell icon="star" title="评价这件事办得怎么样" onClick={() => go(routes.rate(id))} />
                  </Card>
                )}
              </>
            ) : (
              <Card>
                <Void title="结果还没出来" sub="出来了会告诉你，也能在办件进度里看到。" />
              </Card>
            )
          }
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

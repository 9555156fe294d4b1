import type { ReactNode } from 'react'
import { go, replace } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useApplication, useReceipt } from '../hooks'
import { ReceiptView } from './ReceiptView'

interface Props {
  id: string
  /** Under the receipt: how one wants to be told. */
  after?: ReactNode
}

/** 提交成功. Back leads to one's applications, not into the form that is gone. */
export function ReceiptScreen({ id, after }: Props) {
  const query = useReceipt(id)
  const receipt = query.data
  // Booked before filing already, or nothing to check: then there is nothing to book.
  const mayBook = useApplication(id).data?.allowed.includes('book')
  const progress = () => replace(routes.timeline(id))
  const video = mayBook ?? (receipt?.check_points ?? 0) > 0
  return (
    <Page
      title="提交成功"
      back={() => replace(TABS.applications)}
      foot={
        receipt && (
          <Foot column>
            {video && (
              <Btn kind="main" block onClick={() => go(routes.book(id))}>
                预约视频核查
              </Btn>
            )}
            <Btn kind={video ? 'quiet' : 'main'} block onClick={progress}>
              看办理进度
            </Btn>
          </Foot>
        )
      }
    >
      <QueryView
        query={query}
        safe="回执没打开，你的申请已经交上去了"
        skeleton={<Skeleton kind="card" rows={2} />}
      >
        {(data) => (
          <>
            <ReceiptView receipt={data} toBook={video} />
            {after}
          </>
        )}
      </QueryView>
    </Page>
  )
}

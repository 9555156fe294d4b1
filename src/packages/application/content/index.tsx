import { View } from '@tarojs/components'
import { AnswersCard } from '@/features/applications/components/AnswersCard'
import { FilesCard } from '@/features/applications/components/FilesCard'
import { useApplication } from '@/features/applications/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useParams } from '@/shared/use-params'

/** What was filed, to read; a filed answer changes by a correction only. */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useApplication(id)
  useRefreshOnShow(query)
  return (
    <NeedSignIn title="我交的内容和材料" back={routes.content(id)}>
      <Page title="我交的内容和材料">
        <QueryView query={query} safe="内容没打开，都还在" skeleton={<Skeleton kind="card" rows={4} />}>
          {(detail) => (
            <>
              <View>
                <View className="t20 b">{detail.item_name}</View>
                <View className="t15 c2 mt4">{detail.number ?? '还没提交'}</View>
              </View>
              {detail.state !== 'draft' && (
                <Note>
                  {detail.state === 'correcting'
                    ? '通知里列的几处能改，去“补正”里改。其他内容不用动。'
                    : '交上来的内容不能直接改，要改问专员。'}
                </Note>
              )}
              <AnswersCard detail={detail} />
              <Sec title="材料" />
              <FilesCard materials={detail.materials} />
            </>
          )}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

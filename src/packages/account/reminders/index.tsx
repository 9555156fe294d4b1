import { ReminderSettings } from '@/features/reminders/components/ReminderSettings'
import { useMessageSettings } from '@/features/reminders/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'

/** 消息提醒: what comes by WeChat, what by SMS. */
export default function Reminders() {
  const settings = useMessageSettings()
  useRefreshOnShow(settings)
  return (
    <NeedSignIn title="消息提醒" back={routes.reminders()}>
      <Page title="消息提醒">
        <QueryView
          query={settings}
          safe="设置没打开，已经开着的提醒照常"
          skeleton={<Skeleton kind="card" rows={3} />}
        >
          {(data) => <ReminderSettings settings={data} />}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

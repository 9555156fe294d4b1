import type { Me } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Void } from '@/shared/ui/Void'

/** Nobody is signed in: what messages are for, and the way in. */
export function SignInFirst() {
  return (
    <Card>
      <Void icon="chat" title="登录后能和专员说话" sub="每家企业有一位专员，办事前后都能问">
        <Btn kind="main" onClick={() => go(routes.signIn(TABS.messages))}>
          去登录
        </Btn>
      </Void>
    </Card>
  )
}

/** No conversation yet: why, and how to begin. */
export function WhyEmpty({ me }: { me: Me }) {
  if (me.staff) {
    return (
      <Card>
        <Void icon="chat" title="还没有企业的消息" sub="分给你的企业发来消息，会出现在这里" />
      </Card>
    )
  }
  if (me.enterprises.length > 0) {
    return (
      <Card>
        <Void icon="clock" title="等专员确认你和企业的关系" sub="确认后就能发消息，一般当天就好" />
      </Card>
    )
  }
  return (
    <Card>
      <Void icon="store" title="先绑定企业" sub="绑定后会有一位专员，有事直接问">
        <Btn kind="main" onClick={() => go(routes.bind(TABS.messages))}>
          绑定企业
        </Btn>
      </Void>
    </Card>
  )
}

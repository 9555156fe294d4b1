import { View } from '@tarojs/components'
import { useRouter, useUnload } from '@tarojs/taro'
import { useState } from 'react'
import { Agreement } from '@/features/session/components/Agreement'
import { DemoPeople } from '@/features/session/components/DemoPeople'
import { PhoneSignIn } from '@/features/session/components/PhoneSignIn'
import { StaffPassword } from '@/features/session/components/StaffPassword'
import { useSignIn } from '@/features/session/hooks'
import { signInClosed } from '@/platform/regain'
import { signInWays } from '@/platform/sign-in-ways'
import { toAppError } from '@/shared/errors'
import { go, leave } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { useSessionLost } from '@/shared/session-lost'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'

const offers = (way: (typeof signInWays)[number]) => signInWays.includes(way)

/**
 * 登录: one tap in WeChat, a number and a code elsewhere, the demo people in the embedded stack, a password for staff;
 * then back to where one was. Every way of it says what it takes, and nobody is signed in without such a tap.
 */
export default function SignIn() {
  const back = useRouter().params.back
  const signIn = useSignIn(() => leave(back ? decodeURIComponent(back) : TABS.home))
  const [staff, setStaff] = useState(false)
  const lost = useSessionLost()
  useUnload(signInClosed)
  const wish = signIn.isPending ? signIn.variables : undefined
  const failed = signIn.error && signIn.variables?.way !== 'phone' ? toAppError(signIn.error) : null
  return (
    <Page title="登录" calm offlineText="网络断了，连上网再登录">
      <View>
        <View className="t24 b">{lost ? '再登录一次，接着办' : '办事要登录'}</View>
        <View className="c2 mt4">
          {lost
            ? '登录过期了。你填的都还在，登录后回到刚才那一页。'
            : '登录后能替企业填表、交材料、看进度，和专员说话。看办事指南不用登录。'}
        </View>
      </View>
      {failed && (
        <Note tone="late" title={failed.message} alert>
          {failed.hint}
        </Note>
      )}
      {offers('wechat') && (
        <Card className="col g12">
          <Btn
            kind="main"
            block
            busy={wish?.way === 'wechat'}
            onClick={() => signIn.mutate({ way: 'wechat' })}
          >
            同意并用微信登录
          </Btn>
          <Agreement collected="只用微信给的编号认出是你，不取你的手机号、头像和昵称。" />
        </Card>
      )}
      {offers('phone') && <PhoneSignIn signIn={signIn.mutateAsync} />}
      {offers('demo') && (
        <>
          <Note>
            演示环境，人和企业都是虚构的。点一位就登录，也就是同意《隐私说明》。别填真实的个人信息。
          </Note>
          <DemoPeople
            busy={wish?.way === 'demo' ? wish.person : null}
            onPick={(person) => signIn.mutate({ way: 'demo', person })}
          />
        </>
      )}
      {staff ? (
        <StaffPassword busy={wish?.way === 'password'} onSignIn={(each) => signIn.mutate(each)} />
      ) : (
        <Link onClick={() => setStaff(true)}>工作人员用邮箱登录</Link>
      )}
      <Link onClick={() => go(routes.documentCheck())}>核对文书真伪</Link>
    </Page>
  )
}

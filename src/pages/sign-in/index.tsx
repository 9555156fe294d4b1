import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { DemoPeople } from '@/features/session/components/DemoPeople'
import { StaffPassword } from '@/features/session/components/StaffPassword'
import { useSignIn } from '@/features/session/hooks'
import { signInWays } from '@/platform/sign-in'
import { toAppError } from '@/shared/errors'
import { go, leave } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'

const wechat = signInWays.includes('wechat')
const demo = signInWays.includes('demo')

/** 登录: one tap in WeChat, the demo people in the embedded stack, a password for staff; then back to where one was. */
export default function SignIn() {
  const back = useRouter().params.back
  const signIn = useSignIn(() => leave(back ? decodeURIComponent(back) : TABS.home))
  const [staff, setStaff] = useState(!wechat && !demo)
  const wish = signIn.isPending ? signIn.variables : undefined
  const failed = signIn.error ? toAppError(signIn.error) : null
  return (
    <Page title="登录" offlineText="网络断了，连上网再登录">
      <View>
        <View className="t24 b">办事要登录</View>
        <View className="c2 mt4">登录后能替企业填表、交材料、看进度，和专员说话。看办事指南不用登录。</View>
      </View>
      {failed && (
        <Note tone="late" title={failed.message} alert>
          {failed.hint}
        </Note>
      )}
      {wechat && (
        <Card className="col g12">
          <Btn
            kind="main"
            block
            busy={wish?.way === 'wechat'}
            onClick={() => signIn.mutate({ way: 'wechat' })}
          >
            同意并用微信登录
          </Btn>
          <View className="t15 c2">
            只用微信给的编号认出是你，不取你的手机号、头像和昵称。
            <Text>登录就是同意下面两份说明。</Text>
          </View>
        </Card>
      )}
      {!wechat && !demo && (
        <Note icon="phone">企业办事请用手机微信打开小程序「码上帮办」登录；这里给工作人员用。</Note>
      )}
      <View className="row g24">
        <Link onClick={() => go(routes.privacy())}>《隐私说明》</Link>
        <Link onClick={() => go(routes.terms())}>《使用条款》</Link>
        <Link onClick={() => go(routes.documentCheck())}>核对文书真伪</Link>
      </View>
      {demo && (
        <>
          <Note>演示环境，人和企业都是虚构的。点一位就登录，别填真实的个人信息。</Note>
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
    </Page>
  )
}

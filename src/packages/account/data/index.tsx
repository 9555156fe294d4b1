import { View } from '@tarojs/components'
import { ExportCell } from '@/features/privacy/components/ExportCell'
import { WithdrawCell } from '@/features/privacy/components/WithdrawCell'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useMe } from '@/platform/me'
import { go } from '@/shared/go'
import { COLLECTED } from '@/shared/privacy-uses'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Kv } from '@/shared/ui/Kv'
import { Page } from '@/shared/ui/Page'

/** 个人信息与隐私: what is kept and why, who saw it, take it along, take the consent back, end the account. */
export default function OwnData() {
  const me = useMe()
  return (
    <NeedSignIn title="个人信息与隐私" back={routes.ownData()}>
      <Page title="个人信息与隐私">
        <Card>
          <View className="h">存了什么，为了什么</View>
          <View className="mt8">
            {COLLECTED.map(({ what, why }) => (
              <Kv key={what} label={what}>
                {why}
              </Kv>
            ))}
          </View>
        </Card>
        <Card flush>
          <Cell
            icon="eye"
            title="谁看过我的信息"
            sub="你的手机号、证件号平时遮着，谁看过完整的都有记录"
            onClick={() => go(routes.seenBy())}
          />
          <Cell
            icon="lock"
            title="隐私和个人信息"
            sub="全文：给谁看、存多久"
            onClick={() => go(routes.privacy())}
          />
        </Card>
        <ExportCell />
        <WithdrawCell />
        {me.data && (
          <Card flush>
            <Cell
              icon="exit"
              title="注销账号"
              sub="删掉名字、手机号和微信绑定，不能恢复"
              onClick={() => go(routes.cancelAccount())}
            />
          </Card>
        )}
      </Page>
    </NeedSignIn>
  )
}

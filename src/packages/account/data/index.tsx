import { View } from '@tarojs/components'
import { ExportCell } from '@/features/privacy/components/ExportCell'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useMe } from '@/platform/me'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Kv } from '@/shared/ui/Kv'
import { Page } from '@/shared/ui/Page'

/** 个人信息与隐私: what is kept and why, who saw it, take it along, end the account. */
export default function OwnData() {
  const me = useMe()
  return (
    <NeedSignIn title="个人信息与隐私" back={routes.ownData()}>
      <Page title="个人信息与隐私">
        <Card>
          <View className="h">存了什么，为了什么</View>
          <View className="mt8">
            <Kv label="姓名、手机号">让专员和窗口知道怎么称呼你、怎么找到你</Kv>
            <Kv label="微信编号">只用来认出是你</Kv>
            <Kv label="企业和身份">确认你能替哪家企业办事</Kv>
            <Kv label="填的表、传的材料">办这一件事用</Kv>
            <Kv label="消息、诉求、评价">和你沟通、改进服务用</Kv>
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

import { View } from '@tarojs/components'
import { Collected } from '@/features/privacy/components/Collected'
import { Law, type LawSection } from '@/features/session/components/Law'
import { isDemo } from '@/platform/build-facts'
import { openPrivacyGuide } from '@/platform/privacy'
import { CONSENT_VERSION } from '@/shared/privacy-uses'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'

const SECTIONS: readonly LawSection[] = [
  {
    title: '谁看得到',
    lines: [
      '你的企业里经过确认的负责人、经办人。',
      '负责你们企业的专员，和代班的专员。',
      '办这一件的综合窗口、审批部门和联办部门的工作人员，只看和自己那一步有关的办件。手机号、证件号平时遮住中间几位；要看完整的得写明原因，谁看过你查得到。',
      '反映工作人员的投诉，被反映的人看不到。评价的人是谁，承办人看不到。',
      '不卖、不换、不拿去做广告。',
    ],
  },
  {
    title: '手机上存了什么',
    lines: [
      '你同意以前，只记大字模式这样的设置，不登录，不存和你有关的东西。',
      '登录以后：登录状态、填到一半的内容、等着上传的文件、你选的企业。退出登录时，填的内容和文件从手机上清掉。',
      '你点过登录的微信，再打开小程序会自动登录；点了退出登录，就不再自动登录。',
    ],
  },
  {
    title: '存多久，怎么改，怎么删',
    lines: [
      '没提交的草稿，你随时可以自己删掉。',
      '已经提交的办件是行政档案，按档案管理的规定保存，不能由个人删除。',
      '姓名、手机号在“我的 › 我的信息”里改；和企业的关系在“我的 › 能办事的人”里解除。',
      '撤回同意：在“我的 › 个人信息与隐私”里。撤回后所有设备退出登录，这台手机上没交的内容清掉；已经提交的按规定保存、照常办。',
      '收集的内容有变化，会再问你一次；你同意的是哪一版、什么时候，导出自己的信息时看得到。',
      '想要一份自己的信息、看谁看过你的手机号和证件号、注销账号：在“我的 › 个人信息与隐私”里自己办，也可以到县政务服务中心综合窗口。',
      '注销后，名字和手机号从各处去掉，微信和账号断开；已经提交的办件、诉求和消息是行政档案，按规定保存，上面不再挂你的账号。当时发出的文书和办件记录里的名字保持原样，只有能看那一件的人看得到。',
    ],
  },
  {
    title: '不放心，找谁',
    lines: ['在“我的 › 投诉建议”里提，或者拨打县便民热线 12345。'],
  },
]

/** 隐私和个人信息: what is kept, who sees it, how to change it. It says what the software does, nothing more. */
export default function Privacy() {
  return (
    <Page title="隐私和个人信息" calm>
      {isDemo && <Note tone="wait">这里是演示环境，人和企业都是虚构的。别填真实的个人信息。</Note>}
      <View className="t15 c2">{`${CONSENT_VERSION} 版`}</View>
      <Collected />
      <Law sections={SECTIONS} />
      {openPrivacyGuide && (
        <Card flush>
          <Cell
            icon="shield"
            title="微信里的《用户隐私保护指引》"
            sub="县里在微信备过案的，和上面说的是一回事"
            onClick={openPrivacyGuide}
          />
        </Card>
      )}
    </Page>
  )
}

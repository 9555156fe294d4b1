import { Law, type LawSection } from '@/features/session/components/Law'
import { isDemo } from '@/platform/build-facts'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'

const SECTIONS: readonly LawSection[] = [
  {
    title: '存了什么，为了什么',
    lines: [
      '登录：微信给小程序的编号（openid），只用来认出是你。不取你的微信头像、昵称和手机号。',
      '你自己写的姓名、手机号：让专员和窗口知道怎么称呼你、怎么找到你。手机号可以不留。',
      '企业名称、统一社会信用代码、法定代表人：办件用，专员据此确认你和企业的关系。',
      '你填的表、传的材料、发的消息、提的诉求、打的评价：办这一件事用，不作别的用。',
      '办件的每一步是谁、什么时候做的：有争议时能查清楚。',
    ],
  },
  {
    title: '谁看得到',
    lines: [
      '你的企业里经过确认的负责人、经办人。',
      '负责你们企业的专员，和代班的专员。',
      '办这一件的综合窗口、审批部门和联办部门的工作人员，只看和自己那一步有关的办件。',
      '反映工作人员的投诉，被反映的人看不到。评价的人是谁，经办人看不到。',
      '不卖、不换、不拿去做广告。',
    ],
  },
  {
    title: '手机上存了什么',
    lines: [
      '登录状态、填到一半的内容、等着上传的文件、大字模式和你选的企业。退出登录时，填的内容和文件从手机上清掉。',
      '相机、相册、聊天文件：只在你点“拍照”“从相册选”“选文件”“扫码”时用。',
      '不取位置，不读通讯录，不录音。',
    ],
  },
  {
    title: '存多久，怎么改，怎么删',
    lines: [
      '没提交的草稿，你随时可以自己删掉。',
      '已经提交的办件是行政档案，按档案管理的规定保存，不能由个人删除。',
      '姓名、手机号在“我的 › 我的信息”里改；和企业的关系在“我的 › 能办事的人”里解除。',
      '想要一份自己的信息、撤回同意或注销账号：在消息里告诉专员，或到县政务服务中心综合窗口，核对身份后办理。',
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
    <Page title="隐私和个人信息">
      {isDemo && <Note tone="wait">这里是演示环境，人和企业都是虚构的。别填真实的个人信息。</Note>}
      <Law sections={SECTIONS} />
    </Page>
  )
}

import { Law, type LawSection } from '@/features/session/components/Law'
import { isDemo } from '@/platform/build-facts'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'

const SECTIONS: readonly LawSection[] = [
  {
    title: '这是什么',
    lines: [
      '码上帮办是县里给企业和个体工商户办事用的：看指南、交申请、约视频核查、问专员、看进度、领结果。',
      '看指南不用登录；替企业办事要登录并绑定企业。使用不收费。事项本身收不收费，看它的指南。',
    ],
  },
  {
    title: '你答应的',
    lines: [
      '填的、传的都是真的。用假材料拿到的许可会被撤销，还要承担法律责任。',
      '只替你有权代表的企业办事。经办人办到授权的那一天为止。',
      '账号自己用，不借给别人。',
    ],
  },
  {
    title: '我们答应的',
    lines: [
      '材料不齐的，当场或者 5 个工作日内一次告诉你要补的全部内容；过了 5 天没告诉，从收到那天起就算受理。',
      '每个事项都写明县里承诺几天、法律规定最长几天，从受理算起，工作日按国务院公布的放假安排算。',
      '受理、不受理、补正、决定，都记着日期和承办人，在办件进度里随时能看。',
      '每一步谁在办、从什么时候开始，你都看得到。',
    ],
  },
  {
    title: '要知道的',
    lines: [
      '指南里的内容由各部门提供，和部门正式公布的不一致时，以正式公布的为准；发现不一致，请告诉专员。',
      '帮办预审是专员先帮你看一遍，不是受理，也不代表一定能批准。',
      '网络或系统出问题没办成的，填过的内容还在；着急的可以到大厅窗口办。',
      '对决定不服，可以依法申请行政复议或者提起行政诉讼，期限按法律规定。',
    ],
  },
]

/** 使用条款: what each side promises. */
export default function Terms() {
  return (
    <Page title="使用条款">
      {isDemo && <Note tone="wait">这里是演示环境，办出来的结果没有法律效力。</Note>}
      <Law sections={SECTIONS} />
    </Page>
  )
}

/**
 * What is collected and why, in one place: 隐私说明 is drawn from it, the consent on the server keeps it whole
 * (private.consent_texts), and the static audit compares `PRIVACY_USES` with the interfaces that the code calls.
 * Whoever adds a line here changes what people agreed to: a test then asks for a new CONSENT_VERSION and for its
 * text in a migration, and everybody is asked again.
 */

/** The text that people agree to now, by the day it was written. */
export const CONSENT_VERSION = '2026-11-23'

export interface PrivacyUse {
  /** The name of the API, or of a button's open-type. */
  interface: string
  /** What WeChat calls the information, as in the guide of the account (小程序用户隐私保护指引内容介绍). */
  what: string
  why: string
  /** What still works for who does not agree. */
  otherwise: string
}

/**
 * Interfaces that WeChat counts as private (developers.weixin.qq.com …/user-privacy/miniprogram-intro.html): each
 * makes it ask for the privacy authorisation first. wx.login and wx.scanCode are none of them.
 */
export const PRIVACY_USES: readonly PrivacyUse[] = [
  {
    interface: 'chooseMedia',
    what: '你选中的照片或视频信息',
    why: '上传办事材料、在消息和诉求里发照片',
    otherwise: '可以在电脑或手机浏览器上传，也可以带到大厅窗口',
  },
  {
    interface: 'chooseMessageFile',
    what: '你选中的文件',
    why: '从微信聊天里选办事材料',
    otherwise: '可以在电脑或手机浏览器上传，也可以带到大厅窗口',
  },
  {
    interface: 'getPhoneNumber',
    what: '你的手机号',
    why: '确认手机号是你的，窗口有急事能找到你',
    otherwise: '可以自己输入手机号，收短信确认',
  },
  {
    interface: 'saveImageToPhotosAlbum',
    what: '使用你的相册（仅写入）权限',
    why: '把办理结果、二维码图片存到你的手机',
    otherwise: '可以点开图片，长按转发给自己',
  },
  {
    interface: 'setClipboardData',
    what: '你的剪切板（只写入）',
    why: '点“复制”时放进办件编号、地址这些字，不读里面的内容',
    otherwise: '可以照着屏幕抄下来',
  },
]

export interface Collected {
  what: string
  why: string
  /** How one does without, or how it goes. */
  choice: string
}

/** What the software itself keeps of a person. */
export const COLLECTED: readonly Collected[] = [
  {
    what: '微信给小程序的编号（openid）',
    why: '用微信登录时认出是你',
    choice: '不取你的微信头像和昵称；也可以用手机号在浏览器登录',
  },
  {
    what: '手机号',
    why: '登录，窗口和专员有急事找你',
    choice: '用微信登录的可以不留',
  },
  { what: '姓名', why: '让专员和窗口知道怎么称呼你', choice: '你自己写，随时能改' },
  {
    what: '企业名称、统一社会信用代码、法定代表人、你的身份',
    why: '确认你能替哪家企业办事',
    choice: '不替企业办事的不用填',
  },
  {
    what: '填的表、传的材料',
    why: '办这一件事用，不作别的用',
    choice: '没提交的随时能删；提交了的是行政档案，按规定保存',
  },
  {
    what: '消息、诉求、评价',
    why: '和你沟通、改进服务',
    choice: '不发就没有；评价的人是谁，承办人看不到',
  },
  {
    what: '办件的每一步是谁、什么时候做的',
    why: '有争议时能查清楚',
    choice: '你在办件进度里都看得到',
  },
  {
    what: '你同意这份说明的时间和版本',
    why: '证明问过你、你同意了',
    choice: '随时能撤回',
  },
]

/** What the phone is asked for, only at the tap that needs it. */
export const PERMISSIONS: readonly { what: string; why: string }[] = [
  { what: '相机', why: '点“拍照”“扫码”时用' },
  { what: '相册', why: '点“从手机相册选”“保存图片”时用' },
]

/** Said plainly, so that one can hold us to it; tests do. */
export const NEVER_ASKED: readonly string[] = ['位置', '通讯录', '录音', '微信头像和昵称']

/** The text of the present version as the server keeps it. */
export const consentText = () => ({ collected: COLLECTED, uses: PRIVACY_USES, permissions: PERMISSIONS })

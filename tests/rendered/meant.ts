import type { Allowed } from './compare'

/** Faults that are meant, each with its reason. */
export const MEANT_FAULTS: readonly Allowed[] = []

/** Words that only one target says. */
export const MEANT_TEXT: readonly Allowed[] = [
  {
    what: /^only in WeChat: (同意并用微信登录|只用微信给的编号)/,
    why: 'WeChat knows the person; a browser does not.',
  },
  {
    what: /^only on H5: (手机号|在小程序里确认过手机号的|短信验证码|获取验证码|同意并登录)/,
    why: 'A browser signs in by a number and a code.',
  },
  {
    what: /^only in WeChat: (.*可以在微信里告诉你。|用微信提醒我)$/,
    why: 'WeChat asks before it tells something.',
  },
  {
    what: /^only on H5: (补正、受理、出件会发短信到 .*|消息提醒)$/,
    why: 'Who uses H5 is told by SMS.',
  },
  {
    what: /^only in WeChat: (微信里的《用户隐私保护指引》|县里在微信备过案的)/,
    why: 'The guide that WeChat keeps for every mini-program.',
  },
  {
    what: /^only (in WeChat|on H5): /,
    on: 'reminders',
    why: 'WeChat lists what it may tell and how often; H5 says that this is for the mini-program.',
  },
  {
    what: /: (\d\d:\d\d 已自动保存|边填边存)，/,
    why: 'The phone has just saved what was typed; H5 was opened afterwards and has typed nothing.',
  },
]

/** Looks that only one target has. */
export const MEANT_LOOKS: readonly Allowed[] = [
  { what: /^\.(head|head--white) (paddingTop|height):/, why: 'The status bar is above the title bar.' },
  { what: /^\.(nav|nav--plain|nav--aside) paddingRight:/, why: 'Room for WeChat’s capsule.' },
  { what: /^\.(foot|tabbar|recordbar) (paddingBottom|height):/, why: 'The bar of the phone is below.' },
  {
    what: /^\.(body|body--task|body--flush|talk__view|talk__scroll) height:/,
    why: 'What is left of the screen between the two bars above.',
  },
  {
    what: /^\.(paper__img|paper__img--0) (fontSize|lineHeight):/,
    why: 'Taro’s image on H5 writes no text, and says so.',
  },
  {
    what: /^\.(col|g12|paperbox|paper) height: (\d+), on H5 \d+$/,
    why: 'Below the picture of a paper H5 leaves the room of a line’s descenders, 8 px.',
  },
]

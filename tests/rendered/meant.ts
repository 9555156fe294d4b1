import type { Allowed } from './compare'

/** Faults that are meant, each with its reason. */
export const MEANT_FAULTS: readonly Allowed[] = []

/** Words that only one target says. */
export const MEANT_TEXT: readonly Allowed[] = [
  {
    what: /^only in WeChat: (同意并用微信登录|只用微信给的编号|登录就是同意)/,
    why: 'WeChat knows the person; a browser does not.',
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

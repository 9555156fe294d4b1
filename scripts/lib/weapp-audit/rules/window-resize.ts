import { fault, type Rule } from '../rule'

/** Pages that may be resized adapt; ours may not be. */
export const rule: Rule = {
  chapter: '体验',
  title: '窗口变化适配',
  weight: 3,
  judge: ({ app, styles }) => {
    const resizable = app.resizable === true || app.window?.pageOrientation === 'auto'
    const adapts = styles.some(({ text }) => text.includes('@media'))
    return resizable && !adapts ? [fault('app.json', 'resizable', 'no @media in any style sheet')] : []
  },
}

// JavaScript, since Taro requires PostCSS plugins without its TypeScript hook.

/** What nothing in WeChat wears: kinds of NutUI's button other than our one, and what only a browser draws. */
const UNWORN =
  /\.nut-button-(primary|success|info|danger|warning|xlarge|large|small|mini|icononly|default-(solid|dashed|outline|disabled|none-disabled))|\.nut-button\.nut-button-icononly|\.nut-icon-(am|img)|\.(taro|weui)-|\.(scanbox|viewer)(__|\b)|\.paper__frame/

const SCROLLS = /^overflow(-[xy])?$/

/**
 * Style sheets as WeChat's audit (体验评分) wants them: a pressed look is the button's hover-class, what scrolls
 * does so with momentum on old iOS, and nothing is sent that no node can wear.
 */
module.exports = () => ({
  postcssPlugin: 'wxss',
  Rule(rule) {
    const worn = rule.selectors.filter((selector) => !UNWORN.test(selector))
    if (worn.length === 0) {
      rule.remove()
      return
    }
    const selectors = worn.map((selector) => selector.replace(/:active\b/g, '.button-hover'))
    if (selectors.join() !== rule.selectors.join()) rule.selectors = selectors
  },
  Declaration(declaration) {
    if (!SCROLLS.test(declaration.prop) || !/^(auto|scroll)$/.test(declaration.value)) return
    const { parent } = declaration
    if (parent.some((each) => each.prop === '-webkit-overflow-scrolling')) return
    declaration.after({ prop: '-webkit-overflow-scrolling', value: 'touch' })
  },
})
module.exports.postcss = true

const path = require('node:path')
const { components, attributes } = require('../src/platform/aria.json')

// JavaScript, since Taro loads plugins without its TypeScript hook.

/**
 * Taro's WeChat templates carry no ARIA attributes, so a screen reader would hear nothing of our labels. Template
 * and runtime number a component's attributes by its list: both get the same longer one.
 * @param {import('@tarojs/service').IPluginContext} ctx
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (process.env.TARO_ENV !== 'weapp') return
      const patch = Object.fromEntries(
        components.map((component) => [component, Object.fromEntries(attributes.map((name) => [name, '']))]),
      )
      platform.template.mergeComponents(ctx, patch)
      platform.runtimePath = [
        platform.runtimePath,
        path.resolve(__dirname, '../src/platform/aria-runtime'),
      ].flat()
    },
  })
}

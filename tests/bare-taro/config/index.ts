import { defineConfig } from '@tarojs/cli'

/** The least that Taro needs: what is measured against this is what the product adds to it. */
export default defineConfig<'webpack5'>({
  projectName: 'bare-taro',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 1, 750: 1 },
  sourceRoot: 'src',
  outputRoot: process.env.BB_BARE_OUT,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  mini: {
    webpackChain(chain: { merge(config: Record<string, unknown>): void }) {
      chain.merge({ performance: { hints: false } })
    },
  },
})

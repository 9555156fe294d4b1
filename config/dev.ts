import type { UserConfigExport } from '@tarojs/cli'

/** Watch builds: BB_APP_PORT moves the H5 development server from the app's usual port. */
export default {
  logger: { quiet: false, stats: true },
  mini: {},
  h5: { devServer: { port: Number(process.env.BB_APP_PORT || 8080), open: false } },
} satisfies UserConfigExport<'webpack5'>

import type { UserConfigExport } from '@tarojs/cli'

/** Watch builds: BB_APP_PORT moves the H5 development server from the app's usual port. */
export default {
  logger: { quiet: false, stats: true },
  mini: {},
  // A change reloads the page: patching modules in place would need two more packages and lies about page life.
  h5: {
    devServer: { port: Number(process.env.BB_APP_PORT || 8080), open: false, hot: false, liveReload: true },
  },
} satisfies UserConfigExport<'webpack5'>

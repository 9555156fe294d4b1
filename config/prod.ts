import type { UserConfigExport } from '@tarojs/cli'

/** Release builds need nothing beyond the base configuration. */
export default { mini: {}, h5: {} } satisfies UserConfigExport<'webpack5'>

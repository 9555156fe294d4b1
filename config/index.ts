import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { version } from '../package.json'
import devConfig from './dev'
import { askForLater, laterChunk } from './later'
import prodConfig from './prod'

/** Packages that ship ES2022 (#private fields): left alone, H5's terser writes code that no browser parses. */
const shipsModernSyntax = (file: string) =>
  /node_modules[\\/](@tanstack|@supabase|iceberg-js)[\\/]/.test(file)

const urlShim = path.resolve(__dirname, '../src/platform/url.weapp.ts')

/** The parts of webpack-chain used below; its own types are not installed. */
interface Chain {
  plugin(name: string): { tap(edit: (args: Record<string, unknown>[]) => Record<string, unknown>[]): void }
  merge(config: Record<string, unknown>): void
}

/** A short mark of which platform files there are. */
function platformFiles(): string {
  const source = path.resolve(__dirname, '../src')
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(weapp|h5)\.tsx?$/.test(name),
  )
  return createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 12)
}

/** A chunk of webpack, as far as its name is asked for. */
interface Chunk {
  groupsIterable: Iterable<{ origins: { request?: string }[] }>
}

/** `kit` holds what the home page needs of the shared code, `more` what only other pages do: home opens first. */
const sharedChunk = (_module: unknown, chunks: Chunk[]) =>
  chunks.some((chunk) =>
    [...chunk.groupsIterable].some((group) =>
      group.origins.some((origin) => origin.request?.includes('pages/home')),
    ),
  )
    ? 'kit'
    : 'more'

/** scripts/check-dist.ts holds the builds to the product's own limits; webpack's guesses are noise. */
const withoutSizeHints = { performance: { hints: false } }

export default defineConfig<'webpack5'>(async (merge) => {
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'mashang-bangban',
    date: '2026-11-22',
    designWidth: 375,
    deviceRatio: { 375: 1, 750: 1 },
    sourceRoot: 'src',
    outputRoot: `${process.env.BB_DIST_DIR || 'dist'}/${process.env.TARO_ENV}`,
    framework: 'react',
    plugins: [path.resolve(__dirname, 'aria-plugin.js')],
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    // A cached build once kept one half of a change and not the other, and the page did not open: what is shipped or
    // tested is built whole. While developing, the name changes with the set of x.weapp / x.h5 files, which Taro looks
    // for behind the cache's back.
    cache: {
      enable: process.env.NODE_ENV !== 'production',
      name: `${process.env.TARO_ENV}-${process.env.NODE_ENV}-${platformFiles()}`,
    },
    // Taro's own setting quotes every key and keeps every function name: 10 KB gzip of the first load.
    terser: {
      enable: true,
      config: {
        keep_fnames: false,
        compress: { ecma: 2018, passes: 2 },
        output: { ecma: 2018, keep_quoted_props: false, quote_keys: false },
      },
    },
    alias: { '@': path.resolve(__dirname, '../src') },
    env: {
      BB_API_URL: JSON.stringify(process.env.BB_API_URL || 'http://localhost:54321'),
      BB_PUBLISHABLE_KEY: JSON.stringify(process.env.BB_PUBLISHABLE_KEY || 'sb_publishable_local_dev_key'),
      BB_PUBLIC_URL: JSON.stringify(process.env.BB_PUBLIC_URL || ''),
      BB_VERSION: JSON.stringify(version),
      BB_PUBLIC_HOSTS: JSON.stringify(process.env.BB_PUBLIC_HOSTS || ''),
    },
    mini: {
      compile: { include: [shipsModernSyntax] },
      // Sizes are real px everywhere: a wide phone shows more, large-font mode does the enlarging.
      postcss: {
        pxtransform: { enable: false, config: {} },
        autoprefixer: { enable: true, config: {} },
        [path.resolve(__dirname, 'wxss-plugin.js')]: { enable: true, config: {} },
      },
      optimizeMainPackage: { enable: true },
      addChunkPages: askForLater,
      miniCssExtractPluginOption: { ignoreOrder: true },
      webpackChain(chain: Chain) {
        // WeChat has no URL: bare identifiers are replaced at build time.
        chain.plugin('providerPlugin').tap((args) => {
          args[0].URL = [urlShim, 'URL']
          args[0].URLSearchParams = [urlShim, 'URLSearchParams']
          return args
        })
        chain.merge({ ...withoutSizeHints, optimization: laterChunk })
      },
    },
    h5: {
      compile: { include: [shipsModernSyntax] },
      publicPath: '/',
      staticDirectory: 'static',
      // Hash routes need no rewriting by the host; a printed /c/<CODE> is turned into one at start (src/platform/printed-link).
      router: { mode: 'hash', enhanceAnimation: false },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      webpackChain(chain: Chain) {
        // What two pages share is sent once: without this each page's chunk carries its own copy of the UI kit.
        chain.merge({
          ...withoutSizeHints,
          optimization: {
            // Readable names of chunks: scripts/check-dist.ts finds the home page's by its own.
            chunkIds: 'named',
            splitChunks: {
              cacheGroups: {
                shared: {
                  name: sharedChunk,
                  chunks: 'async',
                  minChunks: 3,
                  test: /[\\/](src[\\/](shared|platform)|node_modules)[\\/]/,
                  priority: 20,
                },
              },
            },
          },
        })
      },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { pxtransform: { enable: false, config: {} }, autoprefixer: { enable: true, config: {} } },
    },
  }
  return merge({}, base, process.env.NODE_ENV === 'development' ? devConfig : prodConfig)
})

import path from 'node:path'
import { build, type Plugin } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../..')

/** What config/index.ts and Taro's own build put in place of names. */
const OF_TARO = {
  ...Object.fromEntries(
    [
      'INNER_HTML',
      'ADJACENT_HTML',
      'SIZE_APIS',
      'TEMPLATE_CONTENT',
      'CLONE_NODE',
      'CONTAINS',
      'MUTATION_OBSERVER',
    ].map((name) => [`ENABLE_${name}`, 'false']),
  ),
  'process.env.FRAMEWORK': '"react"',
  'process.env.NODE_ENV': '"production"',
  'process.env.SUPPORT_TARO_POLYFILL': '"disabled"',
}

const shortTimes: Plugin = {
  name: 'short-times',
  setup({ onResolve }) {
    onResolve({ filter: /\/transport-times$/ }, () => ({ path: path.join(import.meta.dirname, 'times.ts') }))
  },
}

/** The cases with the platform's half of each pair, as one script: CommonJS for the vm, a global for a browser. */
export async function bundleFor(platform: 'weapp' | 'h5'): Promise<string> {
  const weapp = platform === 'weapp'
  const { outputFiles } = await build({
    stdin: {
      // As Taro begins each mini-program: its calls are made from what `wx` has.
      contents: `${weapp ? "import '@tarojs/plugin-platform-weapp/dist/runtime'\n" : ''}export * from './in-realm'`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    target: 'es2020',
    platform: 'browser',
    format: weapp ? 'cjs' : 'iife',
    globalName: weapp ? undefined : 'conformance',
    alias: { '@': path.join(root, 'src') },
    resolveExtensions: [`.${platform}.ts`, '.ts', '.tsx', '.mjs', '.js', '.json'],
    define: {
      ...OF_TARO,
      'process.env.TARO_ENV': JSON.stringify(platform),
      'process.env.TARO_PLATFORM': weapp ? '"mini"' : '"web"',
    },
    plugins: [shortTimes],
    logLevel: 'error',
  })
  return outputFiles[0].text
}

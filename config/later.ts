/** The chunk of what several pages share, and the start of the app does without: it is read when a page needs it. */
const NAME = 'later'

/** What runs when somebody opens the app by its icon. */
const AT_START = ['app', 'pages/home/index', 'custom-tab-bar/index']

interface Module {
  type: string
}
interface Context {
  chunkGraph: { getModuleChunksIterable(module: Module): Iterable<{ name?: string }> }
}

/** Scripts only: Taro imports the styles of its own chunks into app.wxss and knows nothing of ours. */
function canWait(module: Module, { chunkGraph }: Context): boolean {
  if (!module.type.startsWith('javascript/')) return false
  const users = [...chunkGraph.getModuleChunksIterable(module)].map((chunk) => chunk.name ?? '')
  return users.some((name) => name.startsWith('pages/')) && !users.some((name) => AT_START.includes(name))
}

/** For webpack's optimization; above Taro's own `common` and `vendors`. */
export const laterChunk = {
  splitChunks: { cacheGroups: { later: { name: NAME, minChunks: 2, priority: 20, test: canWait } } },
}

/** For Taro's addChunkPages: every page but the first asks for it. */
export function askForLater(pages: Map<string, string[]>, names: string[] = []): void {
  for (const name of names) if (!AT_START.includes(name)) pages.set(name, [NAME])
}

import type { Compiled } from './compiled'

type Load = (request: string) => unknown
export type Definition = Record<string, unknown> & { data?: Record<string, unknown> }

/** What a file registered while it ran: App, Page or Component by the file's own path. */
export interface Registered {
  app: Definition
  pages: Map<string, Definition>
  components: Map<string, Definition>
}

const tidy = (file: string) => {
  const parts: string[] = []
  for (const part of file.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The logic layer's files: CommonJS, each run once, with the web's names undefined as WeChat passes them. */
export class Modules {
  readonly registered: Registered = { app: {}, pages: new Map(), components: new Map() }
  private readonly loaded = new Map<string, { exports: unknown }>()
  private loading = ''

  constructor(
    private readonly compiled: Compiled,
    private readonly shadowed: string,
    private readonly globals: Record<string, unknown>,
  ) {
    const { registered } = this
    Object.assign(globals, {
      App: (definition: Definition) => {
        registered.app = definition
      },
      getApp: () => registered.app,
      Page: (definition: Definition) => registered.pages.set(this.loading, definition),
      Component: (definition: Definition) => registered.components.set(this.loading, definition),
      Behavior: (definition: Definition) => definition,
    })
  }

  require(request: string): unknown {
    let file = tidy(request)
    if (!file.endsWith('.js')) file += '.js'
    const known = this.loaded.get(file)
    if (known) return known.exports
    const code = this.compiled.scripts[file]
    if (code === undefined) throw new Error(`module "${file}" is not defined`)
    const module = { exports: {} as unknown }
    this.loaded.set(file, module)
    const before = this.loading
    this.loading = file.slice(0, -3)
    const load: Load = (wanted) => this.require(`${file.split('/').slice(0, -1).join('/')}/${wanted}`)
    try {
      const names = Object.keys(this.globals)
      // sourceURL: a stack trace then names the app's file.
      const run = new Function(
        'require',
        'module',
        'exports',
        'global',
        ...names,
        ...this.shadowed.split(','),
        `${code}\n//# sourceURL=weapp/${file}`,
      )
      run(load, module, module.exports, globalThis, ...names.map((name) => this.globals[name]))
    } finally {
      this.loading = before
    }
    return module.exports
  }
}

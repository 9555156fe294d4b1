import vm from 'node:vm'

/** Names that WeChat passes as undefined to every file: a bare `fetch` is undefined there even if the engine has one. */
const SHADOWED =
  'window,document,frames,self,location,navigator,localStorage,history,Caches,screen,alert,confirm,prompt,fetch,XMLHttpRequest,WebSocket,Reporter,webkit,WeixinJSCore'

/** Gives the realm a Date that asks `now` what time it is, and is the realm's own in everything else. */
const CLOCK = `(function (now) {
  const Own = Date
  globalThis.Date = new Proxy(Own, {
    construct: (target, args, like) => Reflect.construct(target, args.length > 0 ? args : [now()], like),
    apply: () => new Own(now()).toString(),
    get: (target, name) => (name === 'now' ? now : target[name]),
  })
})`

/** Timers of the app, silent once it has ended. */
function timers(ended: () => boolean) {
  const unless =
    (act: (...args: unknown[]) => void) =>
    (...args: unknown[]) => {
      if (!ended()) act(...args)
    }
  return {
    setTimeout: (act: () => void, ms?: number, ...args: unknown[]) => setTimeout(unless(act), ms, ...args),
    setInterval: (act: () => void, ms?: number, ...args: unknown[]) => setInterval(unless(act), ms, ...args),
    clearTimeout,
    clearInterval,
  }
}

/** A realm that has only what WeChat gives: no web globals, and no eval or new Function. */
export function makeRealm(
  globals: Record<string, unknown>,
  now: () => number,
  ended: () => boolean,
): vm.Context {
  Object.assign(globals, timers(ended), { global: globals })
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  vm.runInContext(CLOCK, context)(now)
  return context
}

/** A file of the mini-program as WeChat wraps it: CommonJS, with the web's names undefined. */
export function wrap(code: string, filename: string, context: vm.Context) {
  return vm.runInContext(`(function(require,module,exports,${SHADOWED}){${code}\n})`, context, {
    filename,
  }) as (require: (request: string) => unknown, module: { exports: unknown }, exports: unknown) => void
}

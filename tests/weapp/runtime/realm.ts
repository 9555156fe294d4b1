import vm from 'node:vm'

/** Names that WeChat passes as undefined to every file: a bare `fetch` is undefined there even if the engine has one. */
export const SHADOWED =
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

/** Wraps what a timer does when it is set: how long it is to wait, and whether again and again. */
export type OnTimer = (act: () => void, ms: number, repeats: boolean) => () => void

/** Timers of the app, silent once it has ended. */
function timers(ended: () => boolean, onTimer: OnTimer) {
  const made = (
    act: (...args: unknown[]) => void,
    ms: number | undefined,
    args: unknown[],
    repeats: boolean,
  ) =>
    onTimer(
      () => {
        if (!ended()) act(...args)
      },
      ms ?? 0,
      repeats,
    )
  return {
    setTimeout: (act: () => void, ms?: number, ...args: unknown[]) =>
      setTimeout(made(act, ms, args, false), ms),
    setInterval: (act: () => void, ms?: number, ...args: unknown[]) =>
      setInterval(made(act, ms, args, true), ms),
    clearTimeout,
    clearInterval,
  }
}

/** A realm that has only what WeChat gives: no web globals, and no eval or new Function. */
export function makeRealm(
  globals: Record<string, unknown>,
  now: () => number,
  ended: () => boolean,
  onTimer: OnTimer = (act) => act,
): vm.Context {
  Object.assign(globals, timers(ended, onTimer), { global: globals })
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

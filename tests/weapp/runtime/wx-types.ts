/** The callback form that every wx call shares. */
export interface Options<T = Record<string, unknown>> {
  success?: (result: T) => void
  fail?: (result: { errMsg: string; errno?: number }) => void
  complete?: (result: unknown) => void
}

export function succeed<T>(options: Options<T> | undefined, result: T): void {
  options?.success?.(result)
  options?.complete?.(result)
}

export function refuse(options: Options<never> | Options | undefined, errMsg: string, errno?: number): void {
  const result = { errMsg, errno }
  options?.fail?.(result)
  options?.complete?.(result)
}

/** Looks a constructor up inside the vm, so that values handed to the app are of its own realm. */
export type Realm = (name: string) => unknown

export interface NetworkCounter {
  requests: { method: string; url: string; sent: number; received: number; status: number }[]
  sockets: string[]
  uploads: string[]
}

/** As WeChat does since base library 2.10.2: a call without callbacks answers by a promise. */
export function promising(call: (options: Options) => void) {
  return (options: Options = {}): unknown => {
    if (options.success || options.fail || options.complete) return call(options)
    return new Promise((success, fail) => call({ ...options, success, fail }))
  }
}

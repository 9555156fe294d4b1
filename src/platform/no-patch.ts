/**
 * wx.request knows no PATCH, so PostgREST's update cannot work in the mini-program. It is refused on every
 * platform, that nobody builds on it in the browser: changes go through RPCs.
 */
export function refusePatch(send: typeof fetch): typeof fetch {
  return (input, init) => {
    if (init?.method?.toUpperCase() === 'PATCH') {
      return Promise.reject(new TypeError('PATCH does not exist in WeChat: call an RPC instead of .update()'))
    }
    return send(input, init)
  }
}

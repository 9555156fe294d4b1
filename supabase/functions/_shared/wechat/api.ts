import type { z } from 'zod'
import type { AccessTokens } from './access-token.ts'
import { WechatError } from './error.ts'
import { patiently } from './patience.ts'
import { pictureType } from './picture-type.ts'
import { ask, fitting, type WechatAnswer, type WechatServer } from './request.ts'

export { WechatError, type WechatErrorKind } from './error.ts'

/** WeChat's server API for those calls that take an access_token. Throws a WechatError and nothing else of its own. */
export interface WechatApi {
  /** POSTs JSON and gives the answer as the schema has it; `{errcode: 0}` is a success like any other. */
  call<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>>
  /** POSTs JSON and gives the picture. */
  picture(path: string, body: unknown): Promise<{ content: Uint8Array<ArrayBuffer>; mime: string }>
}

export interface WechatApiDeps {
  server: WechatServer
  tokens: AccessTokens
  wait(ms: number): Promise<void>
  random(): number
}

/** Makes it over its parts, which tests replace. */
export function wechatApi(deps: WechatApiDeps): WechatApi {
  const post = (path: string, body: unknown) => withToken(deps, path, body)
  return {
    call: async (path, body, schema) => fitting(await post(path, body), schema, path),
    async picture(path, body) {
      const { content } = await post(path, body)
      const mime = pictureType(content)
      if (!mime) throw new WechatError(0, 'unreachable', path)
      return { content, mime }
    },
  }
}

/** Once more with another token if WeChat does not take this one. */
async function withToken(deps: WechatApiDeps, path: string, body: unknown): Promise<WechatAnswer> {
  const post = (token: string) => patiently(deps, () => ask(deps.server, path, { access_token: token }, body))
  const token = await deps.tokens.current()
  try {
    return await post(token)
  } catch (error) {
    if (!(error instanceof WechatError) || error.kind !== 'token') throw error
    return post(await deps.tokens.insteadOf(token))
  }
}

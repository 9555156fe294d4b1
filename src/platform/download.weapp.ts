import Taro from '@tarojs/taro'
import { connectionError, offlineError } from './errors'
import { isCaptive } from './transport-rules'

/** Fetches a file to this phone for a moment; throws where no answer came, or a login page of the Wi-Fi did. */
export async function download(url: string, header?: Record<string, string>) {
  const answer = await Taro.downloadFile({ url, header }).catch(() => {
    throw offlineError()
  })
  const type = Object.entries(answer.header ?? {}).find(([name]) => /^content-type$/i.test(name))?.[1]
  if (isCaptive(answer.statusCode, String(type ?? ''))) throw connectionError('captive portal')
  return answer
}

import Taro, { useRouter } from '@tarojs/taro'

/** WeChat hands a query over as it was written, H5 decoded: both come out decoded. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The parameters of this page's address. */
export function useParams<K extends string>(...names: K[]): Partial<Record<K, string>> {
  const { params } = useRouter()
  const given = params ?? Taro.getCurrentInstance().router?.params ?? {}
  const out: Partial<Record<K, string>> = {}
  for (const name of names) {
    const value = given[name]
    if (value) out[name] = decoded(value)
  }
  return out
}

import Taro from '@tarojs/taro'

export function runtimeName(): string | null {
  const { SDKVersion } = Taro.getAppBaseInfo()
  return `${Taro.getDeviceInfo().platform} ${SDKVersion}`
}

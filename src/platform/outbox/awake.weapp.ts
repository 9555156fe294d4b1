import Taro from '@tarojs/taro'

// In the background WeChat interrupts what is not done in 5 seconds (errMsg "interrupted"):
// developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html.
export function onAwake(listen: (awake: boolean) => void): void {
  Taro.onAppHide(() => listen(false))
  Taro.onAppShow(() => listen(true))
}

import { focusManager } from '@tanstack/react-query'

// In the background WeChat interrupts what is not done in 5 seconds (errMsg "interrupted"):
// developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html. life.weapp.ts tells the focus manager.
export function onAwake(listen: (awake: boolean) => void): void {
  focusManager.subscribe(listen)
}

import Taro from '@tarojs/taro'

export const wechatCode = async (): Promise<string> => (await Taro.login()).code

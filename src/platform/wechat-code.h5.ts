export const wechatCode = null

export const phoneFromWechat = null

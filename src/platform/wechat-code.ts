/** A login code of WeChat (lives 5 minutes, once); null where there is no WeChat. */
export declare const wechatCode: (() => Promise<string>) | null

/**
 * The number that WeChat knows, from what its button getPhoneNumber told: proven by WeChat, and from then on the
 * account's. Rejects with an AppError; `phone_no_wechat` when WeChat gives none now and an SMS is the way round.
 * Null outside WeChat.
 */
export declare const phoneFromWechat: ((detail: unknown) => Promise<string>) | null

export type { SubscribeAnswer, SubscribeAnswers } from './subscribe'

export const requestSubscriptions = null
export const openMessageSettings = null

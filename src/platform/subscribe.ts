/** What a person tapped in WeChat's dialog, by template id. filter: WeChat hid it, for another has the same title. */
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'
export type SubscribeAnswers = Record<string, SubscribeAnswer>

/**
 * Asks whether WeChat may send these subscribe messages; null where there is no WeChat. To be called in the tap itself,
 * before anything is waited for: WeChat opens the dialog for a tap only. All of one kind, lasting or one-time, and
 * at most three. Where a person switched all of them off the answer is `ban`; where WeChat could not ask, {}.
 */
export declare const requestSubscriptions:
  | ((templateIds: readonly string[]) => Promise<SubscribeAnswers>)
  | null

/** WeChat's own page where subscribe messages are switched on again; null where there is no WeChat. */
export declare const openMessageSettings: (() => Promise<void>) | null

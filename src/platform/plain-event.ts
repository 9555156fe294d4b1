/**
 * The Event that an abort needs in WeChat, which has none. Without it abortcontroller-polyfill asks `document`,
 * which Taro provides, for an event, and Taro's has no initEvent: every cancelled request would throw.
 */
export class PlainEvent {
  readonly bubbles = false
  readonly cancelable = false
  readonly defaultPrevented = false
  constructor(readonly type: string) {}
}

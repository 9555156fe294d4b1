/** `area`: several lines, for which WeChat has one keyboard. */
export type InputKind = 'text' | 'area' | 'number' | 'digit' | 'idcard' | 'password' | 'tel'

/** What the phone may offer to fill in: one's own number, the code of a message that has just come. */
export type Autofill = 'tel' | 'one-time-code'

/** Attributes that bring up the right keyboard, and name the box to a screen reader. */
export declare function nativeInput(kind: InputKind, label: string, fill?: Autofill): Record<string, unknown>

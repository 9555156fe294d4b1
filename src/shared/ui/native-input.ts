export type InputKind = 'text' | 'number' | 'digit' | 'idcard' | 'password' | 'tel'

/** Attributes that bring up the right keyboard, and name the box to a screen reader. */
export declare function nativeInput(kind: InputKind, label: string): Record<string, unknown>

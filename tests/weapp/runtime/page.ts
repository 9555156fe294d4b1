import type { TreeNode } from './tree'

/** What App(), Page() and Component() are given, and what WeChat calls on it. */
export type Handler = (this: unknown, ...args: unknown[]) => unknown
export type Definition = Record<string, unknown> & { data?: Record<string, unknown> }
/** A page on the stack. */
export interface Page {
  route: string
  data: { root?: TreeNode }
  [key: string]: unknown
}

export interface Callbacks {
  success?: (result: { errMsg: string }) => void
  fail?: (result: { errMsg: string }) => void
  complete?: (result: { errMsg: string }) => void
}
export type RouteOptions = { url: string } & Callbacks

/** Answers a call about routes. */
export function settle(callbacks: Callbacks, result: { errMsg: string }, ok: boolean): void {
  if (ok) callbacks.success?.(result)
  else callbacks.fail?.(result)
  callbacks.complete?.(result)
}

/** Calls a part of a page's or the app's life, where it has that part. */
export function call(target: Definition | Page | undefined, name: string, ...args: unknown[]): unknown {
  const handler = target?.[name]
  return typeof handler === 'function' ? (handler as Handler).call(target, ...args) : undefined
}

import type { NodeTemplate } from './templates'

/** One node as Taro hands it to setData; keys are Taro's short names. */
export interface TreeNode {
  /** node kind */
  nn?: string
  /** children */
  cn?: TreeNode[]
  /** text */
  v?: string
  /** class */
  cl?: string
  sid?: string
  uid?: string
  [key: string]: unknown
}

export interface Hit {
  node: TreeNode
  /** nearest first */
  parents: TreeNode[]
}

export function* walk(node: TreeNode | undefined, parents: TreeNode[] = []): Generator<Hit> {
  if (!node) return
  yield { node, parents }
  // setData by path can leave holes where children were removed.
  for (const child of node.cn ?? []) if (child) yield* walk(child, [node, ...parents])
}

/** All text below a node, in order: neighbours in one element as the one text they are, others apart by a space. */
export function textOf(node: TreeNode | undefined): string {
  let text = ''
  let before: Hit | null = null
  for (const hit of walk(node)) {
    if (isText(hit.node)) {
      const joined = before !== null && isText(before.node) && before.parents[0] === hit.parents[0]
      text += text === '' || joined ? hit.node.v : ` ${hit.node.v}`
    }
    before = hit
  }
  return text
}

export function isText(node: TreeNode): boolean {
  return node.v !== undefined && node.v !== null && node.v !== '' && !node.cn?.length
}

/** The value of an attribute (placeholder, value, aria-label …) of a node, through its template. */
export function attribute(node: TreeNode, name: string, templates: Map<string, NodeTemplate>): unknown {
  const key = node.nn ? templates.get(node.nn)?.attributes.get(name) : undefined
  return key ? node[key] : undefined
}

/** Applies one setData path such as root.cn.[0].cn.[1].v. */
export function applyPath(target: Record<string, unknown>, where: string, value: unknown): void {
  const keys = where.split(/[.[\]]+/).filter(Boolean)
  let place = target
  keys.slice(0, -1).forEach((key, i) => {
    if (place[key] === undefined || place[key] === null) place[key] = /^\d+$/.test(keys[i + 1]) ? [] : {}
    place = place[key] as Record<string, unknown>
  })
  place[keys[keys.length - 1]] = value
}

import { fault, type Rule } from '../rule'

const NODES = 1000
const DEPTH = 30
const CHILDREN = 60

/** Fewer than 1,000 nodes, fewer than 30 levels, at most 60 children of one node. */
export const rule: Rule = {
  chapter: '性能',
  title: 'WXML 节点数',
  weight: 6,
  judge: ({ pages }) =>
    [...pages].flatMap(([route, { nodes, depth, deepest, children, widest }]) => [
      ...(nodes >= NODES ? [fault(route, 'page', `${nodes} nodes, limit ${NODES}`)] : []),
      ...(depth >= DEPTH ? [fault(route, deepest, `depth ${depth}, limit ${DEPTH}`)] : []),
      ...(children > CHILDREN ? [fault(route, widest, `${children} children, limit ${CHILDREN}`)] : []),
    ]),
}

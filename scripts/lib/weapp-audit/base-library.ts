import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.resolve(import.meta.dirname, '../../..')
const TYPINGS = path.join(root, 'node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts')

/** What WeChat's own typings say of one member. */
export interface ApiFact {
  /** The base library that has it; null where the typings name none, which means from the beginning. */
  since: string | null
  /** WeChat's words, where it no longer wants the call. */
  deprecated: string | null
  /** The interface of the one object that the call takes. */
  option: string | null
}

/** Members of every interface: `Wx.chooseMedia`, `RequestOption.timeout`, `FileSystemManager.readFile`. */
export type BaseLibrary = Map<string, ApiFact>

/** The library that project.config.json asks for; docs/deploy.md says where the console wants the same. */
export function askedFor(): string {
  const project = JSON.parse(readFileSync(path.join(root, 'project.config.json'), 'utf8'))
  return String(project.libVersion)
}

/** Reads the versions out of the comments of miniprogram-api-typings, where WeChat's generator leaves them. */
export function readBaseLibrary(): BaseLibrary {
  const source = ts.createSourceFile(TYPINGS, readFileSync(TYPINGS, 'utf8'), ts.ScriptTarget.Latest, true)
  const facts: BaseLibrary = new Map()
  const read = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) {
      for (const member of node.members) {
        const name = member.name && ts.isIdentifier(member.name) ? member.name.text : null
        if (name) facts.set(`${node.name.text}.${name}`, factOf(member, source))
      }
    }
    ts.forEachChild(node, read)
  }
  read(source)
  return facts
}

function factOf(member: ts.TypeElement, source: ts.SourceFile): ApiFact {
  const ranges = ts.getLeadingCommentRanges(source.text, member.pos) ?? []
  const comment = ranges.map(({ pos, end }) => source.text.slice(pos, end)).join('\n')
  // A line of its own: further down the text may name the version of something else.
  const since = /^[\s*/]*(?:\[[^\n]*\n[\s*]*)?\n?[\s*]*需要基础库： `([\d.]+)`/m.exec(comment)
  const deprecated = /@deprecated\s+([^\n*]+)/.exec(comment)
  return {
    since: since?.[1] ?? null,
    deprecated: deprecated?.[1]?.trim() ?? null,
    option: optionOf(member),
  }
}

function optionOf(member: ts.TypeElement): string | null {
  if (!ts.isMethodSignature(member)) return null
  const type = member.parameters[0]?.type
  if (!type || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return null
  const name = type.typeName.text
  const own = member.typeParameters?.find((parameter) => parameter.name.text === name)?.constraint
  if (own && ts.isTypeReferenceNode(own) && ts.isIdentifier(own.typeName)) return own.typeName.text
  return name
}

/** Whether a base library is older than another: 2.9.5 is older than 2.20.1. */
export function older(one: string, other: string): boolean {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number))
  for (let at = 0; at < 3; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

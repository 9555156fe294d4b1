import ts from 'typescript'
import { nodesOf, placeOf, type Sources } from './sources'

/** One use of something that WeChat gives. */
export interface Use {
  /** `Wx.chooseMedia`, `FileSystemManager.readFile`; a key of the object a call takes: `Wx.request(timeout)`. */
  name: string
  where: string
}

/** Where Taro's typings declare what stands for `wx`. */
const TARO = /node_modules\/@tarojs\/taro\/types\//

/** What the sources use of WeChat, through Taro.* and wx.*, found by what the compiler knows and not by spelling. */
export function usedApis({ checker, files }: Sources): Use[] {
  return files.flatMap((file) => [...nodesOf(file)].flatMap((node) => usesAt(node, checker)))
}

function usesAt(node: ts.Node, checker: ts.TypeChecker): Use[] {
  if (!ts.isPropertyAccessExpression(node)) return []
  const owner = ownerOf(node, checker)
  if (!owner) return []
  const name = `${owner}.${node.name.text}`
  const where = placeOf(node)
  return [{ name, where }, ...keysOf(node).map((key) => ({ name: `${name}(${key})`, where }))]
}

/** Wx for the API itself, else the interface of what an API gave: a task, a manager. */
function ownerOf(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): string | null {
  const from = bare(node.expression)
  if (ts.isIdentifier(from) && (from.text === 'wx' || from.text === 'Taro')) return 'Wx'
  const symbol = checker.getSymbolAtLocation(node.name)
  const declared = symbol?.declarations?.find((each) => TARO.test(each.getSourceFile().fileName))
  if (!declared) return null
  const { parent } = declared
  if (ts.isInterfaceDeclaration(parent)) {
    return parent.name.text === 'TaroStatic' ? 'Wx' : parent.name.text
  }
  return null
}

/** Without brackets and casts: `(wx as Later).call` is a use of wx too. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) ? bare(node.expression) : node
}

/** Keys of the object written into a call. */
function keysOf(node: ts.PropertyAccessExpression): string[] {
  const call = node.parent
  if (!ts.isCallExpression(call) || call.expression !== node) return []
  const [first] = call.arguments
  if (!first || !ts.isObjectLiteralExpression(first)) return []
  return first.properties.flatMap((property) =>
    property.name && ts.isIdentifier(property.name) ? [property.name.text] : [],
  )
}

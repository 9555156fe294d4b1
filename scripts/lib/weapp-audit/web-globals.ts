import path from 'node:path'
import ts from 'typescript'
import { nodesOf, placeOf, type Sources } from './sources'

/** What lib.dom declares and WeChat gives too. */
const IN_WECHAT = new Set(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console'])

const FROM_DOM = /[\\/]lib\.dom[.\w]*\.d\.ts$/

/**
 * Uses of what only a browser has: names that the compiler finds in lib.dom and nowhere nearer. A local variable
 * called `location` is none, nor a type, nor `typeof fetch`, which asks whether there is one.
 */
export function* webGlobals({ checker, files }: Sources): Generator<{ name: string; node: ts.Identifier }> {
  for (const file of files) {
    for (const node of nodesOf(file)) {
      if (!ts.isIdentifier(node) || IN_WECHAT.has(node.text) || !isValue(node)) continue
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node)
      if (symbol && isGlobal(symbol)) yield { name: node.text, node }
    }
  }
}

function isValue(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isTypeOfExpression(parent) || ts.isTypeQueryNode(parent) || ts.isPartOfTypeNode(node)) return false
  if (ts.isQualifiedName(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false
  // `class Small extends URL` runs; `interface Small extends URL` does not.
  return !(ts.isExpressionWithTypeArguments(parent) && ts.isInterfaceDeclaration(parent.parent.parent))
}

/** Declared by the browser's library at its top, and nowhere in our own sources. */
function isGlobal(symbol: ts.Symbol): boolean {
  const places = symbol.declarations ?? []
  return (
    places.every((each) => each.getSourceFile().isDeclarationFile) &&
    places.some((each) => FROM_DOM.test(each.getSourceFile().fileName) && isAtTop(each))
  )
}

const isAtTop = (declared: ts.Declaration) =>
  ts.isFunctionDeclaration(declared) ||
  (ts.isVariableDeclaration(declared) && ts.isSourceFile(declared.parent.parent.parent))

/** Web globals outside the place where the platforms differ. */
export function misplacedGlobals(sources: Sources): string[] {
  const platform = `src${path.sep}platform${path.sep}`
  return [...webGlobals(sources)]
    .filter(({ node }) => !placeOf(node).startsWith(platform))
    .map(({ name, node }) => `${placeOf(node)}: ${name}`)
}

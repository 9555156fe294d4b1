import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const FILE = fileURLToPath(new URL('../../src/shared/contract.ts', import.meta.url))

/**
 * src/shared/contract.ts, read by the compiler and held against answers: no second copy of the shapes that could
 * itself grow old. Keys are exact both ways, values are of the stated type, nulls stand only where they may.
 */
export class Contract {
  private readonly checker: ts.TypeChecker
  private readonly source: ts.SourceFile
  private readonly met = new Set<ts.Node>()

  constructor() {
    const program = ts.createProgram([FILE], { strict: true, noEmit: true, types: [] })
    const source = program.getSourceFile(FILE)
    if (!source) throw new Error(`Cannot read ${FILE}`)
    this.source = source
    this.checker = program.getTypeChecker()
  }

  /** What is wrong with an answer that should be of this type (`ItemGuide`, `SlotDay[]`); empty when nothing is. */
  faults(name: string, answer: unknown): string[] {
    const list = name.endsWith('[]')
    const type = this.typeOf(list ? name.slice(0, -2) : name)
    if (!list) return this.compare(type, answer, name)
    return this.compareAll(type, answer, name.slice(0, -2))
  }

  /** Shapes of the contract that no answer has shown yet, by line: nothing was proven about these. */
  unseen(): string[] {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isTypeLiteralNode(node) && !this.met.has(node)) {
        const { line } = this.source.getLineAndCharacterOfPosition(node.getStart(this.source))
        found.push(`${line + 1}: ${node.getText(this.source).replace(/\s+/g, ' ').slice(0, 80)}`)
      }
      ts.forEachChild(node, visit)
    }
    visit(this.source)
    return found
  }

  private typeOf(name: string): ts.Type {
    const declared = this.source.statements.find(
      (statement): statement is ts.TypeAliasDeclaration =>
        ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
    )
    if (!declared) throw new Error(`The contract has no type ${name}`)
    return this.checker.getTypeAtLocation(declared.name)
  }

  private compare(type: ts.Type, value: unknown, path: string): string[] {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return []
    if (type.isUnion()) return this.compareUnion(type, value, path)
    if (this.checker.isArrayType(type)) {
      const [element] = this.checker.getTypeArguments(type as ts.TypeReference)
      if (element) return this.compareAll(element, value, path)
    }
    if (type.flags & ts.TypeFlags.Object || type.isIntersection())
      return this.compareObject(type, value, path)
    return this.isPlain(type, value) ? [] : [this.fault(type, value, path)]
  }

  private compareAll(element: ts.Type, value: unknown, path: string): string[] {
    if (!Array.isArray(value)) return [`${path} is not a list`]
    return value.flatMap((each, n) => this.compare(element, each, `${path}[${n}]`))
  }

  private compareUnion(type: ts.UnionType, value: unknown, path: string): string[] {
    const tried = type.types.map((one) => this.compare(one, value, path))
    if (tried.some((faults) => faults.length === 0)) return []
    // 'A or null': what is wrong inside A says more than that it is not A.
    const inner = typeof value === 'object' && value !== null
    const object = type.types.findIndex(
      (one) => one.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection),
    )
    return (inner && tried[object]) || [this.fault(type, value, path)]
  }

  private compareObject(type: ts.Type, value: unknown, path: string): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [this.fault(type, value, path)]
    const entries = new Map(Object.entries(value))
    const any = this.checker.getIndexTypeOfType(type, ts.IndexKind.String)
    if (any) return [...entries].flatMap(([key, each]) => this.compare(any, each, `${path}.${key}`))
    const properties = this.checker.getPropertiesOfType(type)
    const faults = [...entries.keys()]
      .filter((key) => !properties.some(({ name }) => name === key))
      .map((key) => `${path}.${key} is not in the contract`)
    for (const property of properties) {
      const declared = property.declarations?.[0]?.parent
      if (declared) this.met.add(declared)
      const at = `${path}.${property.name}`
      if (!entries.has(property.name)) faults.push(`${at} is missing`)
      else
        faults.push(...this.compare(this.checker.getTypeOfSymbol(property), entries.get(property.name), at))
    }
    return faults
  }

  private isPlain(type: ts.Type, value: unknown): boolean {
    if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value
    if (type.flags & ts.TypeFlags.BooleanLiteral) return String(value) === this.checker.typeToString(type)
    if (type.flags & ts.TypeFlags.Null) return value === null
    if (type.flags & ts.TypeFlags.String) return typeof value === 'string'
    return type.flags & ts.TypeFlags.Number ? typeof value === 'number' : false
  }

  private fault(type: ts.Type, value: unknown, path: string): string {
    return `${path} is ${JSON.stringify(value)?.slice(0, 60)}, not ${this.checker.typeToString(type)}`
  }
}

import { readdirSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const root = path.resolve(import.meta.dirname, '../../..')
const src = path.join(root, 'src')

/** The sources as the build for WeChat sees them, with what the compiler knows of every name. */
export interface Sources {
  checker: ts.TypeChecker
  files: ts.SourceFile[]
}

const forWeChat = (file: string) => /\.tsx?$/.test(file) && !/\.(h5|test)\.tsx?$|\.d\.ts$/.test(file)

/** `extra`: further sources, written by a test, as file name → text. */
export function readSources(extra: Record<string, string> = {}): Sources {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(forWeChat)
    .map((file) => path.join(src, file))
  return program([...names, path.join(root, 'types/global.d.ts')], extra, {
    paths: { '@/*': ['./src/*'] },
    jsx: ts.JsxEmit.ReactJSX,
    // A pair x.weapp.ts / x.h5.ts stands behind x.ts.
    moduleSuffixes: ['.weapp', ''],
  })
}

/** Scripts of a build, each on its own as WeChat wraps them. */
export function readScripts(files: string[], extra: Record<string, string> = {}): Sources {
  return program(files, extra, { allowJs: true, checkJs: false, maxNodeModuleJsDepth: 0 })
}

function program(names: string[], extra: Record<string, string>, more: ts.CompilerOptions): Sources {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    // Without Node's types: their `fetch` and `URL` would hide the browser's.
    types: [],
    baseUrl: root,
    ...more,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  const text = (file: string) => extra[path.relative(root, file)]
  host.fileExists = (file) => text(file) !== undefined || fileExists(file)
  host.readFile = (file) => text(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const own = text(file)
    return own === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, own, version, true)
  }
  const all = [...names, ...Object.keys(extra).map((file) => path.join(root, file))]
  const made = ts.createProgram(all, options, host)
  return {
    checker: made.getTypeChecker(),
    files: all.flatMap((file) => made.getSourceFile(file) ?? []).filter((file) => !file.isDeclarationFile),
  }
}

/** `src/platform/scan.ts:12`, for a sentence that says where. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
  return `${path.relative(root, file.fileName)}:${line + 1}`
}

/** Every node below one, in order. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  for (const child of children) yield* nodesOf(child)
}

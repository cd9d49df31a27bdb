/** Type-checks texts against the built library, as an embedder's compiler does: all of them in one program. */
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // What a text needs it imports; what it would get from elsewhere it may not have.
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
}

/**
 * Type-checks modules that are in no file.
 *
 * @param texts - Each by a name of its own.
 * @returns What the compiler finds, each with the name before it.
 */
export function typeCheck(texts: ReadonlyMap<string, string>): readonly string[] {
  const names = new Map([...texts.keys()].map((name, at) => [pathOf(at), name]))
  const byPath = new Map([...texts.values()].map((text, at) => [pathOf(at), text]))
  const onDisk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...onDisk,
    fileExists: (path) => byPath.has(path) || onDisk.fileExists(path),
    readFile: (path) => byPath.get(path) ?? onDisk.readFile(path),
    getSourceFile: (path, languageVersion, ...rest) => {
      const text = byPath.get(path)
      return text === undefined
        ? onDisk.getSourceFile(path, languageVersion, ...rest)
        : ts.createSourceFile(path, text, languageVersion)
    },
  }
  const program = ts.createProgram([...byPath.keys()], options, host)
  return [...byPath.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]
    return found.map(
      ({ messageText }) =>
        `${names.get(path) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}

/** Where a module would lie that imports the library as an embedder does. */
function pathOf(at: number): string {
  return join(root, 'examples', `checked-${String(at)}.mts`)
}

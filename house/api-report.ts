/** The public API as text: what each entry exports, its kind, and its declaration without comments. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>
}

/** The entries of the library that are code, each with its declarations as they are built. */
export function entriesOf(): ReadonlyMap<string, string> {
  const { exports } = JSON.parse(readFileSync(join(root, 'lib/package.json'), 'utf8')) as Manifest
  return new Map(
    Object.entries(exports).flatMap(([entry, target]) =>
      typeof target === 'string'
        ? []
        : [[entry.replace(/^\./, 'greengate'), join(root, 'lib', target.types)] as const],
    ),
  )
}

/**
 * Reports each export of each entry, a line each, in the order of their names.
 *
 * @param entries - Declaration files by the names of the entries.
 */
export function apiReport(
  entries: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  // Nothing is checked: names lead to declarations without the platform's own.
  const options = { noLib: true, types: [], skipLibCheck: true }
  const program = ts.createProgram([...entries.values()], options)
  const checker = program.getTypeChecker()
  return new Map(
    [...entries].map(([entry, path]) => {
      const file = program.getSourceFile(path)
      const symbol = file && checker.getSymbolAtLocation(file)
      const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol)
      return [entry, exported.map((one) => lineOf(one, checker)).toSorted()]
    }),
  )
}

const printer = ts.createPrinter({ removeComments: true, omitTrailingSemicolon: true })

function lineOf(exported: ts.Symbol, checker: ts.TypeChecker): string {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const text = printer.printNode(
      ts.EmitHint.Unspecified,
      declaration,
      declaration.getSourceFile(),
    )
    // The same whether it is declared on one line or on many, and however a build renames what it brings along.
    return text
      .replace(/\s+/g, ' ')
      .replace(/\$\d+\b/g, '')
      .replace(/^(export |declare )+/, '')
  })
  const kind = kindOf(symbol)
  // All but a constant say themselves what they are.
  const first = texts[0]?.startsWith(`${kind} `) === true ? '' : `${kind} `
  return `${exported.name}: ${first}${texts.join(' | ')}`
}

function kindOf({ flags }: ts.Symbol): string {
  if (flags & ts.SymbolFlags.Function) return 'function'
  if (flags & ts.SymbolFlags.Class) return 'class'
  if (flags & ts.SymbolFlags.Interface) return 'interface'
  if (flags & ts.SymbolFlags.TypeAlias) return 'type'
  return flags & ts.SymbolFlags.Variable ? 'constant' : 'unknown'
}

/** Makes the mutants of a source file: the file with one small change each, under a name that outlives other edits. */
import ts from 'typescript'
import { changesOf, type Change } from './changes.ts'

/** A source file with one change. */
export interface Mutant {
  /** File, enclosing names, what becomes what, and the how-manieth of that look it is there. */
  readonly id: string
  readonly path: string
  /** For people: the line it is on today. */
  readonly line: number
  /** The whole file, changed. */
  readonly text: string
}

/** Every mutant of a file, in the order of its text. */
export const mutantsOf = (path: string, text: string): readonly Mutant[] => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: { readonly name: string; readonly change: Change }[] = []
  const visit = (node: ts.Node, names: readonly string[]): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node))
      return
    const name = nameOf(node)
    const within = name === undefined ? names : [...names, name]
    for (const change of changesOf(node, file)) {
      const from = short(text.slice(change.start, change.end))
      found.push({
        name: `${path} ${within.join('.')}: ${from} -> ${short(change.to)}`,
        change,
      })
    }
    ts.forEachChild(node, (child) => {
      visit(child, within)
    })
  }
  visit(file, [])
  found.sort((a, b) => a.change.start - b.change.start || b.change.end - a.change.end)
  const seen = new Map<string, number>()
  return found.map(({ name, change: { start, end, to } }) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return {
      id: count === 1 ? name : `${name} #${String(count)}`,
      path,
      line: file.getLineAndCharacterOfPosition(start).line + 1,
      text: text.slice(0, start) + to + text.slice(end),
    }
  })
}

/** The name that a declaration gives to what is inside. */
const nameOf = (node: ts.Node): string | undefined => {
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isClassDeclaration(node)
  if (!isNamed || node.name === undefined) return undefined
  return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : undefined
}

/** One line, and of a long text its beginning and its end. */
const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 40)}…${line.slice(-19)}` : line
}

/** What a document cites as proof: tests by file and name, vectors by id; and what there is of both. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** What stands in a cell, or in a paragraph. */
interface Citations {
  readonly tests: readonly { readonly file: string; readonly name: string }[]
  /** Ids; one that ends in a star stands for all that begin so. */
  readonly vectors: readonly string[]
  /** What is no citation. */
  readonly rest: string
}

const testPattern = /`([^`\s]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g
const vectorPattern = /`([a-z0-9-]+\*?)`/g

/** Reads citations: a file of tests in backticks, a colon, names in quotes with commas between them; and ids of vectors in backticks. */
export function citationsIn(text: string): Citations {
  const tests = [...text.matchAll(testPattern)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
  )
  const others = text.replaceAll(testPattern, '')
  const vectors = [...others.matchAll(vectorPattern)].map(([, id = '']) => id)
  return { tests, vectors, rest: others.replaceAll(vectorPattern, '').replaceAll(/[\s,;]/g, '') }
}

/** The names of a file's tests and of the groups that they are in, as they are written. */
export function testNames(path: string): readonly string[] {
  if (!existsSync(path)) return []
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      /^(?:test|it|describe)\b/.test(node.expression.getText(source))
    ) {
      const [name] = node.arguments
      if (name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text)
      if (name !== undefined && ts.isTemplateExpression(name)) names.push(name.getText(source))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/** The ids of all vectors. */
export function vectorIds(): ReadonlySet<string> {
  const ids = globSync('test-vectors/*/*.json', {
    exclude: ['test-vectors/{schema,recipes,keys,rule-sets}/**'],
  }).flatMap((path) => idsIn(JSON.parse(readFileSync(path, 'utf8')) as File))
  return new Set(ids)
}

interface File {
  readonly cases?: readonly { readonly id?: string }[]
  readonly groups?: readonly File[]
}

function idsIn({ cases = [], groups = [] }: File): readonly string[] {
  return [...cases.flatMap(({ id }) => id ?? []), ...groups.flatMap(idsIn)]
}

/** What there is to be cited. */
interface Known {
  readonly namesOf: (file: string) => readonly string[]
  readonly ids: ReadonlySet<string>
}

/** What is wrong with citations; nothing: each leads to one test, or to a vector. */
export function wrongCitations(
  { tests, vectors }: Citations,
  { namesOf, ids }: Known,
): readonly string[] {
  const found = (name: string, names: readonly string[]): number =>
    name.endsWith('…')
      ? names.filter((each) => each.startsWith(name.slice(0, -1))).length
      : names.filter((each) => each === name).length
  const isVector = (id: string): boolean =>
    id.endsWith('*') ? [...ids].some((each) => each.startsWith(id.slice(0, -1))) : ids.has(id)
  return [
    ...tests.flatMap(({ file, name }) => {
      const names = namesOf(file)
      if (names.length === 0) return [`${file}: there is no such file of tests`]
      const count = found(name, names)
      return count === 1 ? [] : [`${file}: ${String(count)} tests are called "${name}"`]
    }),
    ...vectors.filter((id) => !isVector(id)).map((id) => `no vector is called ${id}`),
  ]
}

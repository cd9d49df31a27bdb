/** Every check of a client, and the source without it: what refuses a bundle, a signature or a trust list. */
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import type { Mutant } from './mutants.ts'

/** What refuses by being called: a function of that name throws or does nothing. */
const refusing = /^(?:refuse\w*|checkDocument)$/

/** Every source with one check taken out. */
export const deletedChecks = (): readonly Mutant[] =>
  globSync([
    'lib/bundle/*.ts',
    'lib/crypto/jws.ts',
    // What else is in that room reads keys for whoever makes a list, and no bundle.
    'lib/trust/{authorities,trust-list}.ts',
  ])
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted()
    .flatMap((path) => withoutChecks(path, readFileSync(path, 'utf8')))

/** A file with one check taken out, for each of its checks. */
const withoutChecks = (path: string, text: string): readonly Mutant[] => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Mutant[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && isCheck(node)) {
      const [start, { end }] = [node.getStart(file), node]
      const line = file.getLineAndCharacterOfPosition(start).line + 1
      const look = text.slice(start, end).replaceAll(/\s+/g, ' ')
      const same = found.filter(({ id }) => id.startsWith(`${path} ${look}`)).length
      found.push({
        id: `${path} ${look}${same === 0 ? '' : ` #${String(same + 1)}`}`,
        path,
        line,
        text: `${text.slice(0, start)};${text.slice(end)}`,
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** A guard whose whole work is to throw, or a call of what refuses whose answer nobody takes. */
const isCheck = (node: ts.Statement): boolean => {
  if (ts.isIfStatement(node)) return node.elseStatement === undefined && throws(node.thenStatement)
  if (!ts.isExpressionStatement(node)) return false
  const { expression } = node
  const call = ts.isAwaitExpression(expression) ? expression.expression : expression
  return (
    ts.isCallExpression(call) &&
    ts.isIdentifier(call.expression) &&
    refusing.test(call.expression.text)
  )
}

/** What throws a caught error on refuses nothing. */
const throws = (node: ts.Statement): boolean =>
  (ts.isThrowStatement(node) && node.expression.getText() !== 'cause') ||
  (ts.isBlock(node) && node.statements.some(throws))

/**
 * Looks at a packed package as publint and attw do, and prints what they find, as one line of JSON.
 *
 * A process of its own: both are written in TypeScript too, and the condition by which our tests take our sources would
 * take theirs.
 */
import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ''))
const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true })
const types = await checkPackage(createPackageFromTarballData(bytes))
// What `require` or the resolver of Node 10 makes of it is of no interest: the package is ESM, and says so.
const isOurs = (problem: Problem): boolean =>
  !('resolutionKind' in problem) || !['node10', 'node16-cjs'].includes(problem.resolutionKind)
console.log(
  JSON.stringify({
    publint: messages.map((message) => formatMessage(message, pkg, { color: false })),
    attw: types.types === false ? 'no types' : types.problems.filter(isOurs),
    entries: types.types === false ? [] : Object.keys(types.entrypoints),
  }),
)

/** Which test files are tried once more, by themselves, after everything else has ended: an accident of a busy machine is told as one. */
import type { TestLine } from './reporter.ts'

/** More files than this are no accident. */
const mostFiles = 3

const fileOf = (name: string): string | undefined => {
  const end = name.indexOf('.test.ts > ')
  return end < 0 ? undefined : name.slice(0, end + '.test.ts'.length)
}

/** The files of what failed; none where something failed that is no test, or where too many did. */
export const triedAgain = (lines: readonly TestLine[]): readonly string[] => {
  const failed = lines.filter(({ state }) => state === 'failed').map(({ name }) => fileOf(name))
  const files = [...new Set(failed)]
  if (files.length > mostFiles) return []
  return files.every((file) => file !== undefined) ? files : []
}

/** What counts after the second try of those files, and by name what passed only then. */
export const afterSecondTry = (
  first: readonly TestLine[],
  second: readonly TestLine[],
  files: readonly string[],
): { readonly lines: readonly TestLine[]; readonly onlyThen: readonly string[] } => {
  const passed = new Set(second.filter(({ state }) => state === 'passed').map(({ name }) => name))
  const others = first.filter(({ name }) => !files.includes(fileOf(name) ?? ''))
  const lost = first.filter(({ name, state }) => state === 'failed' && !passed.has(name))
  const told = new Set(second.map(({ name }) => name))
  return {
    // A test that failed and then does not run at all has failed.
    lines: [...others, ...second, ...lost.filter(({ name }) => !told.has(name))],
    onlyThen: first
      .filter(({ name, state }) => state === 'failed' && passed.has(name))
      .map(({ name }) => name),
  }
}

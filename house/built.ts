/** Whether the build stands as of these sources: digests of both, written down after each whole build. */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const house = join(import.meta.dirname, '..')
const recordOf = (top: string): string => join(top, 'artifacts', 'built.json')

/** All that a build reads, and somewhat more: rather once too often than once too seldom. */
const sources = [
  '{lib,cli,desk,kiosk,verifier-web}/**/*',
  'test-vectors/**/*.{json,ggb}',
  '*.{json,mjs}',
  'house/{,rollup/}*.mjs',
  'LICENSE',
]
const written = [
  '{lib,cli}/dist/**/*',
  'kiosk/{screen,electron}/dist/**/*',
  'verifier-web/dist/**/*',
]

const digestOf = (top: string, patterns: readonly string[], exclude: readonly string[]): string => {
  const digest = createHash('sha256')
  const found = globSync(patterns, { cwd: top, exclude, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  for (const path of paths.toSorted()) digest.update(path).update('\0').update(readFileSync(path))
  return digest.digest('hex')
}

const now = (top: string): string =>
  JSON.stringify({
    sources: digestOf(top, sources, [
      '**/node_modules/**',
      '**/dist/**',
      '**/*.test.ts',
      '**/*.md',
    ]),
    written: digestOf(top, written, ['**/node_modules/**']),
  })

/** Whether what stands in a tree is what was built of what stands there; by default in ours. */
export const wasBuilt = (top = house): boolean => {
  try {
    return readFileSync(recordOf(top), 'utf8') === now(top)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Says that it is. */
export const markBuilt = (top = house): void => {
  const record = recordOf(top)
  mkdirSync(dirname(record), { recursive: true })
  writeFileSync(record, now(top))
}

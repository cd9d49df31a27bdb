/** Every example compiles that stands in the library's comments, its README and the page for embedders. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { typeCheck } from './type-check.ts'

const inComments = /^[ \t]*\* @example\n[ \t]*\* ```ts\n([\s\S]*?)^[ \t]*\* ```$/gm
const inPages = /^```(?:ts|js)\n([\s\S]*?)^```$/gm

/** The code of a file, each piece by its place in it. */
const piecesOf = (path: string, pattern: RegExp): readonly (readonly [string, string])[] =>
  [...readFileSync(path, 'utf8').matchAll(pattern)].map(([, text = ''], at) => [
    `${path} ${String(at + 1)}`,
    // A page shows one piece as it begins; a comment has its stars taken off.
    path.endsWith('.md') ? text : text.replace(/^[ \t]*\* ?/gm, ''),
  ])

/** Files that the page shows as they stand: where they lie they are compiled, and run. */
const shown = new Set(globSync('examples/**/*.{ts,js}').map((path) => readFileSync(path, 'utf8')))
const sources = globSync('lib/**/*.ts', { exclude: ['**/node_modules/**', '**/dist/**'] })

test('every example compiles against the library as it is built', () => {
  const examples = new Map(
    [
      ...sources.flatMap((path) => piecesOf(path, inComments)),
      ...['lib/README.md', 'docs/embedding.md'].flatMap((path) =>
        piecesOf(path, inPages).filter(([, text]) => !shown.has(text)),
      ),
    ].map(([name, text]) => [name, `${text}\nexport {}\n`]),
  )
  expect(examples.size).toBeGreaterThan(84)
  examples.set('not there', `import { letEverybodyPass } from 'greengate'\nexport {}\n`)
  const found = typeCheck(examples)
  expect(found.filter((line) => !line.startsWith('not there:'))).toEqual([])
  // Whoever finds nothing at all has not looked.
  expect(found).toHaveLength(1)
})

test('what says @example has one that is looked at', () => {
  const said = sources.flatMap((path) => readFileSync(path, 'utf8').match(/@example/g) ?? [])
  const looked = sources.flatMap((path) => piecesOf(path, inComments))
  expect(looked).toHaveLength(said.length)
})

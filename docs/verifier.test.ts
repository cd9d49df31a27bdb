/** The page on the verifier: its policy is that of the pages, and its folder has all that is built. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const page = read('docs/verifier.md')

test.each(['index.html', 'holder.html'])(
  'the policy to send is that of %s, and forbids frames',
  (name) => {
    const [, own] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(
      read(`verifier-web/${name}`),
    ) ?? ['', 'none']
    const [, sent] = /^Content-Security-Policy: (.+)$/m.exec(page) ?? ['', '']
    expect(sent).toBe(`${own}; frame-ancestors 'none'`)
  },
)

test('the build writes into the folder that is copied, and every file of ours in it has its line', () => {
  const [, from = ''] = /^cp -r (\S+) /m.exec(page) ?? []
  const build = read('rollup.config.mjs')
  expect(build).toContain(`'${from}'`)
  const [, layout = ''] = /```\n(verify\/\n[^`]+)```/.exec(page) ?? []
  const beside = globSync(['*.{html,css,svg,webmanifest}'], { cwd: join(root, 'verifier-web') })
  const entries = [
    ...build.matchAll(
      /(?:^|[{ ,'])'?([a-z-]+)'?: (?:inWeb\(')?'?(?:verifier-web\/)?[a-z/-]+\.ts'?\)? }, 'verifier-web\/dist'/gm,
    ),
  ]
  expect(beside.length).toBeGreaterThan(4)
  for (const name of beside) expect(layout).toContain(basename(name))
  for (const [, name = ''] of entries) expect(layout).toContain(`${name}.js`)
  expect(entries.map(([, name]) => name)).toContain('service-worker')
})

test('what it says is kept under a name is what the code names so', () => {
  const sources = globSync('verifier-web/{words,edges,holder,elements}/*.ts', { cwd: root })
  const code = sources
    .filter((path) => !path.includes('.test.'))
    .map(read)
    .join('\n')
  const named = [...page.matchAll(/(?:localStorage|IndexedDB) `([a-z-]+)`/g)].map(
    ([, name]) => name,
  )
  expect(new Set(named).size).toBeGreaterThan(3)
  for (const name of named) expect(code).toContain(`'${String(name)}'`)
})

/** What the documents say of the house: every dependency has its line, every link leads somewhere, every file says what it is for. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const exclude = ['**/node_modules/**', '**/dist/**', 'artifacts/**']
const read = (path: string): string => readFileSync(path, 'utf8')

const dependenciesOf = (path: string): readonly string[] => {
  const manifest = JSON.parse(read(path)) as Record<string, Record<string, string> | undefined>
  return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
    .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
    .filter((name) => !name.startsWith('greengate'))
}

test('docs/dependencies.md has a line for each dependency, and no line too many', () => {
  const installed = [
    'package.json',
    'lib/package.json',
    'cli/package.json',
    'bench/package.json',
  ].flatMap(dependenciesOf)
  const listed = [...read('docs/dependencies.md').matchAll(/^\| ([^|]+) \|/gm)]
    .flatMap(([, names]) => names!.split(', '))
    .filter((name) => name !== 'package' && !name.startsWith('---'))
  expect(listed.toSorted()).toEqual([...new Set(installed)].toSorted())
})

test('every link of a document leads to a file', () => {
  const dead = globSync('**/*.md', { exclude }).flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => join(dirname(path), target!))
      .filter((target) => !existsSync(target))
      .map((target) => `${path} -> ${target}`),
  )
  expect(dead).toEqual([])
})

const sources = globSync('**/*.ts', { exclude })

test('every source file opens with a sentence that says what it is for', () => {
  const mute = sources.filter((path) => !/^(#!.*\n)?\/\*\*(\n \*)? \S.{15,}/.test(read(path)))
  expect(mute).toEqual([])
})

/** The files that may be over 300 lines, with the decision that says why. */
const long: Readonly<Record<string, string>> = {
  'arrows.test.ts': 'docs/decisions/0009-where-they-meet.md',
  'kiosk/walk/board.e2e.test.ts': 'docs/decisions/0023-the-issuing-desk.md',
}

test('no source file is over 300 lines without a decision that names it; the median is at most 150', () => {
  const written = [...sources, ...globSync('**/*.{tsx,mjs}', { exclude })]
  const lengths = written.map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
  const over = lengths.filter(({ path, lines }) => lines > 300 && !(path in long))
  expect(over).toEqual([])
  for (const [path, decision] of Object.entries(long)) expect(read(decision)).toContain(path)
  const median = lengths.map(({ lines }) => lines).sort((a, b) => a - b)[lengths.length >> 1]
  expect(median).toBeLessThanOrEqual(150)
})

test('files and folders are kebab-case, and none is called after nothing', () => {
  const named = sources.filter(
    (path) =>
      !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.(e2e|d))?(\.(test|config))?\.ts$/.test(
        path,
      ) || /(^|\/)(utils?|helpers?|common|misc|types|services?|managers?)(\/|\.ts)/.test(path),
  )
  expect(named).toEqual([])
})

test('every decision is in the index under its title, has its four headings, and no number is taken twice', () => {
  const folder = 'docs/decisions'
  const paths = globSync(`${folder}/[0-9]*.md`).toSorted()
  const numbers = paths.map((path) => /\/(\d{4})-/.exec(path)?.[1])
  expect(new Set(numbers).size).toBe(paths.length)
  const index = read(`${folder}/README.md`)
  const linked = [...index.matchAll(/\]\((\d{4}-[a-z0-9-]+\.md)\)/g)].map(([, name]) => name!)
  expect(linked).toEqual(paths.map((path) => basename(path)))
  for (const path of paths) {
    const text = read(path)
    expect(text, path).toMatch(/^# \d{4}:? \S/)
    for (const heading of ['Context', 'Decision', 'Consequences'])
      expect(text, path).toContain(`\n## ${heading}`)
    expect(text, path).toMatch(/^(## Status|Status: )/m)
  }
})

test('nothing is put off in a comment', () => {
  const files = globSync('**/*.{ts,tsx,mjs,cjs,js,html,css,yml,yaml,md}', { exclude })
  // In two parts, or this line would be one.
  const putOff = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`)
  expect(files.filter((path) => putOff.test(read(path)))).toEqual([])
})

test('the glossary has one line for a word', () => {
  const words = [...read('docs/glossary.md').matchAll(/^\| \*\*([^|]+)\*\* \|/gm)]
    .flatMap(([, said]) => said!.split(/\*\*, \*\*|, /))
    .toSorted()
  expect(words.length).toBeGreaterThan(50)
  expect(words.filter((word, at) => word === words[at + 1])).toEqual([])
})

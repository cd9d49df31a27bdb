/** The README in two languages: the same headings, the same commands, the same links, and pictures that load fast. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blocksOf, shellOf } from './shell-blocks.ts'

const root = join(import.meta.dirname, '..')
const pages = ['README.md', 'README.zh-CN.md'].map((path) => readFileSync(join(root, path), 'utf8'))
const [english = '', chinese = ''] = pages
const inBoth = (of: (page: string) => unknown): void => {
  expect(of(chinese)).toEqual(of(english))
}
/** Where a page links to; each names the other, and pictures may have words in them. */
const targets = (page: string): readonly string[] =>
  [...page.matchAll(/\]\(([^)]+)\)/g)]
    .map(([, target = '']) => target.replace('.zh-CN.', '.'))
    .filter((target) => target !== 'README.md')

test('both have the same headings, rows and points', () => {
  inBoth((page) => page.match(/^#+ /gm))
  inBoth((page) => page.match(/^(?:\||- )/gm)?.length)
})

test('both have the same commands and the same code, letter for letter', () => {
  expect(shellOf('README.zh-CN.md').map(({ body }) => body)).toEqual(
    shellOf('README.md').map(({ body }) => body),
  )
  const code = (path: string) => blocksOf(path).map(({ kind, body }) => ({ kind, body }))
  expect(code('README.zh-CN.md')).toEqual(code('README.md'))
})

test('both lead to the same places', () => {
  expect(targets(chinese)).toEqual(targets(english))
})

test('no picture of theirs has more than 300 kB', () => {
  const pictures = [...pages.join('').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
    ([, path = '']) => path,
  )
  expect(pictures.length).toBeGreaterThan(3)
  for (const path of pictures)
    expect([path, statSync(join(root, path)).size < 300_000]).toEqual([path, true])
})

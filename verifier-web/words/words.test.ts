/** Tests of the pages' words: every name has English words, and no words are left that nobody says. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { templates } from './en.ts'

interface Said {
  readonly name: string
  readonly chinese: string
}

const said = (
  files: readonly string[],
): { readonly said: readonly Said[]; readonly calls: number } => {
  const texts = files.map((path) => readFileSync(path, 'utf8'))
  const call = /\bmsg\(\s*(?:str)?(['`])((?:(?!\1,).)+)\1,\s*\{\s*id: '([a-z0-9-]+)',?\s*\}/gs
  return {
    said: texts.flatMap((text) =>
      [...text.matchAll(call)].map(([, , chinese = '', name = '']) => ({ name, chinese })),
    ),
    calls: texts.flatMap((text) => [...text.matchAll(/\bmsg\(/g)]).length,
  }
}

const shipped = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: import.meta.dirname, exclude: ['**/*.test.ts'] }).map(
    (path) => `${import.meta.dirname}/${path}`,
  )
const verifier = said(shipped('../{main.ts,pages/*.ts,offline/*.ts,words/*.ts}'))

test('every message of the verifier page has a name of ours', () => {
  expect(verifier.calls).toBeGreaterThan(20)
  expect(verifier.said).toHaveLength(verifier.calls)
})

test('every name has English words, and none is left over', () => {
  const names = new Set(verifier.said.map(({ name }) => name))
  expect(Object.keys(templates).toSorted()).toEqual([...names].toSorted())
})

test('a name says the same thing wherever it is said', () => {
  const meanings = new Map<string, string>()
  const doubtful = verifier.said.filter(({ name, chinese }) => {
    const first = meanings.get(name) ?? chinese
    meanings.set(name, first)
    return first !== chinese
  })
  expect(doubtful).toEqual([])
})

test('the pages are written in Chinese, and their English words are English', () => {
  const han = /\p{Script=Han}/u
  expect(verifier.said.filter(({ chinese }) => !han.test(chinese))).toEqual([])
  expect(Object.entries(templates).filter(([, text]) => han.test(JSON.stringify(text)))).toEqual([])
})

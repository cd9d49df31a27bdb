/** Tests of the pages' words: every name has English words, and no words are left that nobody says. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ofData } from './en-data.ts'
import { ofPictures } from './en-pictures.ts'
import { templates } from './en.ts'
import { own as ofHolder } from './holder-en.ts'

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
const pages = {
  verifier: [said(shipped('../{main.ts,pages/*.ts,offline/*.ts,words/*.ts}')), templates],
  holder: [said(shipped('../holder/*.ts')), ofHolder],
} as const

describe.each(Object.entries(pages))(
  'the %s page',
  (_page, [{ said: messages, calls }, english]) => {
    test('gives every message a name of ours', () => {
      expect(calls).toBeGreaterThan(20)
      expect(messages).toHaveLength(calls)
    })

    test('has English words for every name, and none left over', () => {
      const names = new Set(messages.map(({ name }) => name))
      expect(Object.keys(english).toSorted()).toEqual([...names].toSorted())
    })

    test('says the same thing by a name wherever it says it', () => {
      const meanings = new Map<string, string>()
      const doubtful = messages.filter(({ name, chinese }) => {
        const first = meanings.get(name) ?? chinese
        meanings.set(name, first)
        return first !== chinese
      })
      expect(doubtful).toEqual([])
    })

    test('is written in Chinese, and its English words are English', () => {
      const han = /\p{Script=Han}/u
      expect(messages.filter(({ chinese }) => !han.test(chinese))).toEqual([])
      expect(Object.entries(english).filter(([, text]) => han.test(JSON.stringify(text)))).toEqual(
        [],
      )
    })
  },
)

test.each([
  ['the panel of data', ofData, /\/(?:verifier-data|data-summary|data-words)\.ts$/],
  ['what reads pictures', ofPictures, /\/picture-notices\.ts$/],
])('words that come with %s are said nowhere else', (_part, words, its) => {
  const pages = shipped('../{main.ts,pages/*.ts,offline/*.ts,words/*.ts}')
  const elsewhere = said(pages.filter((path) => !its.test(path.replaceAll('\\', '/'))))
  expect(Object.keys(words).length).toBeGreaterThan(5)
  expect(elsewhere.said.filter(({ name }) => name in words)).toEqual([])
})

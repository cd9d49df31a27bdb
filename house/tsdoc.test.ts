/** Whether every doc comment is TSDoc, with the tags of tsdoc.json. */
import { globSync, readFileSync } from 'node:fs'
import { TSDocConfiguration, TSDocParser } from '@microsoft/tsdoc'
import { TSDocConfigFile } from '@microsoft/tsdoc-config'
import { expect, test } from 'vitest'

const configuration = new TSDocConfiguration()
TSDocConfigFile.loadForFolder('.').configureParser(configuration)
const parser = new TSDocParser(configuration)

const faultsOf = (comment: string): readonly string[] =>
  parser.parseString(comment).log.messages.map(({ unformattedText }) => unformattedText)

/** In our form a doc comment is the first thing of its line; what looks like one elsewhere is a pattern of paths. */
const docComment = /^[ \t]*(\/\*\*[\s\S]*?\*\/)/gm

test('every doc comment is TSDoc', () => {
  const paths = globSync('**/*.ts', {
    exclude: ['**/node_modules/**', '**/dist/**', 'artifacts/**'],
  })
  const comments = paths.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(docComment)].map(([, text = '']) => ({ path, text })),
  )
  expect(comments.length).toBeGreaterThan(paths.length)
  expect(
    comments.flatMap(({ path, text }) => faultsOf(text).map((fault) => `${path}: ${fault}`)),
  ).toEqual([])
})

test.each([
  ['a tag that nobody defined', '/** Says it.\n * @says - what\n */'],
  ['a bare brace', '/** Gives { a, b }. */'],
  ['a parameter without its hyphen', '/** Gives it.\n * @param one the one\n */'],
])('%s is found', (_name, comment) => {
  expect(faultsOf(comment)).not.toEqual([])
})

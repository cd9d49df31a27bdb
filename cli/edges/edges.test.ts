/** What the command does with files, instants and what it is shown. */
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { scratch } from '../test-process.ts'
import { writeWhole } from './file.ts'
import { instantText, parseInstant } from './instant.ts'
import { languageOf } from './language.ts'
import { looksLikePath } from './presented.ts'

describe('what looks like a path', () => {
  test.each([
    'code.png',
    'Code of Lin.JPEG',
    './code',
    '../codes/a',
    '/tmp/code',
    'codes/today',
    String.raw`C:\codes\a.webp`,
    String.raw`codes\a`,
    'bundle.ggb',
    'note.txt',
  ])('%s does', (argument) => {
    expect(looksLikePath(argument)).toBe(true)
  })

  test.each([
    'GG1:6BF+70.PNG',
    'GG1:A/B/C',
    'HC1:NCF/X',
    'shc:/5676290952432060346029',
    'NZCP:/1/2KCEVIQEIVVW',
    'https://example.com/a.png',
    'wxp://f2f0abc/def',
    'WIFI:T:WPA;S:a/b;;',
    'www.example.com/menu',
    'mailto:a@example.com',
    'BEGIN:VCARD\nNOTE:a/b.png\nEND:VCARD',
    '{"data":{"sig":"ab/cd=="}}',
    'nothing special',
  ])('%s does not', (argument) => {
    expect(looksLikePath(argument)).toBe(false)
  })
})

describe('instants', () => {
  test.each([
    ['2020-03-01T08:00:00Z', '2020-03-01T08:00:00Z'],
    ['2020-03-01T16:00:00+08:00', '2020-03-01T08:00:00Z'],
    ['2020-03-01t08:00:00.999z', '2020-03-01T08:00:00Z'],
    ['2020-02-29T23:59:59-00:01', '2020-03-01T00:00:59Z'],
  ])('%s is %s', (text, expected) => {
    expect(instantText(parseInstant(text, 'now'))).toBe(expected)
  })

  test.each([
    '2020-02-30T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2020-13-01T00:00:00Z',
    '2020-03-01T25:00:00Z',
    '2020-03-01T00:00:60Z',
    '2020-03-01T00:00:00',
    '2020-03-01',
    '1583020800',
    'now',
    '',
  ])('%s is none', (text) => {
    expect(() => parseInstant(text, 'now')).toThrow(OperatorError)
  })
})

describe('the language', () => {
  test.each([
    ['en', { LANG: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'de_DE' }, 'zh'],
    [undefined, {}, 'en'],
  ])('--lang %s under %j is %s', (option, environment, expected) => {
    expect(languageOf(option, environment)).toBe(expected)
  })
})

describe('writing a file', () => {
  test('replaces what a link leads to, and keeps the link', async () => {
    await using folder = scratch()
    writeFileSync(folder.at('real'), 'old')
    symlinkSync('real', folder.at('link'))
    await writeWhole(folder.at('link'), 'new')
    expect(readFileSync(folder.at('real'), 'utf8')).toBe('new')
    expect(folder.list()).toEqual(['link', 'real'])
  })

  test('a fresh file replaces nothing, and leaves nothing behind', async () => {
    await using folder = scratch()
    await writeWhole(folder.at('a'), 'first', { fresh: true, mode: 0o600 })
    await expect(writeWhole(folder.at('a'), 'second', { fresh: true })).rejects.toThrow(
      OperatorError,
    )
    expect(readFileSync(folder.at('a'), 'utf8')).toBe('first')
    expect(statSync(folder.at('a')).mode & 0o777).toBe(0o600)
    expect(folder.list()).toEqual(['a'])
  })

  test('no folder, no file, no temporary file', async () => {
    await using folder = scratch()
    await expect(writeWhole(folder.at('none/a'), 'x')).rejects.toThrow(OperatorError)
    await expect(writeWhole(folder.path, 'x')).rejects.toThrow(OperatorError)
    expect(folder.list()).toEqual([])
  })
})

/** The arguments of a station: what is taken, what is left to the source, and what is refused. */
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseStationArguments } from './arguments.ts'

const parse = (...more: string[]) =>
  parseStationArguments(['--folder', 'a', '--rules', 'x', ...more])

test.each([
  [[], undefined, undefined],
  [['--source', 'https://rules.example/'], 'https://rules.example/', undefined],
  [['--source', 'stick', '--class', 'poll'], resolve('stick'), 'poll'],
  [['--source', 'http://127.0.0.1/', '--class', 'stick'], 'http://127.0.0.1/', 'stick'],
])('%j name a source, and a class where one is wanted', (args, source, verifierClass) => {
  expect(parse(...args)).toMatchObject({ source, class: verifierClass })
})

test.each([
  ['--class', 'usb'],
  ['--class', ''],
  ['--source', 'ftp://x/'],
  ['--port', '70000'],
])('%s %s is refused', (...args) => {
  expect(() => parse(...args)).toThrow(
    expect.objectContaining({ code: 'ERR_STATION_USAGE' }) as Error,
  )
})

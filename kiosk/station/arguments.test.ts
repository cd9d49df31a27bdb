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
  [[], undefined],
  [
    ['--replay-listen', '0.0.0.0:4800', '--replay-key', '/k'],
    { do: 'listen', at: { host: '0.0.0.0', port: 4800 }, keyFile: '/k' },
  ],
  [
    ['--replay-peer', 'gate-1:4800', '--replay-key', '/k'],
    { do: 'ask', at: { host: 'gate-1', port: 4800 }, keyFile: '/k' },
  ],
])('%j say how the lanes are joined', (args, replay) => {
  expect(parse(...args)).toMatchObject({ replay, name: undefined })
})

test.each([
  ['--class', 'usb'],
  ['--replay-listen', '127.0.0.1:4800'],
  ['--replay-peer', '4800', '--replay-key', 'k'],
  ['--replay-peer', 'a:1', '--replay-listen', 'b:1', '--replay-key', 'k'],
  ['--replay-key', 'k'],
  ['--class', ''],
  ['--source', 'ftp://x/'],
  ['--port', '70000'],
])('%s %s is refused', (...args) => {
  expect(() => parse(...args)).toThrow(
    expect.objectContaining({ code: 'ERR_STATION_USAGE' }) as Error,
  )
})

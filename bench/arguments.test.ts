/** What the benchmarks are asked is understood, or refused with where to look. */
import { expect, test } from 'vitest'
import { readArguments, usage, UsageError } from './arguments.ts'

test('words and switches come in any order', () => {
  expect(readArguments(['codes', '--full', '1 %'])).toMatchObject({
    words: ['codes', '1 %'],
    ...{ full: true, fresh: false, list: false, write: false, help: false, one: undefined },
  })
})

test('a switch that there is not is refused, with the help named', () => {
  expect(() => readArguments(['--ful'])).toThrow(UsageError)
  expect(() => readArguments(['--ful'])).toThrow("'--ful': npm run bench -- --help")
})

test('the help names every switch, has examples, and fits a terminal', () => {
  for (const name of ['--full', '--fresh', '--list', '--write', '--help', 'Examples:', 'Exit code'])
    expect(usage).toContain(name)
  expect(usage.split('\n').filter((line) => line.length > 120)).toEqual([])
})

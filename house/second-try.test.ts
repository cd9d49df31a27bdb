/** The second try of test files: what is tried, what counts, and what it must never hide. */
import { expect, test } from 'vitest'
import type { TestLine } from './reporter.ts'
import { afterSecondTry, triedAgain } from './second-try.ts'

const line = (name: string, state: TestLine['state']): TestLine => ({
  ...{ name, state, reason: '', ms: 1 },
})
const gate = (state: TestLine['state']) => line('kiosk/gate.test.ts > opens once', state)
const shut = (state: TestLine['state']) => line('kiosk/gate.test.ts > shuts', state)
const board = (state: TestLine['state']) => line('kiosk/board.test.ts > lights', state)
const files = ['kiosk/gate.test.ts']

test('the files of what failed are tried again, each once', () => {
  expect(triedAgain([gate('failed'), shut('failed'), board('passed')])).toEqual(files)
  expect(triedAgain([gate('passed'), board('skipped')])).toEqual([])
})

test('nothing is tried again when a step, the runner or many files failed', () => {
  expect(triedAgain([gate('failed'), line('types and lint: oxlint', 'failed')])).toEqual([])
  expect(triedAgain([gate('failed'), line('unhandled error', 'failed')])).toEqual([])
  const many = [1, 2, 3, 4].map((n) => line(`lib/${n}.test.ts > holds`, 'failed'))
  expect(triedAgain(many)).toEqual([])
})

test('what passes by itself counts as passed, and is told by its name', () => {
  const first = [gate('failed'), shut('passed'), board('passed')]
  expect(afterSecondTry(first, [gate('passed'), shut('passed')], files)).toEqual({
    lines: [board('passed'), gate('passed'), shut('passed')],
    onlyThen: [gate('failed').name],
  })
})

test('what fails twice, is skipped or does not run the second time has not passed', () => {
  const first = [gate('failed'), shut('passed'), board('passed')]
  for (const second of [[gate('failed'), shut('passed')], [shut('passed')], []]) {
    const { lines, onlyThen } = afterSecondTry(first, second, files)
    expect(lines.filter(({ state }) => state === 'failed')).toEqual([gate('failed')])
    expect(onlyThen).toEqual([])
  }
  const skipped = afterSecondTry(first, [gate('skipped')], files)
  expect([skipped.lines, skipped.onlyThen]).toEqual([[board('passed'), gate('skipped')], []])
})

test('what fails only the second time has failed', () => {
  const first = [gate('failed'), shut('passed')]
  const { lines, onlyThen } = afterSecondTry(first, [gate('passed'), shut('failed')], files)
  expect(lines).toEqual([gate('passed'), shut('failed')])
  expect(onlyThen).toEqual([gate('failed').name])
})

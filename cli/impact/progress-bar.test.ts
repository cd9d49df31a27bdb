/** The progress bar by a clock of the test's own: what a terminal sees, and what a log does. */
import { expect, test } from 'vitest'
import { startProgressBar } from './progress-bar.ts'

const watch = (isTTY: boolean, columns: number, label = '') => {
  const written: string[] = []
  let [milliseconds, done, people] = [0, 0, 0]
  const screen = { isTTY, columns, write: (text: string) => written.push(text) }
  const bar = startProgressBar({ screen, clock: () => milliseconds, label })
  return {
    written,
    bar,
    after: (wait: number, part: number, of: number): void => {
      milliseconds += wait
      done += part
      people += of
      bar.show({ done, whole: 1000, people })
    },
  }
}

test('a terminal sees share, rate and time left on one line, which goes when all is done', () => {
  const { written, bar, after } = watch(true, 100)
  after(50, 100, 1000)
  expect(written).toEqual([])
  after(1950, 150, 1500)
  bar.end()
  expect(written).toHaveLength(2)
  expect(written[0]).toMatch(
    /^\r\[======> {17}\] {2}25 % {2}2,500 people {2}1,250\/s {2}0:06 left\u001b\[K$/,
  )
  expect(written[1]).toBe('\r\u001b[K')
})

test('a narrow terminal is never made to break the line', () => {
  const { written, after } = watch(true, 30)
  after(1000, 500, 5)
  expect(written[0]!.length).toBe(1 + 29 + 3)
})

test('a log gets a line now and then, and none of a short run', () => {
  const { written, bar, after } = watch(false, 80)
  after(9000, 100, 1)
  after(2000, 100, 1)
  after(2000, 100, 1)
  bar.end()
  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/^\[.+\n$/)
})

test('a stage of several has its name before the bar', () => {
  const { written, after } = watch(true, 100, 'reading ')
  after(1000, 500, 5)
  expect(written[0]).toMatch(/^\rreading \[=+>? *\] {2}50 %/)
})

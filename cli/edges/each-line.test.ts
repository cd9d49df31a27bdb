/** Going through lines: every one once, whole, and where it is, however the file is cut; too long ones come cut. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cutLines } from '../impact/line-ranges.ts'
import { scratch } from '../test-process.ts'
import { eachLine } from './each-line.ts'

const most = 100

test('lines are whole and where they are, across ranges and blocks', async () => {
  await using folder = scratch()
  const path = folder.at('lines')
  const lengths = [0, 3, 1, 99, 100, 101, 5, 0, 0, 7, 262_100, 12, 40, 600_000, 2]
  const lines = lengths.map((length, i) => String(i % 10).repeat(length))
  for (const end of ['', '\n']) {
    writeFileSync(path, lines.join('\n') + end)
    let at = 0
    const expected = lines.map((line) => {
      const found = [at, line.slice(0, most + 1)]
      at += line.length + 1
      return found
    })
    for (const size of [1, 50, 10_000, 1_000_000]) {
      const found: unknown[] = []
      for (const range of cutLines(path, size).ranges) {
        eachLine(path, range, most, (bytes, from, to, begins) => {
          found.push([begins, bytes.toString('latin1', from, to)])
        })
      }
      expect(found).toEqual(expected)
    }
  }
})

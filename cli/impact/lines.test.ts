/** Cutting a file into ranges and reading them: every line once, whole, and where it is, however it is cut. */
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { scratch } from '../test-process.ts'
import { cutLines } from './line-ranges.ts'
import { maxLineBytes, readRange } from './range-lines.ts'

const expected = (content: string) => {
  const lines: { at: number; text: string }[] = []
  let at = 0
  for (const text of content.split('\n')) {
    lines.push({ at, text })
    at += Buffer.byteLength(text) + 1
  }
  return content.endsWith('\n') ? lines.slice(0, -1) : lines
}

test.each([1, 2, 3, 5, 7, 100, 100_000])(
  'ranges of about %i bytes are the whole file',
  async (size) => {
    await using folder = scratch()
    for (const content of [
      'a',
      'a\n',
      '\n',
      '\n\nb',
      'one\ntwo\n\nthree 三\nfour',
      `${'x'.repeat(40)}\ny\r\n`,
    ]) {
      const path = folder.at('lines')
      writeFileSync(path, content)
      const { ranges, bytes } = cutLines(path, size)
      const found = ranges.flatMap((range) => {
        const lines = []
        for (const { at, bytes: line } of readRange(path, range))
          lines.push({ at, text: line!.toString() })
        return lines
      })
      expect([bytes, ranges[0]!.start, ranges.at(-1)!.end]).toEqual([
        Buffer.byteLength(content),
        0,
        bytes,
      ])
      for (const [i, { start }] of ranges.entries())
        if (i > 0) expect(start).toBe(ranges[i - 1]!.end)
      expect(found).toEqual(expected(content))
    }
  },
)

test('lines that lie across blocks come whole, and one that is too long is there without its bytes', async () => {
  await using folder = scratch()
  const lengths = [
    10,
    262_143,
    1,
    262_144,
    700_000,
    maxLineBytes,
    maxLineBytes + 1,
    3,
    3 * maxLineBytes,
    5,
  ]
  const content = lengths.map((length, i) => String(i).repeat(length)).join('\n')
  const path = folder.at('long')
  writeFileSync(path, content)
  for (const size of [1000, 4_194_304]) {
    const found: (readonly [number, number | undefined, boolean])[] = []
    for (const range of cutLines(path, size).ranges) {
      for (const { at, bytes } of readRange(path, range)) {
        const digit = String(found.length)
        found.push([
          at,
          bytes?.length,
          bytes?.every((byte) => byte === digit.charCodeAt(0)) ?? true,
        ])
      }
    }
    let at = 0
    expect(found).toEqual(
      lengths.map((length) => {
        const line = [at, length > maxLineBytes ? undefined : length, true]
        at += length + 1
        return line
      }),
    )
  }
})

test('a file that is not there, a folder and an empty file are refused', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('empty'), '')
  for (const path of [folder.at('absent'), folder.path, folder.at('empty')]) {
    expect(() => cutLines(path, 100)).toThrow(OperatorError)
  }
})

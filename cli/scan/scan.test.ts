/** Scanning pictures: a line of JSON for each, and an error for what is none. */
import { writeFileSync } from 'node:fs'
import { drawQr } from '../edges/qr-code.ts'
import { expect, test } from 'vitest'
import { greengate, scratch } from '../test-process.ts'

interface Line {
  readonly file: string
  readonly text: string | null
  readonly ms: number
}

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

test('every picture has its line; one without a code has null and makes the exit code 1', async () => {
  await using folder = scratch()
  const { default: sharp } = await import('sharp')
  const create = { width: 99, height: 99, channels: 3, background: '#fff' } as const
  writeFileSync(folder.at('blank.jpg'), await sharp({ create }).jpeg().toBuffer())
  writeFileSync(folder.at('a b.png'), await drawQr('https://example.com/', 'png'))
  const run = await greengate(['scan', 'blank.jpg', 'a b.png'], { cwd: folder.path })
  expect(run).toMatchObject({ code: 1, stderr: '' })
  const lines = linesOf(run.stdout)
  expect(lines.map(({ file, text }) => [file, text])).toEqual([
    ['blank.jpg', null],
    ['a b.png', 'https://example.com/'],
  ])
  expect(lines.every(({ ms }) => Number.isFinite(ms) && ms >= 0)).toBe(true)
})

test('what cannot be read has one line on stderr and none on stdout, and the others are read', async () => {
  await using folder = scratch()
  writeFileSync(folder.at('good.svg'), await drawQr('GG1:ABC', 'svg'))
  writeFileSync(folder.at('not.png'), 'a text')
  writeFileSync(folder.at('empty.webp'), '')
  writeFileSync(folder.at('old.bmp'), `BM1234\0\0\0\0${'\0'.repeat(99)}`)
  const names = ['not.png', 'good.svg', 'missing.png', 'empty.webp', 'old.bmp', '.']
  const run = await greengate(['scan', ...names], { cwd: folder.path })
  expect(run.code).toBe(2)
  expect(linesOf(run.stdout)).toMatchObject([{ file: 'good.svg', text: 'GG1:ABC' }])
  const errors = run.stderr.trimEnd().split('\n')
  expect(errors).toHaveLength(5)
  for (const line of errors) expect(line).toMatch(/^greengate: .+; .+$/)
})

test('a name with a line break in it makes no second line', async () => {
  const run = await greengate(['scan', 'a\nb\x1b[31m.png'])
  expect(run.code).toBe(2)
  expect(run.stderr).toMatch(/^greengate: [^\n\x1b]+\n$/)
})

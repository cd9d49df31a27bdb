/** What is a text, what is noise, and what is the same code again. */
import { expect, test } from 'vitest'
import { scanJudge, type ScanRules } from './scan-judge.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const judged = (text: string, rules?: ScanRules) => scanJudge(rules).judge(bytes(text), 0)

test('a text is told as it stood in the code, in UTF-8', () => {
  expect(judged('GG1:ABC 健康')).toEqual({ is: 'text', text: 'GG1:ABC 健康' })
})

test.each([
  ['no UTF-8', Uint8Array.of(0xbd, 0xa1, 0xbf, 0xb5, 0xc2, 0xeb, 0xc8, 0xab)],
  ['cut within a character', bytes('GG1:健康').subarray(0, 9)],
  ['with controls', bytes('GG1:\u0000ABC')],
  ['too short for any code', bytes('abcde')],
])('what is %s is noise', (_what, scan) => {
  expect(scanJudge().judge(scan, 0)).toEqual({ is: 'noise' })
})

test('separators of GS1 stand in a code', () => {
  expect(judged('0104\u001D17210101')).toMatchObject({ is: 'text' })
})

test('an AIM identifier is taken off only where the scanner sends one', () => {
  expect(judged(']Q1GG1:ABC', { aim: true })).toEqual({ is: 'text', text: 'GG1:ABC' })
  expect(judged(']Q1GG1:ABC')).toEqual({ is: 'text', text: ']Q1GG1:ABC' })
  expect(judged('GG1:ABC', { aim: true })).toEqual({ is: 'text', text: 'GG1:ABC' })
})

test('what a scanner says when it saw nothing is no text', () => {
  expect(judged('NOREAD', { noRead: 'NOREAD' })).toEqual({ is: 'no-read' })
  expect(judged('NOREAD')).toMatchObject({ is: 'text' })
})

test('a code that stays before the scanner is told once, and again when it was away for a while', () => {
  const judge = scanJudge({ repeatMs: 1_000 })
  const see = (text: string, ms: number) => judge.judge(bytes(text), ms).is
  expect([0, 900, 1_800, 2_700].map((ms) => see('GG1:ABC', ms))).toEqual([
    'text',
    'repeat',
    'repeat',
    'repeat',
  ])
  expect(see('GG1:XYZ', 2_800)).toBe('text')
  expect(see('GG1:ABC', 2_900)).toBe('text')
  expect(see('GG1:ABC', 3_900)).toBe('text')
  expect(judge.counts()).toEqual({ text: 4, repeat: 3, 'no-read': 0, noise: 0 })
})

test('in a storm of noise short texts are noise too, a code is read, and the storm is over', () => {
  const judge = scanJudge()
  for (let ms = 0; ms < 8; ms++) judge.judge(Uint8Array.of(0xff), ms)
  expect(judge.isStorm(8)).toBe(true)
  expect(judge.judge(bytes('!"#$%&/()='), 9)).toEqual({ is: 'noise' })
  expect(judge.judge(bytes('GG1:'.padEnd(32, 'A')), 10)).toMatchObject({ is: 'text' })
  expect(judge.isStorm(11)).toBe(false)
})

test('a storm is over after ten seconds of peace, and noise now and then is none', () => {
  const judge = scanJudge()
  for (let ms = 0; ms < 8; ms++) judge.noise(ms)
  expect([judge.isStorm(9_000), judge.isStorm(10_008)]).toEqual([true, false])
  for (let n = 1; n < 20; n++) judge.noise(n * 15_000)
  expect(judge.isStorm(19 * 15_000)).toBe(false)
})

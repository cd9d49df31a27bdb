/** How bytes are cut into texts: every suffix, every piece, every limit. */
import { expect, test } from 'vitest'
import { mostBytes, textFrames, type Frame, type Suffix } from './text-frames.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const said = (frames: readonly Frame[]) =>
  frames.map((frame) => (frame.is === 'text' ? new TextDecoder().decode(frame.bytes) : frame.is))

test.each<[Suffix, string]>([
  ['cr', 'GG1:A\rGG1:B\r'],
  ['cr', 'GG1:A\r\nGG1:B\r\n'],
  ['crlf', 'GG1:A\r\nGG1:B\r\n'],
  ['lf', 'GG1:A\nGG1:B\n'],
  ['lf', 'GG1:A\r\nGG1:B\r\n'],
  ['tab', 'GG1:A\tGG1:B\t'],
])('texts that end with %s are cut, however their bytes come', (suffix, sent) => {
  const whole = textFrames(suffix)
  expect(said(whole.push(bytes(sent)))).toEqual(['GG1:A', 'GG1:B'])
  const pieces = textFrames(suffix)
  expect(said([...bytes(sent)].flatMap((byte) => pieces.push(Uint8Array.of(byte))))).toEqual([
    'GG1:A',
    'GG1:B',
  ])
  expect(said(pieces.silence())).toEqual([])
})

test('a CR within a text that ends with CR LF stays in it', () => {
  expect(said(textFrames('crlf').push(bytes('A\rB\nC\r\n')))).toEqual(['A\rB\nC'])
})

test('without a suffix silence ends a text, and takes line ends off', () => {
  const frames = textFrames('none')
  expect(said(frames.push(bytes('GG1:A')))).toEqual([])
  expect(frames.isOpen()).toBe(true)
  expect(said(frames.silence())).toEqual(['GG1:A'])
  frames.push(bytes('GG1:B\r\n'))
  expect(said(frames.silence())).toEqual(['GG1:B'])
  expect(said(frames.silence())).toEqual([])
})

test('a text that breaks off is thrown away after a silence, and the next one is whole', () => {
  const frames = textFrames('cr')
  frames.push(bytes('GG1:HALF'))
  expect(said(frames.silence())).toEqual(['noise'])
  expect(said(frames.push(bytes('GG1:A\r')))).toEqual(['GG1:A'])
})

test.each<Suffix>(['cr', 'crlf', 'lf', 'tab', 'none'])(
  'a text of 7,089 bytes is whole, and one byte more is noise once (%s)',
  (suffix) => {
    const end = { cr: '\r', crlf: '\r\n', lf: '\n', tab: '\t', none: '' }[suffix]
    const scan = (count: number) => {
      const frames = textFrames(suffix)
      return [...frames.push(bytes('7'.repeat(count) + end)), ...frames.silence()]
    }
    expect(scan(mostBytes).map((frame) => frame.is === 'text' && frame.bytes.length)).toEqual([
      7_089,
    ])
    expect(said(scan(mostBytes + 1))).toEqual(['noise'])
    expect(said(scan(3 * mostBytes))).toEqual(['noise'])
  },
)

/** Tests of QR frames: any order, twice, mixed, damaged, forged; and that nothing is lost by it. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '../encoding/bytes.ts'
import { refusalOf } from '../testing/refusal.ts'
import { FrameCollector } from './frame-collector.ts'
import { encodeFrames, makeFrame } from './frames.ts'

/** Bytes that no deflate makes shorter. */
const opaque = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

let first: Uint8Array
let frames: readonly Uint8Array[]
beforeAll(async () => {
  first = opaque(4000)
  frames = await encodeFrames(first)
})

const statesOf = async (collector: FrameCollector, seen: readonly Uint8Array[]) => {
  const states: string[] = []
  for (const frame of seen) states.push((await collector.add(frame)).state)
  return states
}

test('frames are of one size, within what a QR code of version 25-L holds', () => {
  expect(frames).toHaveLength(4)
  expect(new Set(frames.slice(0, -1).map(({ length }) => length)).size).toBe(1)
  expect(Math.max(...frames.map(({ length }) => length))).toBeLessThanOrEqual(1100)
})

test('in any order, and any of them again, they make up the container', async () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2, 3], { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(order, async (seen) => {
      const collector = new FrameCollector()
      const have = new Set<number>()
      for (const index of seen) {
        const again = have.has(index)
        have.add(index)
        const isWhole = have.size === 4
        expect(await collector.add(frames[index]!)).toEqual(
          isWhole
            ? { state: 'complete', of: 4, container: first }
            : { state: 'collecting', have: have.size, of: 4, again },
        )
        if (isWhole) return
      }
    }),
    { numRuns: 50 },
  )
})

test('an empty container and one of a single frame come back', async () => {
  for (const container of [new Uint8Array(0), utf8('short')]) {
    const [only, ...rest] = await encodeFrames(container)
    expect(rest).toEqual([])
    expect(await new FrameCollector().add(only!)).toEqual({ state: 'complete', of: 1, container })
  }
})

test('what 64 frames do not hold is refused', async () => {
  expect(await encodeFrames(opaque(69_000))).toHaveLength(64)
  expect(await refusalOf(encodeFrames(opaque(70_000)))).toBe('ERR_FRAMES_TOO_LARGE')
})

describe('nothing is lost by', () => {
  test('other codes and misread frames', async () => {
    const collector = new FrameCollector()
    await collector.add(frames[0]!)
    expect(await statesOf(collector, [utf8('GG1:ABC'), new Uint8Array(0), opaque(1101)])).toEqual([
      'no-frame',
      'no-frame',
      'no-frame',
    ])
    const bent = frames[1]!
    for (let bit = 32; bit < bent.length * 8; bit += 97) {
      const misread = bent.slice()
      misread[bit >> 3]! ^= 1 << (bit & 7)
      expect(await collector.add(misread)).toEqual({ state: 'damaged' })
    }
    const cut = await collector.add(bent.slice(0, -1))
    expect(cut.state).toBe('damaged')
    expect((await statesOf(collector, frames.slice(1))).at(-1)).toBe('complete')
  })

  test('frames of another container in between', async () => {
    const other = opaque(3000)
    const others = await encodeFrames(other)
    const collector = new FrameCollector()
    const mixed = [frames[0]!, others[0]!, frames[1]!, others[2]!, frames[2]!]
    expect(new Set(await statesOf(collector, mixed))).toEqual(new Set(['collecting']))
    expect(await collector.add(others[1]!)).toEqual({ state: 'complete', of: 3, container: other })
    expect(await collector.add(frames[3]!)).toEqual({ state: 'complete', of: 4, container: first })
  })

  test('a second frame of the same number: the first one stays', async () => {
    const collector = new FrameCollector()
    await collector.add(frames[0]!)
    const forged = makeFrame(frames[0]!.slice(4, 8), 0, 4, utf8('other'))
    expect(await collector.add(forged)).toEqual({ state: 'conflict', have: 1, of: 4 })
    expect((await statesOf(collector, frames.slice(1))).at(-1)).toBe('complete')
  })

  test('a forged frame that came first: all are collected afresh', async () => {
    const collector = new FrameCollector()
    const forged = makeFrame(frames[0]!.slice(4, 8), 0, 4, utf8('other'))
    expect(await statesOf(collector, [forged, ...frames.slice(1)])).toEqual([
      'collecting',
      'collecting',
      'collecting',
      'wrong-digest',
    ])
    expect((await statesOf(collector, frames)).at(-1)).toBe('complete')
  })
})

test.each([
  ['of none', 0, 0],
  ['beyond its count', 2, 2],
  ['of more than 64', 0, 65],
])('a frame %s is damaged', async (_name, index, count) => {
  const frame = makeFrame(utf8('abcd'), index, count, utf8('part'))
  expect(await new FrameCollector().add(frame)).toEqual({ state: 'damaged' })
})

test('sheets without end are forgotten, the oldest first, and never fill the memory', async () => {
  const collector = new FrameCollector()
  const sheet = (name: string, index: number) =>
    collector.add(makeFrame(utf8(name), index, 3, utf8('part')))
  for (const name of ['aaaa', 'bbbb', 'cccc', 'dddd']) await sheet(name, 0)
  await sheet('aaaa', 1)
  await sheet('eeee', 0)
  expect(await sheet('aaaa', 0)).toMatchObject({ have: 2, again: true })
  expect(await sheet('bbbb', 1)).toMatchObject({ have: 1 })
})

test('a sheet is not pushed out by strangers of fewer frames, however many they are', async () => {
  const collector = new FrameCollector()
  const [last, ...first] = frames
  await statesOf(collector, first)
  for (let n = 0; n < 100; n++)
    await collector.add(makeFrame(utf8(String(n).padStart(4)), 0, 64, utf8('part')))
  expect((await collector.add(last!)).state).toBe('complete')
})

test('a sheet that inflates beyond all measure is refused', async () => {
  const bomb = await encodeFrames(new Uint8Array(40_000_000))
  const collector = new FrameCollector()
  for (const frame of bomb.slice(0, -1)) await collector.add(frame)
  expect(await refusalOf(collector.add(bomb.at(-1)!))).toBe('ERR_BUNDLE_TOO_LARGE')
})

test('the bytes are those that the page says', () => {
  const part = utf8('hi')
  const frame = makeFrame(utf8('abcd'), 1, 2, part)
  expect(new TextDecoder('latin1').decode(frame.slice(0, 8))).toBe('GGF1abcd')
  expect([...frame.slice(8, 10)]).toEqual([1, 2])
  expect(frame.slice(14)).toEqual(part)
  expect(frame).toHaveLength(16)
})

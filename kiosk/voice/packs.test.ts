/** The packs that are shipped, measured: every prompt at both paces, none cut off, none louder than the others. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digits, prompts } from './prompt-words.ts'

interface Entry {
  readonly id: string
  readonly file: string
  readonly words: string
  readonly pace: 'normal' | 'slow'
}

const here = import.meta.dirname
const entriesOf = (pack: string) =>
  (
    JSON.parse(readFileSync(join(here, pack, 'manifest.json'), 'utf8')) as {
      readonly prompts: readonly Entry[]
    }
  ).prompts
interface Measured {
  /** Of its format: PCM, channels, hertz, bits. */
  readonly format: readonly number[]
  readonly seconds: number
  readonly peak: number
  readonly decibels: number
}

/** Measures a file of one chunk of format and one of samples, as all of them are. */
function measure(pack: string, file: string): Measured {
  const bytes = readFileSync(join(here, pack, file))
  const samples = new Int16Array(Uint8Array.from(bytes.subarray(44)).buffer)
  let peak = 0
  let squares = 0
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample))
    squares += sample * sample
  }
  return {
    format: [
      bytes.readUInt16LE(20),
      bytes.readUInt16LE(22),
      bytes.readUInt32LE(24),
      bytes.readUInt16LE(34),
    ],
    seconds: samples.length / bytes.readUInt32LE(24),
    peak: peak / 32_768,
    decibels: 10 * Math.log10(squares / samples.length),
  }
}

const ids = [...Object.keys(prompts), ...digits.map((_, at) => `digit-${at}`)]

describe.each(['zh-CN', 'en'])('the pack %s', (pack) => {
  const entries = entriesOf(pack)

  test('has every prompt at both paces, and no file besides', () => {
    const paces = ['normal', 'slow'] as const
    const said = entries.map(({ id, pace }) => `${id} ${pace}`)
    expect(said.toSorted()).toEqual(
      ids.flatMap((id) => paces.map((pace) => `${id} ${pace}`)).toSorted(),
    )
    const named = [...entries.map(({ file }) => file), 'manifest.json']
    expect(named.toSorted()).toEqual(readdirSync(join(here, pack)).toSorted())
  })

  test.each(ids)('says %s more slowly, as loud, and never louder than can be played', (id) => {
    const at = (pace: Entry['pace']) =>
      measure(pack, entries.find((one) => one.id === id && one.pace === pace)?.file ?? '')
    const [normal, slow] = [at('normal'), at('slow')]
    const ratio = slow.seconds / normal.seconds
    expect(ratio).toBeGreaterThan(1.15)
    expect(ratio).toBeLessThan(1.5)
    expect(Math.abs(slow.decibels - normal.decibels)).toBeLessThan(2)
    for (const { format, peak } of [normal, slow]) {
      expect(format).toEqual([1, 1, 16_000, 16])
      expect(peak).toBeGreaterThan(0.75)
      expect(peak).toBeLessThan(0.85)
    }
  })
})

test('all packs together take less room than six megabytes', () => {
  const sizes = ['earcons', 'zh-CN', 'en'].flatMap((pack) =>
    readdirSync(join(here, pack)).map((name) => readFileSync(join(here, pack, name)).length),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6_000_000)
})

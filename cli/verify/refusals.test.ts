/** What verify refuses: bundles, files and arguments that are wrong, in one line each that shows no code. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemo, publish, type Demo, type DemoPerson } from '../demo/main.ts'
import { greengate, scratch, type RunOptions, type Scratch } from '../test-process.ts'

const now = '2020-03-01T08:20:30Z'
let folder: Scratch
let demo: Demo

const person = (id: string): DemoPerson => demo.people.find((one) => one.id === id)!
const verify = (args: readonly string[], options: RunOptions = {}) =>
  greengate(['verify', '--now', now, '--bundle', demo.folder, ...args], options)

beforeAll(async () => {
  folder = scratch()
  mkdirSync(folder.at('demo'))
  demo = await makeDemo({ folder: folder.at('demo'), now: new Date(now) })
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('verify refuses with one line and exit code 2', () => {
  const bad: readonly (readonly [string, (own: Scratch) => Promise<readonly string[]>])[] = [
    ['a folder without a bundle', (own) => using(person('pass').text, '--bundle', own.path)],
    ['a bundle that is missing', (own) => using('x', '--bundle', own.at('none.ggb'))],
    [
      'a root that is missing',
      (own) => {
        copyFileSync(folder.at('demo/bundle.ggb'), own.at('bundle.ggb'))
        return using('x', '--bundle', own.path)
      },
    ],
    [
      'a bundle cut short',
      (own) => {
        const bytes = readFileSync(folder.at('demo/bundle.ggb'))
        return withBundle(own, bytes.subarray(0, bytes.length / 2))
      },
    ],
    ['an empty bundle', (own) => withBundle(own, new Uint8Array())],
    [
      'a bundle with one byte changed',
      (own) => {
        const bytes = readFileSync(folder.at('demo/bundle.ggb'))
        bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1
        return withBundle(own, bytes)
      },
    ],
    [
      'a bundle of another publisher',
      async (own) => {
        mkdirSync(own.at('other'))
        const other = await makeDemo({ folder: own.at('other'), now: new Date(now) })
        return withBundle(own, other.bundleBytes)
      },
    ],
    [
      'a bundle past its time',
      async (own) => {
        const signedAt = new Date('2020-01-01T00:00:00Z')
        return withBundle(own, await publish({ ...demo.publication, signedAt }))
      },
    ],
    [
      'a bundle from the future',
      async (own) => {
        const signedAt = new Date('2020-03-03T00:00:00Z')
        return withBundle(own, await publish({ ...demo.publication, signedAt }))
      },
    ],
    [
      'a picture without a code',
      async (own) => {
        const { default: sharp } = await import('sharp')
        const create = { width: 200, height: 200, channels: 3, background: '#888' } as const
        writeFileSync(own.at('grey.webp'), await sharp({ create }).webp().toBuffer())
        return using(own.at('grey.webp'))
      },
    ],
    [
      'a picture cut short',
      (own) => {
        const bytes = readFileSync(person('pass').files.png)
        writeFileSync(own.at('half.png'), bytes.subarray(0, bytes.length / 2))
        return using(own.at('half.png'))
      },
    ],
    [
      'an empty file',
      (own) => {
        writeFileSync(own.at('empty.txt'), '')
        return using(own.at('empty.txt'))
      },
    ],
    [
      'a file of other bytes',
      (own) => {
        writeFileSync(
          own.at('noise.bin'),
          Uint8Array.from({ length: 999 }, (_, at) => at * 7),
        )
        return using(own.at('noise.bin'))
      },
    ],
    ['a picture that is missing', () => using('no-such-picture.png')],
    ['a path that is missing', () => using('./codes/of/today')],
    ['a folder in place of a code', (own) => using(own.path)],
    ['an empty argument', () => using('')],
    ['empty stdin', () => using('-')],
    ['a rule set that the bundle lacks', () => using('x', '--rules', 'cn-3301')],
    ['a now that is no instant', () => using('x', '--now', '2020-02-30T00:00:00Z')],
    ['a now without a zone', () => using('x', '--now', '2020-03-01T00:00:00')],
    ['a language it does not speak', () => using('x', '--lang', 'fr')],
    ['a measurement without a number', () => using('x', '--on-site', 'temperature')],
    ['an option that it does not have', () => using('x', '--fast')],
    ['a picture that is missing beside a code', () => using('x', 'no-such-picture.png')],
    ['no code', () => using()],
  ]

  test.each(bad)('%s', async (_what, made) => {
    await using own = scratch()
    const args = await made(own)
    const before = own.list()
    const run = await verify(args, { cwd: own.path })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
    expect(own.list()).toEqual(before)
  })

  test('never showing the code that was given in the wrong place', async () => {
    const { text } = person('pass')
    const wrong = [
      [text],
      ['verify', text, text, '--bundle', demo.folder],
      ['verify', 'x', `--${text}`],
      ['keys', text],
      ['issue', 'x', '--key', 'y', '--format', text],
      ['verify', 'x', '--rules', text, '--bundle', demo.folder, '--now', now],
      ['verify', text.slice(4), '--bundle', demo.folder, '--now', now],
    ]
    const runs = await Promise.all(wrong.map((args) => greengate(args)))
    for (const { stderr, stdout } of runs) {
      expect(stderr + stdout).not.toContain(text.slice(20, 60))
    }
  })

  const using = (...args: readonly string[]): Promise<readonly string[]> => Promise.resolve(args)

  const withBundle = (own: Scratch, bytes: Uint8Array): Promise<readonly string[]> => {
    copyFileSync(folder.at('demo/root.ggb'), own.at('root.ggb'))
    writeFileSync(own.at('bundle.ggb'), bytes)
    return using(person('pass').text, '--bundle', own.path)
  }
})

/** Inspecting a code, one or many, against the published schema. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { publicJwk } from 'greengate/issue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemo, type Demo, type DemoPerson } from '../demo/main.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'

const now = '2020-03-01T08:20:30Z'
let folder: Scratch
let demo: Demo
let isInput: ValidateFunction
let isOutput: ValidateFunction

interface Answer {
  readonly id: unknown
  readonly format: string | null
  readonly signature: string | null
  readonly reasons: readonly string[]
}

const person = (id: string): DemoPerson => demo.people.find((one) => one.id === id)!
const answersOf = (stdout: string): readonly Answer[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)
const schemaOf = async (which: string): Promise<object> =>
  JSON.parse((await greengate(['inspect', '--schema', which])).stdout) as object

beforeAll(async () => {
  folder = scratch()
  mkdirSync(folder.at('demo'))
  demo = await makeDemo({ folder: folder.at('demo'), now: new Date(now) })
  const ajv = new Ajv2020({ allowUnionTypes: true })
  isInput = ajv.compile(await schemaOf('input'))
  isOutput = ajv.compile(await schemaOf('output'))
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('inspect of one code', () => {
  test.each([
    ['pass', { format: 'greengate', signature: 'valid', time: 'in-time', keyUsage: 'allowed' }],
    ['altered', { format: 'greengate', signature: 'invalid', keyUsage: null }],
    ['expired', { signature: 'valid', time: 'expired', reasons: ['expired'] }],
    ['not-yet-valid', { signature: 'valid', time: 'not-yet-valid' }],
    ['unknown-issuer', { signature: 'unknown-key', reasons: ['issuer-unknown'] }],
    ['retired-key', { signature: 'valid', keyUsage: 'refused' }],
    ['torn', { format: 'greengate', payload: null, signature: null, time: null }],
    ['wifi', { format: null, payload: null, signature: null, reasons: ['other-code'] }],
  ])('%s', async (id, expected) => {
    const { files } = person(id)
    const args = ['inspect', files.svg, '--bundle', demo.folder, '--now', now, '--json']
    const run = await greengate(args)
    expect(run).toMatchObject({ code: id === 'wifi' ? 1 : 0, stderr: '' })
    const [answer] = answersOf(run.stdout)
    expect(answer).toMatchObject({ id: null, ...expected })
    expect(isOutput(answer), JSON.stringify(isOutput.errors)).toBe(true)
  })

  test('in words it says the same, in the language asked for', async () => {
    const { text } = person('expired')
    const args = ['inspect', text, '--bundle', demo.folder, '--now', now]
    const runs = await Promise.all([greengate(args), greengate([...args, '--lang', 'zh'])])
    for (const { code, stdout } of runs) {
      expect(code).toBe(0)
      expect(stdout).toContain('valid')
      expect(stdout).toContain('expired')
    }
    expect(runs[1].stdout).toContain('签名')
  })
})

describe('inspect --jsonl', () => {
  test('answers every line in order, each by its own now and trust', async () => {
    const { text, files } = person('pass')
    const trust = {
      issuers: { 'demo-hz': { jwks: { keys: [publicJwk(demo.keys.issuers.city)] } } },
    }
    const others = { jwks: { keys: [publicJwk(demo.keys.issuers.stranger), { kty: 'RSA' }] } }
    const lines = [
      { id: 'a', text, now, trust },
      { id: 2, texts: [text], now, trust: others },
      { id: 'png', file: files.png, now, trust: { ...trust, certificates: ['AA=='] } },
      { id: 'late', text, now: '2021-01-01T00:00:00+08:00', trust },
      { id: 'no-trust', text, now, comment: 'the caller’s own' },
      { id: 'foreign', text: 'https://example.com/', now },
      { id: 'parts', texts: ['a', 'b'], now },
      { id: 'nothing', text: '', now },
    ]
    for (const line of lines) expect(isInput(line), JSON.stringify(isInput.errors)).toBe(true)
    const input = lines.map((line) => `${JSON.stringify(line)}\r\n`).join('\n')
    const run = await greengate(['inspect', '--jsonl'], { input })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const answers = answersOf(run.stdout)
    expect(answers.map(({ id, signature, reasons }) => [id, signature, reasons])).toEqual([
      ['a', 'valid', []],
      [2, 'unknown-key', ['key-unknown']],
      ['png', 'valid', []],
      ['late', 'valid', ['expired']],
      ['no-trust', 'unknown-key', ['issuer-unknown']],
      ['foreign', null, ['other-code']],
      ['parts', null, ['not-a-credential']],
      ['nothing', null, ['not-a-credential']],
    ])
    for (const answer of answers) expect(isOutput(answer)).toBe(true)
  })

  test('a malformed line is named, and the others are answered', async () => {
    const good = (id: number) => JSON.stringify({ id, text: 'x', now })
    const bad = [
      'not json',
      '[]',
      'null',
      '{"text":"x"}',
      '{"id":null,"text":"x"}',
      '{"id":1}',
      '{"id":1,"text":"x","file":"y"}',
      '{"id":1,"text":7}',
      '{"id":1,"texts":[]}',
      '{"id":1,"texts":["a",7]}',
      '{"id":1,"file":""}',
      '{"id":1,"text":"x","now":"today"}',
      '{"id":1,"text":"x","now":5}',
      '{"id":1,"text":"x","trust":[]}',
      '{"id":1,"text":"x","trust":{"keys":[]}}',
      '{"id":1,"text":"x","trust":{"jwks":[]}}',
      '{"id":1,"text":"x","trust":{"jwks":{"keys":["x"]}}}',
      '{"id":1,"text":"x","trust":{"certificates":"AA=="}}',
      '{"id":1,"text":"x","trust":{"certificates":["{}"]}}',
      '{"id":1,"text":"x","trust":{"issuers":{"a":{"jwks":{}}}}}',
      '{"id":1,"text":"x","trust":{"issuers":{"a":{"did":"did:web:a"}}}}',
    ]
    for (const line of bad.slice(1))
      expect([line, isInput(JSON.parse(line))]).toEqual([line, false])
    writeFileSync(folder.at('lines'), bad.flatMap((line, at) => [line, good(at)]).join('\n'))
    const run = await greengate(['inspect', '--jsonl', folder.at('lines')])
    expect(run.code).toBe(2)
    expect(answersOf(run.stdout).map(({ id }) => id)).toEqual(bad.map((_, at) => at))
    const errors = run.stderr.trimEnd().split('\n')
    expect(errors.map((line) => /^greengate: .* line (\d+): /.exec(line)?.[1])).toEqual(
      bad.map((_, at) => String(2 * at + 1)),
    )
  })

  test('a file that cannot be read is the operator’s, a picture without a code is an answer', async () => {
    const { default: sharp } = await import('sharp')
    const create = { width: 99, height: 99, channels: 3, background: '#fff' } as const
    writeFileSync(folder.at('blank.png'), await sharp({ create }).png().toBuffer())
    writeFileSync(folder.at('half.png'), readFileSync(person('pass').files.png).subarray(0, 700))
    const files = ['blank.png', 'half.png', 'missing.png']
    const input = files.map((file) => JSON.stringify({ id: file, file, now })).join('\n')
    const run = await greengate(['inspect', '--jsonl'], { input, cwd: folder.path })
    expect(run.code).toBe(2)
    expect(answersOf(run.stdout)).toMatchObject([{ id: 'blank.png', format: null }])
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(2)
  })

  test.each([[['inspect']], [['inspect', '--jsonl', 'missing.jsonl']], [['inspect', '--jsonl']]])(
    '%j without input is a usage error',
    async (args) => {
      const run = await greengate(args)
      expect(run).toMatchObject({ code: 2, stdout: '' })
      expect(run.stderr).toMatch(/^greengate: [^\n]+; [^\n]+\n$/)
    },
  )
})

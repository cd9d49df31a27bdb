/** Issuing: claims in; text, SVG, PNG or terminal out; nothing on an error. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { greengate, scratch, type Scratch } from '../test-process.ts'

const claims = {
  issuer: 'demo-hz',
  class: 'app',
  issuedAt: '2020-03-01T00:00:00Z',
  validUntil: '2020-03-02T00:00:00Z',
  subject: { maskedName: '林*', lastFour: '123X' },
  covers: [{ kind: 'contact', until: '2020-03-01T00:00:00Z' }],
  facts: [
    {
      id: 't1',
      kind: 'test',
      source: 'demo-lab',
      recordedAt: '2020-02-29T06:00:00Z',
      fields: { sampledAt: '2020-02-29T02:00:00Z', method: 'pcr', result: 'negative' },
    },
  ],
}
const alphabet = /^GG1:[0-9A-Z $%*+\-./:]+$/

let folder: Scratch
let publicJwk: unknown
const file = (name: string): string => folder.at(name)
const issue = (...args: readonly string[]) =>
  greengate(['issue', file('claims.json'), '--key', file('a.jwk'), ...args])

beforeAll(async () => {
  folder = scratch()
  writeFileSync(file('claims.json'), JSON.stringify(claims))
  const { stdout } = await greengate(['keys', 'create', file('a.jwk'), '--json'])
  publicJwk = (JSON.parse(stdout) as { readonly publicJwk: unknown }).publicJwk
  writeFileSync(file('trust.json'), JSON.stringify({ jwks: { keys: [publicJwk] } }))
})

afterAll(async () => {
  await folder[Symbol.asyncDispose]()
})

describe('issue', () => {
  test('gives a text that inspect takes for what the claims say, signed by the key', async () => {
    const run = await issue()
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout.trimEnd()).toMatch(alphabet)
    const seen = await greengate(
      ['inspect', '-', '--json', '--trust', file('trust.json'), '--now', '2020-03-01T12:00:00Z'],
      { input: run.stdout },
    )
    expect(JSON.parse(seen.stdout)).toMatchObject({
      format: 'greengate',
      payload: claims,
      signature: 'valid',
      time: 'in-time',
      keyUsage: 'unstated',
      reasons: [],
    })
  })

  test('every code has an id of its own', async () => {
    expect((await issue()).stdout).not.toBe((await issue()).stdout)
  })

  test.each(['svg', 'png'])('a .%s of it is read by scan', async (ending) => {
    const out = file(`code.${ending}`)
    const run = await issue('--out', out, '--json')
    const said = JSON.parse(run.stdout) as { readonly text: string; readonly qr: unknown }
    expect(said).toMatchObject({ format: ending, file: out })
    expect(said.qr).toMatchObject({ mode: 'alphanumeric', errorCorrection: 'M' })
    const scanned = await greengate(['scan', out])
    expect(scanned.code).toBe(0)
    expect(JSON.parse(scanned.stdout)).toMatchObject({ file: out, text: said.text })
  })

  test('a PNG goes through a pipe as bytes', async () => {
    const run = await issue('--format', 'png')
    expect(run.code).toBe(0)
    const seen = await greengate(['inspect', '-', '--json'], { input: run.stdoutBytes })
    expect(JSON.parse(seen.stdout)).toMatchObject({ format: 'greengate' })
  })

  test('terminal blocks have a quiet zone of four modules', async () => {
    const lines = (await issue('--format', 'terminal')).stdout.trimEnd().split('\n')
    const blocks = lines.map((line) => line.replaceAll(/\x1b\[[0-9;]*m/g, ''))
    expect(new Set(blocks.map((line) => line.length)).size).toBe(1)
    expect(blocks.slice(0, 2).join('').trim()).toBe('')
    expect(blocks.every((line) => line.startsWith('    ') && line.endsWith('    '))).toBe(true)
  })

  test('claims come from stdin as well', async () => {
    const run = await greengate(['issue', '-', '--key', file('a.jwk')], {
      input: JSON.stringify(claims),
    })
    expect(run.stdout.trimEnd()).toMatch(alphabet)
  })
})

const assessed = {
  ...{ issuer: 'demo-hz', class: 'app', issuedAt: claims.issuedAt, validUntil: claims.validUntil },
  assessment: { outcome: 'stop', version: 2, rule: 7, assessedAt: claims.issuedAt },
}

describe('issue refuses, leaving nothing behind', () => {
  test.each([
    ['an unknown member', { ...claims, colour: 'green' }, 'claims'],
    ['a class of another name', { ...claims, class: 'plastic' }, 'class'],
    ['an instant without a zone', { ...claims, issuedAt: '2020-03-01T00:00:00' }, 'issuedAt'],
    [
      'an end before the beginning',
      { ...claims, validUntil: '2020-02-01T00:00:00Z' },
      'validUntil',
    ],
    ['a number for the issuer', { ...claims, issuer: 7 }, 'issuer'],
    [
      'a nested field value',
      { ...claims, facts: [{ ...claims.facts[0], fields: { a: {} } }] },
      'fields',
    ],
    ['facts that are no list', { ...claims, facts: {} }, 'facts'],
    ['an assessment without its end', assessed, 'holdsUntil'],
    [
      'a stop without its rule',
      { ...assessed, assessment: { ...assessed.assessment, rule: undefined } },
      'rule',
    ],
    ['a code without anything to say', { ...claims, covers: undefined, facts: undefined }, ''],
    ['a list', [], 'claims'],
    ['null', null, 'claims'],
  ])('%s, naming the field', async (_what, given, field) => {
    await using own = scratch()
    const run = await greengate(
      ['issue', '-', '--key', file('a.jwk'), '--out', own.at('code.png')],
      { input: JSON.stringify(given) },
    )
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: .+\n$/)
    expect(run.stderr).toContain(field)
    expect(run.stderr).not.toMatch(/林|123X|demo-hz/)
    expect(own.list()).toEqual([])
  })

  test('a key that is public only', async () => {
    writeFileSync(file('open.jwk'), JSON.stringify(publicJwk))
    const run = await greengate(['issue', file('claims.json'), '--key', file('open.jwk')])
    expect(run).toMatchObject({ code: 2, stdout: '' })
  })

  test('a key whose private part is of another key', async () => {
    await greengate(['keys', 'create', file('b.jwk')])
    const other = JSON.parse(readFileSync(file('b.jwk'), 'utf8')) as object
    writeFileSync(file('c.jwk'), JSON.stringify({ ...other, ...(publicJwk as object) }), {
      mode: 0o600,
    })
    const run = await greengate(['issue', file('claims.json'), '--key', file('c.jwk')])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/^greengate: .+\n$/)
  })

  test('a place that cannot be written to', async () => {
    const before = folder.list()
    const run = await issue('--out', file('missing/code.svg'))
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(folder.list()).toEqual(before)
  })

  test.runIf(process.platform !== 'win32')('a device in the place of a file', async () => {
    const run = await issue('--out', '/dev/null')
    expect(run.code).toBe(2)
    expect(readFileSync('/dev/null')).toHaveLength(0)
  })
})

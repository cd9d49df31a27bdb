/** desk.yaml: what a file becomes, that everything wrong in it is found at once, and that sample and schema are right. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { deskSchema } from './desk-schema.ts'
import { periodsOf } from './parts.ts'
import { parseDeskFile } from './read-desk-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-test-'))
for (const name of ['key.jwk', 'status.jwk'])
  writeFileSync(join(folder, name), '{}', { mode: 0o600 })
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const shipped = (name: string) =>
  readFileSync(new URL(`../../cli/schema/${name}`, import.meta.url), 'utf8')
const sample = shipped('desk.yaml')
/** Everything that is switched off, on: of two members of one name, the one with something in it. */
const allOn = sample
  .replace(/^(\w+): (?:\[\]|\{\})\n(?=#\1:)/gm, '')
  .replace(/^( *)#(?=(?:- )?[a-zA-Z]+:)/gm, '$1')
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
})
const isValid = ajv.compile(JSON.parse(shipped('desk.schema.json')) as object)

const least = `issuer: { id: d, key: key.jwk }
ruleSet: s
authority: { folder: ., statusKey: status.jwk }
`
const here = async (more: string) =>
  (await parseDeskFile(least + more, folder)).findings.map(({ kind, path }) => [kind, path])

test('a configuration of the least has a default for everything else, and paths from its own folder', async () => {
  const { configuration, findings } = await parseDeskFile(
    `${least}signIn: { development: true }\n`,
    folder,
  )
  expect(findings).toEqual([])
  expect(configuration).toMatchObject({
    issuer: { key: join(folder, 'key.jwk') },
    store: { file: resolve(folder, 'desk.db') },
    listen: { host: '127.0.0.1', port: 8787 },
    identity: { declaredGetCodes: false, family: 6, guardians: 2 },
    declared: { covers: ['symptom', 'checkin'] },
  })
})

test('everything wrong is found at once, in the order of the file', async () => {
  const { findings } = await parseDeskFile(
    'issuer: { id: d, key: none.jwk }\nlisten: { port: 0, colour: x }\norders:\n  - { id: a, zh: 甲, en: A, keys: [key.jwk, key.jwk], threshold: 1, longestDays: 9 }\n',
    folder,
  )
  expect(findings.map(({ kind, path, line }) => [kind, path, line])).toEqual([
    ['missing-member', '', 1],
    ['missing-member', '', 1],
    ['missing-member', '', 1],
    ['no-file', 'issuer.key', 1],
    ['out-of-range', 'listen.port', 2],
    ['unknown-member', 'listen.colour', 2],
    ['out-of-range', 'orders[0].threshold', 4],
  ])
})

test.each([
  ['nobody could sign in', 'signIn: {}', ['missing-member', 'signIn']],
  [
    'codes on a terminal for who comes from elsewhere',
    'signIn: { development: true }\nlisten: { origin: https://desk.example }',
    ['exposed', 'signIn.development'],
  ],
  [
    'another address without TLS',
    'signIn: { oidc: { issuer: https://login.example, clientId: x } }\nlisten: { host: 0.0.0.0 }',
    ['exposed', 'listen.host'],
  ],
  [
    'sessions in the clear',
    'signIn: { oidc: { issuer: https://login.example, clientId: x } }\nlisten: { origin: http://desk.example }',
    ['exposed', 'listen.origin'],
  ],
  [
    'a type of card that is said twice',
    'signIn: { oidc: { issuer: https://l.example, clientId: x, vouches: { idType: cn-resident-id, idTypeClaim: t, number: n, name: m } } }',
    ['conflict', 'signIn.oidc.vouches'],
  ],
  [
    'more hands than keys',
    'signIn: { development: true }\norders: [{ id: a, zh: 甲, en: A, keys: [key.jwk, key.jwk], threshold: 3, longestDays: 9 }]',
    ['conflict', 'orders[0].threshold'],
  ],
])('%s is found', async (_, more, finding) => {
  expect(await here(more)).toEqual([finding])
})

test('periods are the defaults but for what is said', async () => {
  const { configuration } = await parseDeskFile(
    `${least}signIn: { development: true }\nretention: [{ of: facts.test, days: 20, reason: so }, { of: held, days: 3, reason: so }]`,
    folder,
  )
  if (configuration === undefined) throw new TypeError('no configuration')
  const { facts, held, codes } = periodsOf(configuration)
  expect([facts['test']?.days, held.days, codes.days, facts['contact']?.days]).toEqual([
    20, 3, 14, 30,
  ])
})

test('the sample is right as it is shipped and with everything switched on, but for files that are not here', async () => {
  for (const written of [sample, allOn]) {
    const { findings } = await parseDeskFile(written, join(folder, 'none'))
    const others = findings.filter(({ kind }) => kind !== 'no-file')
    // Signing in by codes on the terminal is for this machine alone, which the sample's origin is not.
    expect(others.filter(({ path }) => path !== 'signIn.development')).toEqual([])
    expect(isValid(parse(written))).toBe(true)
  }
})

test('the schema is what the shapes say; desk/configuration/write-schema.ts writes it', () => {
  expect(JSON.parse(shipped('desk.schema.json'))).toEqual(deskSchema)
  expect(isValid({ ...(parse(sample) as object), colour: 'green' })).toBe(false)
})

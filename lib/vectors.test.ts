/** Runs test-vectors/ against the library in Node, and keeps the vectors themselves in order. */
import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as greengate from 'greengate'
import * as holding from 'greengate/holder'
import * as issuing from 'greengate/issue'
import * as ruling from 'greengate/rules'
import { expect, test } from 'vitest'
import { files } from '../test-vectors/recipes/files.ts'
import { runVectors, type Api, type Read } from '../test-vectors/run.ts'
import { decodeBase45, encodeBase45 } from './encoding/base45.ts'
import { parseCanonicalJson } from './encoding/canonical-json.ts'
import { decodeCbor } from './encoding/cbor.ts'
import { encodeCbor } from './encoding/cbor-encode.ts'

interface Case {
  readonly id: string
}
interface Vectors {
  readonly cases?: readonly Case[]
  readonly groups?: readonly { readonly given: unknown; readonly cases: readonly Case[] }[]
}
interface Index {
  readonly files: readonly { readonly path: string; readonly schema: string }[]
}

const folder = new URL('../test-vectors/', import.meta.url)
const read: Read = async (path) => new Uint8Array(await readFile(new URL(path, folder)))
const json = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(path, folder), 'utf8'))

const api = {
  ...greengate,
  ...holding,
  ...issuing,
  ...ruling,
  encodeBase45,
  decodeBase45,
  encodeCbor,
  decodeCbor,
  parseCanonicalJson,
} as unknown as Api

const index = (await json('index.json')) as Index
const vectors = await Promise.all(
  index.files.map(async (file) => ({ ...file, content: (await json(file.path)) as Vectors })),
)
const cases = vectors.flatMap(({ content: { cases: own = [], groups = [] } }) => [
  ...own,
  ...groups.flatMap((group) => group.cases),
])

test('every vector comes out as it should', async () => {
  const ran: string[] = []
  const failures = await runVectors(api, read, (id) => ran.push(id))
  expect(failures).toEqual([])
  expect(ran.length).toBeGreaterThanOrEqual(cases.length)
})

test('a verifier that lets everybody pass fails the vectors', async () => {
  const generous: Api = {
    ...api,
    verify: async (texts, options) => ({
      ...(await api.verify(texts, options)),
      outcome: 'pass',
    }),
    decideCard: async (card, options) => ({
      ...(await api.decideCard(card, options)),
      outcome: 'pass',
    }),
  }
  const failures = await runVectors(generous, read)
  const refused = vectors
    .filter(({ path }) => /^(verify\/|card\/|credential\/damaged)/.test(path))
    .flatMap(({ content: { cases: own = [], groups = [] } }) => [
      ...own,
      ...groups.flatMap((group) => group.cases),
    ])
    .filter((one) => (one as unknown as { readonly outcome: string }).outcome !== 'pass')
  expect(refused.length).toBeGreaterThan(100)
  expect(failures.length).toBeGreaterThanOrEqual(refused.length)
})

test('every file fits its schema', async () => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  const faults: unknown[] = []
  const check = async (path: string, schema: string, content: unknown): Promise<void> => {
    const validate = ajv.compile((await json(schema)) as object)
    if (!validate(content)) faults.push({ path, errors: validate.errors?.slice(0, 3) })
  }
  await check('index.json', 'schema/index.schema.json', index)
  for (const { path, schema, content } of vectors) await check(path, schema, content)
  const sets = 'rule-sets/**/*.cases.json'
  for (const path of globSync(sets, { cwd: folder })) {
    await check(path, 'schema/rule-set-cases.schema.json', await json(path))
  }
  for (const path of globSync('keys/*.json', { cwd: folder })) {
    await check(path, 'schema/key.schema.json', await json(path))
  }
  expect(faults).toEqual([])
})

test('every file of vectors is in the list', () => {
  const listed = ['index.json', ...index.files.map(({ path }) => path)]
  const there = globSync('**/*.json', { cwd: fileURLToPath(folder) }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  expect(
    there.filter((path) => !/^(engines|keys|schema|replay|rule-sets|sdt)\//.test(path)).sort(),
  ).toEqual(listed.sort())
})

test('every file of rule sets is one that a recipe writes', () => {
  const there = globSync('rule-sets/**/*.json', { cwd: fileURLToPath(folder) }).map((path) =>
    path.replaceAll('\\', '/'),
  )
  const written = [...files.keys()].filter((path) => path.startsWith('rule-sets/'))
  expect(there.sort()).toEqual(written.sort())
})

test('no id stands twice', () => {
  const ids = cases.map(({ id }) => id)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('every reason is a case of verify/ or card/', () => {
  const decided = vectors
    .filter(({ path }) => /^(verify|card)\//.test(path))
    .flatMap(({ content }) => content.groups?.flatMap((group) => group.cases) ?? [])
    .flatMap((one) => (one as unknown as { readonly reasons: readonly { code: string }[] }).reasons)
  const codes = new Set(decided.map(({ code }) => code))
  expect(Object.keys(greengate.reasons).filter((code) => !codes.has(code))).toEqual([])
})

/** The operators and forms of docs/rules.md section 2. */
const forms =
  `"op":"and" "op":"or" "op":"not" "op":"<" "op":"<=" "op":">" "op":">=" "op":"==" "op":"!="
  "op":"in" "op":"days" "op":"years" "op":"elapsed" "op":"some" "op":"every" "op":"none" "op":"count" "op":"countDays"
  "op":"latest" "op":"earliest" "parameter": "field": "onSite": "unit": "unless": "requires":
  "extends":`.split(/\s+/)

interface Judged extends Case {
  readonly rules: Readonly<Record<string, string>>
}

test.each(forms)('%s comes out true, false and unknown in cases of rules/', (form) => {
  const values = vectors
    .filter(({ schema }) => schema === 'schema/rules.schema.json')
    .flatMap(({ content }) => content.groups ?? [])
    .filter(({ given }) => JSON.stringify(given).includes(form))
    .flatMap((group) => group.cases.map((one) => (one as unknown as Judged).rules))
    .flatMap((rules) => Object.values(rules))
  expect(new Set(values)).toEqual(new Set(['true', 'false', 'unknown']))
})

test('running the recipes changes nothing', async () => {
  const changed: string[] = []
  for (const [path, bytes] of files) {
    if (!Buffer.from(await read(path)).equals(bytes)) changed.push(path)
  }
  expect(files.size).toBeGreaterThan(index.files.length)
  expect(changed).toEqual([])
})

/** Batches of the same people by the command: as lines and as CSV, with bad lines, and again under another version. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { greengate, scratch } from '../test-process.ts'
import { earlierJob, openEarlier } from './earlier.ts'
import type { Manifest } from './manifest.ts'
import { findJob } from './output.ts'
import { csvRow, jsonColumns, madePeople, spoilers } from './people/test-people.ts'
import { findShards, shardPath } from './shard-files.ts'

const rules = (version: string): string =>
  fileURLToPath(
    new URL(`../../test-vectors/rule-sets/hangzhou/${version}/cn-3301.json`, import.meta.url),
  )
const now = ['--now', '2020-03-18T21:30:00Z']
const made = madePeople(400, 9)
const lines = made.map((person) => JSON.stringify(person))

const manifestOf = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => {
  expect(stderr).toBe('')
  return JSON.parse(stdout) as Omit<Manifest, 'shards'>
}
const assess = async (version: string, input: string, out: string, ...more: string[]) =>
  manifestOf(
    await greengate([
      ...['batch', 'assess', '--rules', rules(version), '--in', input, '--out', out],
      ...['--workers', '1', '--json', ...now, ...more],
    ]),
  )

/** Lines with bad ones and blank ones among them, each bad one before a blank one. */
const mixed = lines.flatMap((line, i) => {
  const kinds = Object.values(spoilers)
  return i % 8 === 5 ? [kinds[(i >> 3) % kinds.length]!(made[i]!), '', line] : [line]
})

const folder = scratch()
afterAll(() => folder[Symbol.asyncDispose]())

const summaryOf = (out: string): object =>
  JSON.parse(readFileSync(folder.at(`${out}/summary.json`), 'utf8')) as object

test('the same people as lines and as CSV come to the same outcomes', async () => {
  writeFileSync(folder.at('people.ndjson'), `\ufeff${lines.join('\r\n')}\n`)
  const rows = [jsonColumns.join(','), ...made.map(csvRow)]
  writeFileSync(folder.at('people.csv'), `\ufeff${rows.join('\r\n')}\n`)
  const [a, b] = [
    await assess('14', folder.at('people.ndjson'), folder.at('a')),
    await assess('14', folder.at('people.csv'), folder.at('b')),
  ]
  expect(a).toMatchObject({ records: 400, people: 400, rejected: 0, lines: 400 })
  expect(b).toMatchObject({ records: 400, people: 400, rejected: 0, lines: 401 })
  expect(b.sha256).toEqual(a.sha256)
  expect(summaryOf('b')).toEqual(summaryOf('a'))
})

test('under another version only whose outcome can be another is assessed, and all comes to the same as for all, bad lines too', async () => {
  const input = folder.at('mixed.ndjson')
  writeFileSync(
    input,
    Buffer.concat(mixed.flatMap((line) => [Buffer.from(line), Buffer.from('\n')])),
  )
  const before = await assess('13', input, folder.at('13'))
  const some = await assess('14', input, folder.at('14'), '--previous', folder.at('13'))
  expect(before).toMatchObject({ records: 450, people: 400, rejected: 50, skipped: 0 })
  const { sha256 } = JSON.parse(readFileSync(folder.at('a/manifest.json'), 'utf8')) as Manifest
  expect(some).toMatchObject({ records: 450, people: 400, rejected: 50, sha256 })
  expect(some.job.earlier).toMatchObject({ id: before.job.id, rules: { version: 13 } })
  expect(some.skipped).toBeGreaterThan(40)
  expect(some.skipped).toBeLessThan(400)
  const { skipped } = some
  expect(summaryOf('14')).toEqual({ ...summaryOf('a'), records: 450, rejected: 50, skipped })
  for (const out of ['13', '14']) {
    const rejected = readFileSync(folder.at(`${out}/rejected.ndjson`), 'utf8')
      .trimEnd()
      .split('\n')
    const places = mixed.flatMap((line, i) => (mixed[i + 1] === '' && line !== '' ? [i + 1] : []))
    expect(rejected.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(places)
  }
})

test('an earlier batch is read shard by shard, and not believed where it was changed', async () => {
  const [out, job] = [folder.at('13'), await findJob(folder.at('14'))]
  if (job?.earlier === undefined) throw new Error('the job names no earlier one')
  const [entry] = await findShards(out, job.earlier.id)
  const parts = await (await openEarlier(out, job)).partsOf(entry!)
  expect(parts?.length).toBeGreaterThan(3)
  const people = parts?.map(({ outcomes }) => outcomes.toString().split('\n').length)
  expect(people?.length).toBe(entry!.parts.length)
  expect(parts?.reduce((sum, { rejected }) => sum + rejected.length, 0)).toBe(50)
  expect(await (await openEarlier(out, job)).partsOf({ sha256: '' })).toBeUndefined()
  const other = { ...job, partBytes: job.partBytes + 1 }
  expect(await (await openEarlier(out, other)).partsOf(entry!)).toBeUndefined()
  await expect(openEarlier(folder.at('14'), job)).rejects.toThrow(OperatorError)
  await expect(earlierJob(folder.at('none'), undefined)).rejects.toThrow(OperatorError)
  // An entry without its form is none, and what it names is not carried over.
  const entryPath = shardPath(out, 0, 'entry')
  const written = readFileSync(entryPath, 'utf8')
  for (const change of [{ parts: null }, { parts: [[1]] }, { skipped: '0' }, { files: {} }]) {
    writeFileSync(entryPath, JSON.stringify({ ...entry, ...change }))
    expect(await (await openEarlier(out, job)).partsOf(entry!)).toBeUndefined()
  }
  writeFileSync(entryPath, written)
  const path = shardPath(out, 0, 'outcomes')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"stop"', '"pass"'))
  await expect((await openEarlier(out, job)).partsOf(entry!)).rejects.toThrow(OperatorError)
})

test('codes of the earlier batch are kept though ids are made with another key, and only the others are new', async () => {
  const key = folder.at('issuer.jwk')
  await greengate(['keys', 'create', key])
  const input = folder.at('people.ndjson')
  const issueTo = async (out: string, version: string, ...more: string[]) =>
    manifestOf(
      await greengate([
        ...['batch', 'issue', '--rules', rules(version), '--in', input, '--out', folder.at(out)],
        ...['--key', key, '--issuer', 'cn-3301', '--profile', 'facts'],
        ...['--workers', '1', '--json', ...now, ...more],
      ]),
    )
  const before = await issueTo('issued-13', '13')
  const after = await issueTo('issued-14', '14', '--previous', folder.at('issued-13'))
  expect(before.job.codes?.idKey).not.toBe(after.job.codes?.idKey)
  expect(after.skipped).toBeGreaterThan(40)
  expect(after.codes).toBe(after.people - after.skipped)
})

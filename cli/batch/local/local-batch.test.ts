/** The local batch as a process: the same bytes however it is run, stopped or killed, and what it refuses. */
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { greengate, scratch } from '../../test-process.ts'
import type { Manifest } from '../manifest.ts'
import type { ShardEntry } from '../shard-files.ts'
import {
  batchArgs,
  endOf,
  factTypes,
  issuer,
  linesIn,
  madeUp,
  startedBatch,
  writeIdKey,
  writePeople,
  writtenIn,
} from '../test-batch.ts'

const folder = scratch()
const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
let input = ''
let signing: readonly string[] = []
/** Some twenty-five shards. */
const everybody = madeUp(900)

beforeAll(async () => {
  input = writePeople(folder, everybody)
  await greengate(['keys', 'create', folder.at('issuer.jwk')])
  signing = [
    ...['--key', folder.at('issuer.jwk'), '--issuer', issuer, '--commit'],
    ...['--cti-key', writeIdKey(folder)],
  ]
})
afterAll(() => folder[Symbol.asyncDispose]())

const issueTo = (out: string, ...more: readonly string[]): readonly string[] =>
  batchArgs('issue', input, folder.at(out), [...signing, ...more])
const manifestIn = (out: string): Manifest =>
  JSON.parse(readFileSync(folder.at(`${out}/manifest.json`), 'utf8')) as Manifest

test('one thread and four write the same bytes, and all people are in them once', async () => {
  for (const workers of ['1', '4']) {
    const run = await greengate(issueTo(`with-${workers}`, '--workers', workers))
    expect(run).toMatchObject({ code: 0, stderr: '' })
  }
  const written = writtenIn(folder.at('with-1'))
  expect(writtenIn(folder.at('with-4'))).toEqual(written)
  expect(Object.keys(written).length).toBeGreaterThan(80)
  const { records, people, rejected, codes } = manifestIn('with-1')
  expect({ records, people, rejected }).toEqual({ records: 900, people: 900, rejected: 0 })
  const ids = (linesIn(folder.at('with-1'), 'outcomes') as readonly { id: string }[]).map(
    ({ id }) => id,
  )
  expect(ids).toEqual(everybody.map(({ id }) => id))
  expect(linesIn(folder.at('with-1'), 'codes')).toHaveLength(codes)
  const isOpen = (name: string): boolean =>
    (statSync(folder.at(`with-1/${name}`)).mode & 0o77) !== 0
  expect(Object.keys(written).filter(isOpen)).toEqual(['job.json', 'manifest.json'])
})

test('a batch that is killed in the middle goes on, and comes to the same bytes', async () => {
  const out = folder.at('killed')
  const child = await startedBatch(issueTo('killed', '--workers', '2'), out, 4)
  const ended = endOf(child)
  child.kill('SIGKILL')
  await ended
  const state = await greengate(['batch', 'status', out, '--json'])
  expect(state.code).toBe(1)
  expect(JSON.parse(state.stdout)).toMatchObject({ isDone: false })
  expect(await greengate(issueTo('killed', '--workers', '1'))).toMatchObject({ code: 0 })
  expect(writtenIn(out)).toEqual(writtenIn(folder.at('with-1')))
})

test('ctrl-c and its like end it after what is under way', async () => {
  const out = folder.at('ended')
  // Of one that was killed before its job was written.
  mkdirSync(out)
  writeFileSync(`${out}/.job.json.00c0ffee00aa.part`, '{')
  writeFileSync(`${out}/.secret.json.00c0ffee00aa.part`, '')
  const child = await startedBatch(issueTo('ended'), out, 2)
  const ended = endOf(child)
  child.kill('SIGTERM')
  expect(await ended).toBe(1)
  // Nothing is left that is not whole.
  expect(Object.keys(writtenIn(out)).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(await greengate(issueTo('ended', '--workers', '1'))).toMatchObject({ code: 0 })
  expect(manifestIn('ended').sha256).toEqual(manifestIn('with-1').sha256)
})

test('a disk that is full ends it, nothing is half-written, and with room again it goes on to the same bytes', async () => {
  const out = folder.at('full')
  mkdirSync(out)
  const mount = (...options: readonly string[]) =>
    spawnSync('mount', [...options, 'tmpfs', out]).status === 0
  const isDisk = mount('-t', 'tmpfs', '-o', 'size=400k')
  try {
    // Who may mount no disk is refused large files by the system instead.
    const full = isDisk
      ? await greengate(issueTo('full', '--workers', '2'))
      : limitedTo(56, issueTo('full', '--workers', '2'))
    expect(full.code).toBe(2)
    expect(full.stderr).toMatch(isDisk ? /the disk is full/ : /EFBIG/)
    expect(full.stderr).toContain('run it again to go on')
    const left = Object.keys(writtenIn(out))
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([])
    expect(left).not.toContain('manifest.json')
    if (isDisk) expect(mount('-o', 'remount,size=64m')).toBe(true)
    expect(await greengate(issueTo('full', '--workers', '1'))).toMatchObject({ code: 0 })
    expect(writtenIn(out)).toEqual(writtenIn(folder.at('with-1')))
  } finally {
    if (isDisk) spawnSync('umount', [out])
  }
})

/** Runs it where no file may have more kilobytes. */
function limitedTo(kB: number, args: readonly string[]): { code: number | null; stderr: string } {
  const command = [process.execPath, '--conditions=source', main, ...args]
  const limited = ['-c', `ulimit -f ${kB} && exec "$@"`, '_', ...command]
  const { status, stderr } = spawnSync('bash', limited, { encoding: 'utf8' })
  return { code: status, stderr }
}

test('what was changed after it was written is found, and one shard made again puts it right', async () => {
  const out = folder.at('with-4')
  appendFileSync(`${out}/shards/000003.codes.ndjson`, '{}\n')
  const grown = await greengate(['batch', 'status', out, '--check'])
  expect(grown).toMatchObject({ code: 2 })
  expect(await greengate(issueTo('with-4', '--workers', '1'))).toMatchObject({ code: 0 })
  const file = `${out}/shards/000004.codes.ndjson`
  writeFileSync(file, readFileSync(file, 'utf8').replace('GG1:', 'GG2:'))
  const altered = await greengate(['batch', 'status', out, '--check'])
  expect(altered.code).toBe(2)
  expect(altered.stderr).toContain('is not what was written')
  writeFileSync(file, readFileSync(file, 'utf8').replace('GG2:', 'GG1:'))
  expect(await greengate(['batch', 'status', out, '--check'])).toMatchObject({ code: 0 })
})

test('a shard and its entry that were changed together, and files made of all, are found by the manifest', async () => {
  const out = folder.at('with-4')
  const entry = readFileSync(`${out}/shards/000005.json`, 'utf8')
  const { people } = JSON.parse(entry) as ShardEntry
  const more = { people: people + 1, records: people + 1 }
  const changes: readonly (readonly [string, (text: string) => string])[] = [
    ['shards/000005.json', (text) => JSON.stringify({ ...(JSON.parse(text) as object), ...more })],
    ['summary.json', (text) => text.replace('"records":900', '"records":901')],
    ['summary.html', (text) => `${text} `],
    ['rejected.ndjson', (text) => `${text}{}\n`],
    ['manifest.json', (text) => text.replace('"people":900', '"people":901')],
    ['manifest.json', () => '{}'],
  ]
  for (const [name, change] of changes) {
    const before = readFileSync(`${out}/${name}`, 'utf8')
    writeFileSync(`${out}/${name}`, change(before))
    const found = await greengate(['batch', 'status', out, '--check'])
    expect(found, name).toMatchObject({ code: 2, stdout: '' })
    expect(found.stderr).toContain('is not what was written')
    writeFileSync(`${out}/${name}`, before)
  }
  // Where a shard has no such file, and is done again.
  writeFileSync(`${out}/shards/000005.rejected.ndjson`, '{}\n')
  expect(await greengate(issueTo('with-4'))).toMatchObject({ code: 0 })
  expect(await greengate(['batch', 'status', out, '--check'])).toMatchObject({ code: 0 })
})

test('lines that are no people are named by their numbers in the file, and the others are done', async () => {
  const [first = {}, ...rest] = everybody.slice(0, 300)
  const lines = [
    JSON.stringify(first),
    'no JSON',
    '',
    '{"id": "5"}',
    ...rest.map((p) => JSON.stringify(p)),
    '[]',
  ]
  const file = folder.at('bad.ndjson')
  writeFileSync(file, lines.join('\n'))
  const { code, stdout } = await greengate(batchArgs('assess', file, folder.at('bad')))
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ records: 303, people: 300, rejected: 3 })
  const rejected = readFileSync(folder.at('bad/rejected.ndjson'), 'utf8').trimEnd().split('\n')
  const numbers = rejected.map((line) => (JSON.parse(line) as { line: number }).line)
  expect(numbers).toEqual([2, 4, lines.length])
  expect(rejected.join()).not.toContain('no JSON')
})

const runApart = (input: string, what: 'dying' | 'changed') => {
  const script = fileURLToPath(new URL('test-run.ts', import.meta.url))
  const args = ['--conditions=source', script, input, folder.at(what), what]
  return spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
    .stdout.trimEnd()
    .split('\n')
}

test('a thread that dies is replaced, and input that is changed ends the batch', () => {
  const few = writePeople(folder, everybody.slice(0, 120), 'few.ndjson')
  expect(runApart(few, 'dying')).toEqual(['120'])
  const [said, people] = runApart(few, 'changed')
  expect(said).toContain('was changed while it was read')
  expect(people).toBe('120')
})

test('what cannot be done is refused in one line, and nothing is half-written', async () => {
  const empty = folder.at('empty.ndjson')
  writeFileSync(empty, '')
  const blank = folder.at('other')
  mkdirSync(blank)
  writeFileSync(`${blank}/notes.txt`, 'mine')
  const other = folder.at('other.jwk')
  await greengate(['keys', 'create', other])
  const open = folder.at('open.jwk')
  await greengate(['keys', 'create', open])
  chmodSync(open, 0o644)
  const rules = folder.at('rules.json')
  writeFileSync(rules, '{"id": "x"}')
  const short = writePeople(folder, everybody.slice(0, 20), 'short.ndjson')
  const assess = (out: string, ...more: readonly string[]): readonly string[] =>
    batchArgs('assess', short, folder.at(out), more)
  const cases: readonly (readonly [readonly string[], string])[] = [
    [batchArgs('assess', empty, folder.at('a')), 'is empty'],
    [batchArgs('assess', folder.at('none.ndjson'), folder.at('a')), 'there is no such file'],
    [assess('issuer.jwk/below'), 'not a folder'],
    [assess('other'), 'holds other files'],
    [assess('a', '--rules', rules), 'with --facts'],
    [assess('a', '--rules', rules, '--facts', factTypes), 'rules lint'],
    [assess('a', '--now', '2019-01-01T00:00:00Z'), 'is not in force'],
    [assess('a', '--workers', '0'), '--workers'],
    [issueTo('a', '--key', open), 'chmod 600'],
    [issueTo('with-1', '--key', other), 'kid differs'],
    [issueTo('a', '--profile', 'facts'), '--commit'],
    [issueTo('a', '--tag'), '--binding-key'],
    [issueTo('a', '--valid-for', 'soon'), '--valid-for'],
  ]
  for (const [args, said] of cases) {
    const run = await greengate(args)
    expect(run, said).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain(said)
    expect(run.stderr.trimEnd()).not.toContain('\n')
  }
  expect(() => statSync(folder.at('a/job.json'))).toThrow()
})

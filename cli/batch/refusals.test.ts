/** What a batch refuses, counts and warns of where going on in silence would look like success. */
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { natsPlace } from '../nats/options.ts'
import { createList } from '../status/list.ts'
import { labelled } from '../status/store.ts'
import { openStore } from '../status/open-store.ts'
import { greengate, scratch } from '../test-process.ts'
import { namedJob } from './job-id.ts'
import type { BatchJob } from './job.ts'
import type { Manifest } from './manifest.ts'
import { countFilled } from './people/main.ts'
import {
  batchArgs,
  endOf,
  issuer,
  madeUp,
  seconds,
  startedBatch,
  writeIdKey,
  writePeople,
} from './test-batch.ts'

const folder = scratch()
afterAll(() => folder[Symbol.asyncDispose]())

const people = madeUp(30)
const input = writePeople(folder, people)

test('an earlier batch of another release is not carried over, nor gone on with', async () => {
  const out = folder.at('earlier')
  const done = await greengate(batchArgs('assess', input, out))
  expect(done).toMatchObject({ code: 0, stderr: '' })
  expect((JSON.parse(done.stdout) as Manifest).job.engine).toMatch(/^\d+\.\d+\.\d+/)
  const {
    format: _,
    id: __,
    ...job
  } = JSON.parse(readFileSync(`${out}/job.json`, 'utf8')) as BatchJob
  writeFileSync(`${out}/job.json`, JSON.stringify(namedJob({ ...job, engine: '0.0.9' })))
  const args = batchArgs('assess', input, folder.at('later'), ['--previous', out])
  const refused = await greengate(args)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('another greengate')
  expect(existsSync(folder.at('later/job.json'))).toBe(false)
  const again = await greengate(batchArgs('assess', input, out))
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('engine differs')
})

test('a file in which nobody can be read ends with 1, and says where to look', async () => {
  const file = folder.at('nobody.ndjson')
  writeFileSync(file, 'somebody\n{"id": 5}\n')
  const run = await greengate(batchArgs('assess', file, folder.at('nobody')))
  expect(run.code).toBe(1)
  expect(JSON.parse(run.stdout)).toMatchObject({ records: 2, people: 0, rejected: 2 })
  expect(run.stderr).toContain('none of the 2 records is a person')
  expect(run.stderr).not.toContain('somebody')
})

test('a blank line takes no status index, and every person has one', async () => {
  const spaced = folder.at('spaced.ndjson')
  const lines = people.flatMap((person) => ['', JSON.stringify(person), ' \t\r', ''])
  writeFileSync(spaced, lines.join('\n'))
  expect(countFilled(readFileSync(spaced))).toBe(people.length)
  const store = folder.at('status.db')
  {
    using made = await openStore(store, true)
    const act = { at: new Date(seconds * 1000), who: 'test', why: 'test' }
    createList(made, { ...act, issuer, month: '2020-03', entries: 1024, isLate: true })
  }
  await greengate(['keys', 'create', folder.at('issuer.jwk')])
  const run = await greengate(
    batchArgs('issue', spaced, folder.at('spaced'), [
      ...['--key', folder.at('issuer.jwk'), '--issuer', issuer, '--cti-key', writeIdKey(folder)],
      ...['--profile', 'facts', '--status-db', store],
    ]),
  )
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(run.stdout)).toMatchObject({ records: 30, lines: 119 })
  const { id } = JSON.parse(readFileSync(folder.at('spaced/job.json'), 'utf8')) as BatchJob
  using made = await openStore(store)
  expect(labelled(made, issuer, '2020-03', `batch/${id}/000000`)).toHaveLength(people.length)
})

test('a folder that cannot be written is refused in one line before anything is done', async (ctx) => {
  const out = folder.at('read-only')
  mkdirSync(out)
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', out]).status === 0
  ctx.skip(!isMounted, 'who may mount no disk cannot make one that is read-only')
  try {
    const run = await greengate(batchArgs('assess', input, out))
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('the disk is read-only')
    expect(run.stderr.trimEnd()).not.toContain('\n')
    expect(readdirSync(out)).toEqual([])
  } finally {
    spawnSync('umount', [out])
  }
})

test('people who are added while a batch runs are not left out without a word', async () => {
  const file = writePeople(folder, madeUp(900), 'growing.ndjson')
  const out = folder.at('growing')
  const child = await startedBatch(batchArgs('assess', file, out, ['--workers', '1']), out, 1)
  const ended = endOf(child)
  appendFileSync(file, `${JSON.stringify(people[0])}\n`)
  expect(await ended).toBe(2)
  expect(existsSync(`${out}/manifest.json`)).toBe(false)
  const again = await greengate(batchArgs('assess', file, out))
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('input')
})

test('NATS on another machine without TLS is warned of, and on this one not', async () => {
  const told: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.push(String(text))
    return true
  })
  try {
    await natsPlace({ nats: 'nats://127.0.0.1:1,nats://localhost:1,nats://[::1]:1' })
    await natsPlace({ nats: 'tls://nats.example:4222' })
    expect(told).toEqual([])
    await natsPlace({ nats: 'nats://me:secret@10.0.0.1:4222,nats://127.0.0.1:1' })
  } finally {
    spy.mockRestore()
  }
  expect(told.join('')).toMatch(/^[^\n]*NATS at 10\.0\.0\.1: without TLS [^\n]*\n$/)
  expect(told.join('')).not.toContain('secret')
})

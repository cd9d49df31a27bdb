/** The journal command: whole journals are whole, and whatever is changed, cut or missing is found where it is. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSealingKey, type PublicJwk } from 'greengate/issue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { greengate } from '../test-process.ts'
import { openJournal } from './journal-segments.ts'
import {
  appealOf,
  secret,
  testWriter,
  writeJournal,
  type TestSegment,
  type TestWriter,
} from './test-journal.ts'
import { verifyJournal, type SegmentReport } from './verify-journal.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const at = (name: string): string => join(folder, name)

let writer: TestWriter
let segments: readonly [TestSegment, TestSegment, TestSegment]
beforeAll(async () => {
  const key = await generateSealingKey()
  writeFileSync(at('operator.jwk'), JSON.stringify(key), { mode: 0o600 })
  writer = await testWriter('gate-7', key)
  segments = [await writer.segment(1), await writer.segment(2), await writer.segment(3)]
  writeJournal(at('whole'), segments)
  writeFileSync(at('station.jwk'), JSON.stringify(writer.key))
})

const verified = async (
  paths: readonly string[],
  key: PublicJwk | null = writer.key,
): Promise<readonly SegmentReport[]> => {
  using journal = await openJournal(paths)
  const reports: SegmentReport[] = []
  for await (const report of verifyJournal(journal.segments, () => key ?? undefined))
    reports.push(report)
  return reports
}

describe('verify', () => {
  test('of a whole journal: sound, linked, and what follows the last checkpoint is unsigned', async () => {
    const reports = await verified([at('whole')])
    expect(
      reports.map(({ isSound, link, records, unsigned }) => [isSound, link, records, unsigned]),
    ).toEqual([
      [true, 'none', 6, 1],
      [true, 'linked', 6, 1],
      [true, 'linked', 6, 1],
    ])
  })

  test('names the record and the byte of every change before the last record', async () => {
    const [first, second, third] = segments
    for (const [record, offset] of second.starts.slice(0, -2).entries()) {
      const file = Buffer.from(second.file)
      file[offset + 20]! ^= 4
      writeJournal(at('changed'), [first, { ...second, file }, third])
      const report = (await verified([at('changed')]))[1]
      expect(report).toMatchObject({ isSound: false, break: { seq: record + 1, offset } })
    }
  })

  test('finds that a segment is missing, and that the end of one is', async () => {
    const [first, second, third] = segments
    writeJournal(at('gap'), [first, third])
    expect((await verified([at('gap')])).map(({ link }) => link)).toEqual(['none', 'gap'])
    const file = second.file.subarray(0, second.starts.at(-2))
    writeJournal(at('short'), [first, { ...second, file }, third])
    const reports = await verified([at('short')])
    expect(reports.map(({ link, isSound }) => [link, isSound])).toEqual([
      ['none', true],
      ['linked', true],
      ['broken', false],
    ])
  })

  test('takes a torn tail for what it is in the newest segment alone', async () => {
    const [first, second] = segments
    const torn = (one: TestSegment): TestSegment => ({ ...one, file: one.file.subarray(0, -7) })
    writeJournal(at('torn'), [first, torn(second)])
    const reports = await verified([at('torn')])
    expect(reports.map(({ isSound, tornBytes }) => [isSound, tornBytes > 0])).toEqual([
      [true, false],
      [true, true],
    ])
    writeJournal(at('torn'), [torn(first), second])
    expect((await verified([at('torn')]))[0]?.isSound).toBe(false)
  })

  test('refuses checkpoints of another key, and checks none without one', async () => {
    const other = await testWriter('gate-7')
    const [report] = await verified([at('whole')], other.key)
    expect(report).toMatchObject({
      isSound: false,
      break: { code: 'ERR_RECEIPT_SIGNATURE', seq: 5 },
    })
    const unchecked = await verified([at('whole')], null)
    expect(unchecked[0]).toMatchObject({ isKeyKnown: false, isSound: true })
  })

  test('as a command: exit code 1 for what is broken, and the sum as JSON', async () => {
    const whole = await greengate(['journal', 'verify', at('whole'), '--key', at('station.jwk')])
    expect(whole).toMatchObject({ code: 0, stderr: '' })
    const run = await greengate([
      'journal',
      'verify',
      at('gap'),
      '--key',
      at('station.jwk'),
      '--json',
    ])
    expect(run.code).toBe(1)
    const sum = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as unknown
    expect(sum).toEqual({ segments: 2, records: 12, unsigned: 2, broken: 1 })
  })
})

describe('export', () => {
  test('gives the clear parts that are asked for, as lines of JSON', async () => {
    const run = await greengate(['journal', 'export', at('whole'), '--appeal', appealOf(2)])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const line = JSON.parse(run.stdout) as { segment: string; record: Record<string, unknown> }
    expect(line.segment).toBe(segments[1].id)
    expect(line.record).toMatchObject({ outcome: 'unreadable', appeal: appealOf(2) })
    expect(run.stdout).not.toContain('SECRET')
    const none = await greengate([
      'journal',
      'export',
      at('whole'),
      '--since',
      '2020-03-01T08:00:01Z',
    ])
    expect(none).toMatchObject({ code: 0, stdout: '' })
  })

  test('as CSV has a row for each record, and leaves out a segment that does not hold', async () => {
    const whole = await greengate(['journal', 'export', at('whole'), '--format', 'csv'])
    expect(whole.stdout.trim().split('\n')).toHaveLength(19)
    const run = await greengate(['journal', 'export', at('changed'), '--format', 'csv'])
    expect(run.code).toBe(1)
    expect(run.stdout.trim().split('\n')).toHaveLength(13)
  })
})

describe('open', () => {
  const open = (...args: readonly string[]) => greengate(['journal', 'open', at('whole'), ...args])

  test('opens the receipt that is asked for, and no other', async () => {
    const run = await open('--key', at('operator.jwk'), '--appeal', appealOf(3), '--json')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(run.stdout)).toMatchObject({
      segment: segments[2].id,
      seq: 2,
      sealed: secret,
    })
  })

  test('opens nothing where nothing is asked for, and nothing with another key', async () => {
    expect(await open('--key', at('operator.jwk'))).toMatchObject({ code: 2, stdout: '' })
    const made = await greengate(['journal', 'key', at('other.jwk'), '--json'])
    expect(made.code).toBe(0)
    expect(statSync(at('other.jwk')).mode & 0o777).toBe(0o600)
    expect(readFileSync(at('other.public.jwk'), 'utf8')).not.toContain('"d"')
    const run = await open('--key', at('other.jwk'), '--segment', segments[0].id, '--seq', '2')
    expect(run).toMatchObject({ code: 1, stdout: '' })
    expect(run.stderr).toContain('ERR_RECEIPT_SEAL')
  })
})

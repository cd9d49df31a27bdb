/** Who is odd, over every fleet that may be, and the versions that stations should have. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCollection } from '../collect/open-collection.ts'
import { commitQueue } from '../collect/commit-queue.ts'
import { scratch } from '../test-process.ts'
import { readAlarms } from './alarms.ts'
import { openDigests, type Digest } from './digests.ts'
import type { Norm, StationSaid } from './fleet-state.ts'
import { deviceStates, storageLevels } from './heartbeat.ts'
import { heldSince } from './held.ts'
import { nextNorms } from './norms.ts'
import { oddOf, type StationRow } from './odd.ts'
import { openHeartbeats } from './take-heartbeat.ts'
import { digestOf, testSpeaker } from './test-heartbeat.ts'

const now = new Date('2026-11-26T08:00:00Z')
const minute = 60_000
const version = fc.integer({ min: 1, max: 4 })
const instant = fc
  .integer({ min: 0, max: 300 })
  .map((ago) => new Date(now.getTime() - ago * minute).toISOString().replace(/\.\d+Z$/, 'Z'))

const anySaid: fc.Arbitrary<StationSaid> = fc.record({
  ...{ at: instant, started: instant, n: version, software: fc.constant('0.1.0') },
  everySeconds: fc.constantFrom(10, 60, 600),
  ...{ lane: fc.constant('1'), service: fc.constant('open'), gate: fc.constant('closed') },
  rules: fc.option(
    fc.record({ id: fc.constantFrom('cn-33', 'cn-44'), version, sha256: fc.constant('x') }),
  ),
  bundle: fc.option(fc.record({ version, sha256: fc.constant('x') })),
  stale: fc.subarray(['status', 'trust']),
  clock: fc.record({
    suspect: fc.boolean(),
    floor: fc.constant(null),
    offsetMs: fc.option(fc.integer({ min: -9_000, max: 9_000 })),
    by: fc.constantFrom('station', 'heard'),
  }),
  devices: fc.array(
    fc.record({
      ...{ name: fc.constant('gate'), kind: fc.constant('gate') },
      state: fc.constantFrom(...deviceStates),
    }),
    { maxLength: 2 },
  ),
  storage: fc.constantFrom(...storageLevels),
  unsent: fc.record({ records: version, oldest: fc.option(instant) }),
  journal: fc.constant({ segment: 's', seq: 1, head: 'x' }),
})

const anyRow = (station: string): fc.Arbitrary<StationRow> =>
  fc
    .record({
      said: fc.option(anySaid),
      ago: fc.integer({ min: 0, max: 40 * minute }),
      alarmed: fc.boolean(),
    })
    .map(({ said, ago, alarmed }) => {
      const since = now.getTime() - ago - 5 * minute
      return {
        station,
        heard: said === null ? null : now.getTime() - ago,
        said,
        held: [
          ...(said?.bundle ? [['bundle', said.bundle.version, since] as const] : []),
          ...(said?.rules ? [[`rules/${said.rules.id}`, said.rules.version, since] as const] : []),
        ],
        digests: alarmed ? [{ document: 'trust', version: 3 }] : [],
        gaps: [],
      }
    })
const anyRows = fc.tuple(...['gate-1', 'gate-2', 'gate-3', 'gate-4', 'gate-5'].map(anyRow))

test('a station whose heartbeats are taken away is silent, and nobody else is any the odder or less odd', () => {
  fc.assert(
    fc.property(anyRows, fc.nat({ max: 4 }), (rows, gone) => {
      const norms = nextNorms(rows, [], undefined, now)
      const left = rows.map((row, n) =>
        n === gone ? { ...row, heard: null, said: null, held: [] } : row,
      )
      // What stations should have only rises: it is what it was, or more.
      const after = nextNorms(left, norms, undefined, now)
      for (const norm of norms) {
        const same = after.find(({ what }) => what === norm.what)
        expect(same?.version).toBeGreaterThanOrEqual(norm.version)
      }
      for (const [n, row] of left.entries()) {
        const before = oddOf(rows[n]!, norms, now)
        const kept = before.filter(({ kind }) => kind === 'digest' || kind === 'gap')
        const odd = oddOf(row, norms, now)
        if (n === gone) expect(odd).toEqual([...kept, { kind: 'silent', since: null }])
        else expect(odd).toEqual(before)
      }
    }),
    { numRuns: 300 },
  )
})

const row = (station: string, bundle: number, agoMs: number): StationRow => ({
  ...{ station, heard: now.getTime(), digests: [], gaps: [] },
  said: { everySeconds: 60 } as StationSaid,
  held: [['bundle', bundle, now.getTime() - agoMs]],
})

test('one station alone sets no version for the others, and most do only after ten minutes', () => {
  const old = [row('a', 7, 3_600_000), row('b', 7, 3_600_000), row('c', 7, 3_600_000)]
  const norms = nextNorms([...old, row('d', 99, 3_600_000)], [], undefined, now)
  expect(norms).toMatchObject([{ what: 'bundle', version: 7, by: 'most' }])
  const young = [row('a', 8, 500_000), row('b', 8, 500_000), row('c', 8, 500_000)]
  expect(nextNorms(young, norms, undefined, now)).toEqual(norms)
  const settled = [row('a', 8, 601_000), row('b', 9, 601_000), row('c', 7, 3_600_000)]
  expect(nextNorms(settled, norms, undefined, now)).toMatchObject([{ version: 8 }])
  expect(nextNorms(old, [{ ...norms[0]!, version: 8 }], undefined, now)).toMatchObject([
    { version: 8 },
  ])
})

test('what is published is not for a vote, and stations have ten minutes to take it', () => {
  const rows = [row('a', 7, 3_600_000), row('b', 7, 3_600_000)]
  const norms = nextNorms(rows, [], new Map([['bundle', 8]]), now)
  expect(norms).toMatchObject([{ version: 8, by: 'published' }])
  expect(nextNorms(rows, norms, undefined, now)).toEqual(norms)
  const said = { ...(row('a', 7, 0).said as StationSaid), bundle: { version: 7, sha256: 'x' } }
  const quiet = {
    rules: null,
    stale: [],
    storage: 'ok',
    devices: [],
    unsent: { records: 0, oldest: null },
  }
  const clock = { suspect: false, floor: null, offsetMs: 0, by: 'station' } as const
  const station = { ...rows[0]!, said: { ...said, ...quiet, clock } }
  const at = (ms: number) =>
    oddOf({ ...station, heard: now.getTime() + ms }, norms, new Date(now.getTime() + ms))
  expect(at(600_000)).toEqual([])
  expect(at(601_000)).toEqual([{ kind: 'wrong-version', what: 'bundle', has: 7, norm: 8 }])
  // Newer than anything published.
  const ahead: readonly Norm[] = [{ ...norms[0]!, version: 6 }]
  expect(oddOf(station, ahead, now)).toMatchObject([{ kind: 'wrong-version', norm: 6 }])
})

test('an update soon after another does not make a version young again', () => {
  expect(
    heldSince(
      [
        ['bundle', 7, 1],
        ['bundle', 8, 5],
        ['bundle', 9, 9],
      ],
      'bundle',
      8,
    ),
  ).toBe(5)
  expect(
    heldSince(
      [
        ['bundle', 9, 1],
        ['bundle', 7, 5],
      ],
      'bundle',
      8,
    ),
  ).toBeUndefined()
})

test('where the published digest is known, it is said who is wrong, also of what was said before', async () => {
  await using folder = scratch()
  using collection = await openCollection(folder.at('c.db'), 'make')
  const { db } = collection
  const speakers = [await testSpeaker('gate-1'), await testSpeaker('gate-2')] as const
  const raised: unknown[] = []
  const take = openHeartbeats({
    ...{
      db,
      commit: commitQueue(db),
      now: () => now,
      onTwin: () => undefined,
      onTaken: () => undefined,
    },
    keys: () => new Map(speakers.map(({ station, key }) => [station, key])),
    onAlarm: (each) => void raised.push(each),
  })
  const published = (word: string): readonly Digest[] => [['snapshot', 7, digestOf(word)]]
  // The first that was heard is the one that was forged.
  await take(await speakers[0].say({ bundle: [7, digestOf('forged')] }))
  await take(await speakers[1].say({ bundle: [7, digestOf('right')] }))
  expect(raised).toHaveLength(1)
  expect(readAlarms(db)).toMatchObject([{ wrong: null, said: { station: 'gate-2' } }])
  expect(openDigests(db).publish(published('right'), now.getTime())).toMatchObject([
    { station: 'gate-1' },
  ])
  expect(readAlarms(db)).toMatchObject([
    { wrong: ['gate-1'], known: { station: null } },
    { wrong: ['gate-1'] },
  ])
  expect(openDigests(db).publish(published('right'), now.getTime())).toEqual([])
})

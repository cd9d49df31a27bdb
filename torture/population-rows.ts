/** The trial of bad rows: a file of which most rows cannot be used; each must be named, and the sets of the rest be right. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  blockFaults,
  faultsOf,
  faultyFile,
  makeSets,
  openWorkshop,
  rowFormOf,
  soundPeople,
  type Workshop,
} from 'greengate-cli/population'
import type { Attempt, Tally, Trial } from '../house/endurance.ts'

/** Rows that cannot be used, of one file. */
const badRows = 1_000_000

const limit = Date.parse('2020-03-08T00:00:00Z') / 1000

/** Tries a file of so many blocks. */
export async function tryRows(blocks: number): Promise<Attempt> {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-rows-'))
  try {
    const path = join(folder, 'rows.csv')
    writeFile(path, blocks)
    await using shop = await openWorkshop({
      path,
      reading: { form: rowFormOf(path, undefined), type: undefined, limit },
      key: new Uint8Array(16),
      workers: undefined,
      temp: folder,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const lost = [...namedWrongly(shop, blocks)]
    const { universe, bad } = shop.gathered
    if (universe.count !== soundPeople(blocks)) lost.push(`${universe.count} people are left`)
    // It proves every row that can be used, or throws.
    const { proved, controls } = await makeSets(shop, 10)
    const isNoticed = controls.covered.wrong > 0 && (controls.notGreen?.wrong ?? 0) > 0
    if (!isNoticed) lost.push('a bit that is turned was not noticed')
    return { lost, tally: { ...Object.fromEntries(bad.counts()), proved } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function writeFile(path: string, blocks: number): void {
  const file = openSync(path, 'w')
  let held: Buffer[] = []
  for (const line of faultyFile(blocks)) {
    held.push(line)
    if (held.length < 10_000) continue
    writeSync(file, Buffer.concat(held))
    held = []
  }
  writeSync(file, Buffer.concat(held))
  closeSync(file)
}

/** Rows that were not named, or otherwise; at most twenty. */
function* namedWrongly({ gathered }: Workshop, blocks: number): Iterable<string> {
  const expected = faultsOf(blocks)
  let wrong = 0
  for (const row of gathered.bad.rows()) {
    const { value } = expected.next()
    if (value === undefined) yield `line ${row.line} is named and sound`
    else if (value.line === row.line && value.fault === row.fault && value.other === row.other)
      continue
    else yield `line ${value.line} ${value.fault}: line ${row.line} ${row.fault} is named`
    if (++wrong === 20) return
  }
  if (expected.next().done !== true) yield 'rows at the end are not named'
}

/** What a whole trial falls short of. */
export function shortOfRows(tally: Tally, blocks: number): readonly string[] {
  const { proved = 0, repeat = 0, ...faults } = tally
  const bad = Object.values(faults).reduce((sum, count) => sum + count, 0)
  return [
    ...(bad === blocks * blockFaults ? [] : [`${bad} bad rows`]),
    ...(repeat === blocks ? [] : [`${repeat} rows that repeat others`]),
    ...(proved > soundPeople(blocks) ? [] : [`${proved} rows proved`]),
    ...Object.entries(faults).flatMap(([fault, count]) =>
      count === blocks ? [] : [`${count} of ${fault}`],
    ),
  ]
}

const blocks = badRows / blockFaults

/** The trial. */
export const populationRows: Trial = {
  name: 'population rows',
  about:
    'a file of rows that cannot be used, with people between them: every bad row is named by line and fault, conflicts and repeats by both lines, and the sets of the rest are proved',
  count: 1,
  each: badRows,
  programs: ['torture/population-rows.ts', 'cli/population/worker.ts'],
  attempt: () => tryRows(blocks),
  shortOf: (tally) => shortOfRows(tally, blocks),
  report: (tally) => [
    `- ${Object.entries(tally)
      .map(([what, count]) => `${what}: ${count.toLocaleString('en-GB')}`)
      .join('; ')}`,
  ],
}

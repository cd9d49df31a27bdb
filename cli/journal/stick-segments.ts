/** The batches that a station wrote onto a stick, as parts of its segments. */
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { asObject } from '../edges/json-file.ts'
import { readBytes } from '../edges/file.ts'
import type { JournalSegment } from './journal-segments.ts'
import { namesIn } from './names-in.ts'

/** A batch on a stick. */
export interface StickBatch {
  readonly segment: string
  readonly first: number
  readonly last: number
  /** The path of its files, without their endings. */
  readonly path: string
}

const pattern =
  /^(?<name>(?<segment>[a-z0-9-]{1,80})\.(?<first>\d{1,15})-(?<last>\d{1,15}))\.records$/
const folderPattern = /^greengate-journal-[a-z0-9-]{1,80}$/

/** The batches in a folder, and in those of stations below it, in the order in which they were written. */
export async function batchesOnStick(folder: string): Promise<readonly StickBatch[]> {
  const found: StickBatch[] = []
  for (const name of await namesIn(folder)) {
    const path = join(folder, name)
    // A link leads to what is not on the stick.
    if (folderPattern.test(name) && (await lstat(path)).isDirectory()) {
      found.push(...(await batchesOnStick(path)))
      continue
    }
    const groups = pattern.exec(name)?.groups
    if (groups?.name === undefined || groups.segment === undefined) continue
    found.push({
      segment: groups.segment,
      first: Number(groups.first),
      last: Number(groups.last),
      path: join(folder, groups.name),
    })
  }
  return found.sort((a, b) =>
    a.segment === b.segment ? a.first - b.first : a.segment < b.segment ? -1 : 1,
  )
}

/** Batches that go on from one another are one part of a segment. */
export async function segmentsOnStick(folder: string): Promise<readonly JournalSegment[]> {
  const runs: StickBatch[][] = []
  for (const batch of await batchesOnStick(folder)) {
    const run = runs.at(-1)
    const end = run?.at(-1)
    if (end?.segment === batch.segment && end.last + 1 === batch.first) run?.push(batch)
    else runs.push([batch])
  }
  return Promise.all(
    runs.map(async (run): Promise<JournalSegment> => {
      const [{ segment: id, first, path } = { segment: '', first: 0, path: '' }] = run
      const parts = () => Promise.all(run.map((batch) => recordsOf(batch)))
      const before = await beforeOf(path)
      return {
        id,
        place: `${path}.records`,
        first,
        before,
        bytes: async () => Buffer.concat(await parts()),
      }
    }),
  )
}

const recordsOf = ({ path }: StickBatch): Promise<Uint8Array> =>
  readBytes(`${path}.records`, 'the records of a stick')

/** What the statement says of the chain before; the records show whether it is so. */
async function beforeOf(path: string): Promise<Buffer> {
  const text = Buffer.from(await readBytes(`${path}.statement`, 'a stick of a station')).toString()
  const payload = Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()
  try {
    return Buffer.from(String(asObject(JSON.parse(payload))?.['before']), 'base64url')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return Buffer.alloc(0)
  }
}

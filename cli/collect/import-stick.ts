/** Takes the batches of a stick into a store, as if they had been sent, and writes each receipt beside its batch. */
import { lstat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { batchesOnStick } from '../journal/stick-segments.ts'
import { asObject } from '../edges/json-file.ts'
import { kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { batchStore } from './batch-store.ts'
import { idempotencyKey, openStatement } from './batch-statement.ts'
import { openCompact } from './open-compact.ts'
import { Problem } from './problem.ts'
import { openTaker, type TakerOptions } from './take-batch.ts'

/** What came of a batch, or of the manifest of a station. */
export interface Imported {
  readonly segment: string
  readonly first: number
  readonly last: number
  /** null: it was taken, and its receipt is on the stick. `behind`: the journal stood further than what is here. */
  readonly problem: string | null
}

/**
 * Takes a stick in.
 *
 * @throws {@link OperatorError} where it is none
 */
export async function* importStick(
  folder: string,
  options: TakerOptions,
): AsyncGenerator<Imported> {
  const taker = openTaker(options)
  const batches = await batchesOnStick(folder)
  const folders = new Set([folder, ...batches.map(({ path }) => dirname(path))])
  const manifests = await existing([...folders].map((each) => join(each, 'manifest.jws')))
  if (batches.length === 0 && manifests.length === 0) {
    throw new OperatorError(`${folder}: holds nothing of a station; name the stick`)
  }
  for (const { path, segment, first, last } of batches) {
    const place = { segment, first, last }
    try {
      const statement = await textOf(`${path}.statement`)
      const said = openStatement(statement, (station) => options.keys().get(station))
      const body = await readBytes(`${path}.records`, 'the records of a stick')
      const sent = { idempotencyKey: idempotencyKey(said), statement, body }
      const receipt = `${await taker.take(sent)}\n`
      await dropLink(`${path}.receipt`)
      await writeWhole(`${path}.receipt`, receipt)
      yield { ...place, problem: null }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      yield { ...place, problem: error.problem }
    }
  }
  for (const manifest of manifests) {
    const behind = await behindOf(manifest, options)
    if (behind !== undefined) yield behind
  }
}

/** Whoever carried the stick must not choose which file of this machine a receipt is written over. */
async function dropLink(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined)
  if (there?.isSymbolicLink() === true) await unlink(path)
}

async function behindOf(
  path: string,
  { collection, keys }: TakerOptions,
): Promise<Imported | undefined> {
  const opened = openCompact(await textOf(path), 'greengate-export')
  const { station, head } = opened?.payload ?? {}
  const key = keys().get(String(station))
  const { segment, seq } = asObject(head) ?? {}
  const place = { segment: String(segment), first: 1, last: Number(seq) }
  if (opened === undefined || key === undefined || !opened.isBy(key)) {
    return { ...place, segment: path, problem: 'wrong-signature' }
  }
  // A journal without a record has no head.
  if (head === null) return undefined
  const known = batchStore(collection.db).headAt(place.segment, place.last)
  const isSame = known?.toString('base64url') === asObject(head)?.['head']
  if (known === undefined) return { ...place, problem: 'behind' }
  return isSame ? undefined : { ...place, problem: 'forked' }
}

const textOf = async (path: string): Promise<string> =>
  Buffer.from(await readBytes(path, 'a stick of a station'))
    .toString()
    .trim()

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const kinds = await Promise.all(paths.map(async (path) => ({ path, kind: await kindAt(path) })))
  return kinds.filter(({ kind }) => kind === 'file').map(({ path }) => path)
}

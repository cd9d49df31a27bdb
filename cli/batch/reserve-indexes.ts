/** Reserves the status indexes of a shard before it is dealt out: durable, and the same however often it is asked. */
import { createHmac } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fileError } from '../edges/file.ts'
import { actOf } from '../status/commands/store-flags.ts'
import { monthOf } from '../status/list.ts'
import { openStore } from '../status/open-store.ts'
import { allocate, labelled } from '../status/store.ts'
import { OperatorError } from '../operator-error.ts'
import type { BatchJob, Shard } from './job.ts'

/** Gives out indexes. */
export interface Reserving extends Disposable {
  /** As many as the shard can have people, or more, in an order that says nothing of theirs. */
  readonly reserve: (shard: Shard) => Promise<readonly number[]>
  /**
   * Refuses a store that does not know what shards that are done took: another one, or an old copy, would give the same
   * indexes out again.
   *
   * @throws {@link OperatorError}
   */
  readonly knows: (done: readonly Pick<Shard, 'shard'>[]) => void
}

/** What the indexes of a shard are known by in the store. */
function labelOfShard({ id }: BatchJob, shard: number): string {
  return `batch/${id}/${shard.toString().padStart(6, '0')}`
}

/**
 * Opens the store.
 *
 * @param input - The file of people.
 * @throws {@link OperatorError}
 */
export async function openReserve(
  path: string,
  job: BatchJob,
  input: string,
  idKey: Uint8Array,
): Promise<Reserving> {
  const store = await openStore(path)
  const issuedAt = new Date(job.now * 1000)
  const issuer = job.codes?.issuer ?? ''
  const takenBy = (label: string) => labelled(store, issuer, monthOf(issuedAt), label)
  return {
    knows(done) {
      if (done.every(({ shard }) => takenBy(labelOfShard(job, shard)).length > 0)) return
      throw new OperatorError(
        `${path}: does not know the indexes of the shards that are done; give the store that the batch began with`,
      )
    },
    reserve: async (shard) => {
      const label = labelOfShard(job, shard.shard)
      const found = takenBy(label)
      if (found.length > 0) return inOrder(found, idKey)
      const count = await countLines(input, shard)
      const act = actOf({ store: path, why: `batch ${job.id}` })
      const places = allocate(store, { ...act, issuer, issuedAt, count, label })
      return inOrder(
        places.map(({ index }) => index),
        idKey,
      )
    },
    [Symbol.dispose]() {
      store[Symbol.dispose]()
    },
  }
}

/** By a keyed hash: the store keeps no order, and that of the numbers would tell who stood before whom. */
function inOrder(indexes: readonly number[], idKey: Uint8Array): readonly number[] {
  const lots = indexes.map((index) => ({
    index,
    lot: createHmac('sha256', idKey).update(`greengate-batch-index-1 ${index}`).digest('hex'),
  }))
  return lots.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ index }) => index)
}

const newline = 0x0a

/** A record takes a line at least. */
async function countLines(path: string, { start, end }: Shard): Promise<number> {
  try {
    const file = await open(path, 'r')
    try {
      const bytes = Buffer.allocUnsafe(end - start)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
      let count = 1
      for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++
      return bytesRead > 0 && bytes[bytesRead - 1] === newline ? count - 1 : count
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, 'see that it can be read')
  }
}

/** Reserves the status indexes of a shard before it is dealt out: durable, and the same however often it is asked. */
import { createHmac } from 'node:crypto'
import { actOf } from '../status/commands/store-flags.ts'
import { monthOf } from '../status/list.ts'
import { openStore } from '../status/open-store.ts'
import { allocate, labelled } from '../status/store.ts'
import { OperatorError } from '../operator-error.ts'
import type { BatchJob, Shard } from './job.ts'
import { countFilled } from './people/main.ts'
import { readShardBytes } from './shard-bytes.ts'

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
export function labelOfShard({ id }: BatchJob, shard: number): string {
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
      // One at least: by it the store knows the shard.
      const count = Math.max(1, countFilled(await readShardBytes(input, shard)))
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

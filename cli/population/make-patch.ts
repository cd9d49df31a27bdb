/** Makes a patch: what became otherwise since a set was made, over the same people, and proves the whole row by row. */
import { exactBound } from 'greengate/issue'
import { isGreen } from './class-code.ts'
import { joinMembers } from './compare-bucket.ts'
import { controlOf, type Control } from './control.ts'
import type { AskedSets, Members } from './job.ts'
import { draft, finish, keep } from './make-sets.ts'
import { prove } from './prove.ts'
import type { Workshop } from './workshop.ts'

/** A patch that was made, and what shows that it is right. */
export interface MadePatch {
  readonly patch: Uint8Array
  /** Codes, by class: those of the set, and behind them those that are new. */
  readonly classes: readonly number[]
  /** How many people became otherwise. */
  readonly changed: number
  /** Bytes of the smallest patch that there could be. */
  readonly bound: number
  readonly proved: number
  /** Undefined: nobody became otherwise, and there is no bit to turn. */
  readonly control: Control | undefined
}

/** Makes the patch that, behind `before`, makes the sets say what the file does. */
export async function makePatch(shop: Workshop, before: AskedSets): Promise<MadePatch> {
  const { universe, counts } = shop.gathered
  const fresh = [...counts.keys()].filter(
    (code) => !isGreen(code) && !before.classes.includes(code),
  )
  const classes = [...before.classes, ...fresh.sort((a, b) => a - b)]
  const changes = await compareAll(shop, { ...before, classes })
  const drafted = await draft(shop, { universe, classes, changes })
  const patch = await finish(shop, drafted)
  const sets: AskedSets = {
    ...before,
    classes,
    patches: [...before.patches, await keep(shop, 'patch', patch)],
  }
  const proved = await prove(shop, sets)
  const changed = changes.classes.length
  return {
    patch,
    classes,
    changed,
    bound: exactBound(universe.count, countsOf(changes)) / 8,
    proved,
    control: changed === 0 ? undefined : await controlOf(shop, sets, 'patch', patch),
  }
}

async function compareAll(
  { pool, plan, gathered, work }: Workshop,
  sets: AskedSets,
): Promise<Members> {
  const found: Members[] = []
  const buckets = 2 ** plan.bucketBits
  let done = 0
  await pool.run(
    Array.from({ length: buckets }, (_, bucket) => ({ is: 'compare', bucket, sets })),
    (members: Members, bucket) => {
      found[bucket] = members
      done += 1
      const people = Math.round((gathered.universe.count * done) / buckets)
      work.onProgress({ what: 'compare', done, whole: buckets, people })
    },
  )
  return joinMembers(found)
}

function countsOf({ classes }: Members): Iterable<number> {
  const counts = new Map<number, number>()
  for (const one of classes) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts.values()
}

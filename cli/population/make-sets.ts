/** Makes both sets of a population, and proves them row by row as they were read back. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assembleCovered, planCovered, type CoveredShard, type Universe } from 'greengate/issue'
import { isGreen } from './class-code.ts'
import { controlOf, type Control } from './control.ts'
import type { AskedSets, Drafted, Members } from './job.ts'
import { prove } from './prove.ts'
import type { Workshop } from './workshop.ts'

/** Sets that were made, and what shows that they are right. */
export interface MadeSets {
  readonly covered: Uint8Array
  readonly notGreen: Uint8Array
  /** Codes, by class. */
  readonly classes: readonly number[]
  /** Rows that were asked again. */
  readonly proved: number
  /** Of not-green undefined where nobody is in it: there is no bit to turn. */
  readonly controls: { readonly covered: Control; readonly notGreen: Control | undefined }
}

/**
 * Makes the sets.
 *
 * @param rate - One in 2^rate of those who were never assessed is taken for covered.
 * @throws OperatorError where a set does not say what the file does: nothing of it may be used
 */
export async function makeSets(shop: Workshop, rate: number): Promise<MadeSets> {
  const { universe, counts } = shop.gathered
  const classes = [...counts.keys()].filter((code) => !isGreen(code)).sort((a, b) => a - b)
  // The one thread is long at it: the others have the larger set to do meanwhile.
  const [covered, drafted] = await Promise.all([
    makeCovered(shop, rate),
    draft(shop, { universe, classes }),
  ])
  const notGreen = await finish(shop, drafted)
  // What the one thread held is as large as what is not green; the proof needs the memory.
  if (shop.alone !== shop.pool) await shop.alone.close()
  const sets: AskedSets = {
    covered: await keep(shop, 'covered', covered),
    notGreen: await keep(shop, 'not-green', notGreen),
    patches: [],
    classes,
  }
  const proved = await prove(shop, sets)
  return {
    covered,
    notGreen,
    classes,
    proved,
    controls: {
      covered: await controlOf(shop, sets, 'covered', covered),
      notGreen:
        classes.length === 0 ? undefined : await controlOf(shop, sets, 'notGreen', notGreen),
    },
  }
}

async function makeCovered({ gathered, pool, work }: Workshop, rate: number): Promise<Uint8Array> {
  const { universe } = gathered
  const plan = planCovered(universe.count, rate)
  const shards: CoveredShard[] = []
  let people = 0
  await pool.run(
    Array.from({ length: plan.shards }, (_, shard) => ({ is: 'shard', plan, shard })),
    (solved: CoveredShard) => {
      shards.push(solved)
      people += solved.count
      work.onProgress({ what: 'build', done: people, whole: universe.count, people })
    },
  )
  return assembleCovered(plan, universe, shards)
}

/** Has the set of those who are not green drafted, or a patch of changes. */
export function draft(
  { alone }: Workshop,
  asked: {
    readonly universe: Universe
    readonly classes: readonly number[]
    readonly changes?: Members
  },
): Promise<Drafted> {
  return alone.one({ is: 'draft', ...asked }) as Promise<Drafted>
}

/** Holds everybody against a draft, and has it finished. */
export async function finish(
  { plan, pool, alone, gathered, work }: Workshop,
  { filter, needsPass }: Drafted,
): Promise<Uint8Array> {
  const passed: Uint32Array[] = []
  const buckets = needsPass ? 2 ** plan.bucketBits : 0
  await pool.run(
    Array.from({ length: buckets }, (_, bucket) => ({ is: 'pass', bucket, filter })),
    (hashes: Uint32Array) => {
      passed.push(hashes)
      const { count } = gathered.universe
      const people = Math.round((count * passed.length) / buckets)
      work.onProgress({ what: 'filter', done: passed.length, whole: buckets, people })
    },
  )
  return alone.one({ is: 'finish', passed }) as Promise<Uint8Array>
}

/** Writes a set where it is read back from. */
export async function keep({ folder }: Workshop, name: string, data: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, data)
  return path
}

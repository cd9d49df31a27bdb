/** Asks sets, read back from their files, about every row of the file they were made from. */
import { OperatorError } from '../operator-error.ts'
import type { AskedSets, Proved } from './job.ts'
import type { Workshop } from './workshop.ts'

/**
 * Proves sets.
 *
 * @returns How many rows there were.
 * @throws {@link OperatorError} for a single one about which they are wrong
 */
export async function prove(shop: Workshop, sets: AskedSets): Promise<number> {
  const { gathered, work, plan } = shop
  let [rows, wrong, done] = [0, 0, 0]
  await askAll(shop, sets, (proved, place) => {
    rows += proved.rows
    wrong += proved.wrong
    const { start, end } = plan.cut.ranges[place] as (typeof plan.cut.ranges)[number]
    done += end - start
    work.onProgress({ what: 'prove', done, whole: plan.cut.bytes, people: rows })
  })
  if (wrong > 0 || rows !== gathered.rows - gathered.disputedRows) {
    throw new OperatorError(
      `${work.path}: the sets do not say what ${wrong} of ${rows} rows say, so that nothing is written; if the file was changed meanwhile, begin again`,
    )
  }
  return rows
}

/** Asks about all rows; `onProved` may return true to stop. */
export async function askAll(
  { gathered, pool, plan }: Workshop,
  sets: AskedSets,
  onProved: (proved: Proved, place: number) => unknown,
): Promise<void> {
  const skipped = gathered.skippedByRange
  await pool.run(
    plan.cut.ranges.map((range, place) => ({
      is: 'prove',
      range,
      sets,
      skipped: skipped.get(place) ?? noLines,
    })),
    onProved,
  )
}

const noLines = new Uint32Array()

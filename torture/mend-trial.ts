/** Makes the lost steps of a trial again after a mend, and keeps what came of them; what they had lost stays told. */
import type { Trial } from '../house/endurance.ts'
import { UsageError } from './command.ts'
import { keepRow, readLedger, takeTrial, type Row } from './ledger.ts'
import type { RunOptions } from './run-trial.ts'

/**
 * Only where every step is told by itself, on the sources that lost it: elsewhere a mend changes what is tried, and the
 * trial begins anew.
 *
 * @throws UsageError; LockedError where another process is at it
 */
export const mendTrial = async (
  trial: Trial,
  { ledger, locks, subject, stopped, say }: RunOptions,
): Promise<Row> => {
  const { name } = trial
  const release = takeTrial(locks, name)
  try {
    let row = readLedger(ledger)[name]
    if (row === undefined || row.subject !== subject || row.count !== trial.count)
      throw new UsageError(`${name} begins anew on these sources: npm run torture -- ${name}`)
    if (row.records.length !== row.step || row.losses > row.lost.length)
      throw new UsageError(`${name} does not tell its steps one by one: --fresh begins it anew`)
    for (const at of new Set(row.lost.map(({ step }) => step))) {
      if (stopped()) break
      say(`${name}: step ${at} once more`)
      const { lost, record } = await trial.attempt(at)
      if (lost.length > 0 || record === undefined) {
        for (const what of lost) say(`${name}: LOST again: ${what}`)
        continue
      }
      row = mended(row, at, record)
      keepRow(ledger, name, row)
    }
    return row
  } finally {
    release()
    await trial.close?.()
  }
}

const mended = (row: Row, at: number, record: Row['records'][number]): Row => {
  const before = row.records[at] ?? {}
  const found = row.lost.filter(({ step }) => step === at)
  const lost = row.lost.filter(({ step }) => step !== at)
  return {
    ...row,
    ...{ lost, losses: lost.length, records: row.records.with(at, record) },
    mended: [...(row.mended ?? []), ...found.map((loss) => ({ ...loss, record: before }))],
  }
}

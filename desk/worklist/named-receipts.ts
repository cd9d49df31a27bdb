/** The receipts of gates that the number of an appeal names, as a collector on this machine has them. */
import type { Receipt } from 'greengate'
import { openCollection } from 'greengate-cli/collect'
import type { Told } from './matter.ts'

/** What a receipt says of its decision: no claim, and nobody's name or number. */
export interface NamedReceipt extends Partial<Omit<Told, 'outcome'>> {
  readonly station: string
  readonly at: string
  readonly outcome: Receipt['outcome']
}

/** A number is drawn at random, so that more than one receipt may have it: an officer says which it was. */
const most = 10

/**
 * Looks a number up.
 *
 * @throws OperatorError where the collector's file cannot be read
 */
export async function namedReceipts(
  path: string,
  number: string,
): Promise<readonly NamedReceipt[]> {
  using collection = await openCollection(path, 'read')
  return collection.db
    .prepare(
      'SELECT clear FROM record WHERE appeal = ? AND clear IS NOT NULL ORDER BY at DESC LIMIT ?',
    )
    .all(number, most)
    .map((row) => namedReceiptOf(JSON.parse(row['clear'] as string) as Receipt))
}

/** What was told, where one receipt alone can be meant and it says so. */
export function toldByReceipts(receipts: readonly NamedReceipt[]): Partial<Told> {
  const [only, other] = receipts
  if (only === undefined || other !== undefined) return {}
  const { station: _station, at: _at, outcome, ...rest } = only
  const isTold = outcome === 'pass' || outcome === 'check' || outcome === 'stop'
  return isTold ? { outcome, ...rest } : {}
}

/** The rule is named where all reasons that name one name the same; where none does, none decided. */
function namedReceiptOf({ station, at, outcome, reasons, basis }: Receipt): NamedReceipt {
  const rules = reasons.flatMap((reason) => ('rule' in reason ? [reason.rule] : []))
  const [rule] = rules
  const isOne = rules.every(
    (each) => each.set === rule?.set && each.version === rule.version && each.no === rule.no,
  )
  const by = isOne && rule !== undefined ? { ruleSet: rule.set, version: rule.version } : undefined
  const set = basis.ruleSet && { ruleSet: basis.ruleSet.id, version: basis.ruleSet.version }
  return {
    ...{ station, at, outcome },
    ...(by ?? set),
    ...(isOne ? { rule: rule?.no ?? 0 } : {}),
  }
}

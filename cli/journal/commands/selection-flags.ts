/** The flags that choose records. */
import { parseInstant } from '../../edges/instant.ts'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Selection } from '../select-records.ts'

/** What they say. */
export interface SelectionFlags {
  readonly since?: string
  readonly until?: string
  readonly outcome?: string
  readonly appeal?: string
  readonly segment?: string
  readonly seq?: string
}

const outcomes = ['pass', 'check', 'stop', 'invalid', 'unreadable']

/**
 * Reads them.
 *
 * @throws {@link OperatorError}
 */
export function selectionOf(flags: SelectionFlags): Selection {
  const { since, until, outcome, segment, seq } = flags
  if (outcome !== undefined && !outcomes.includes(outcome)) {
    throw new OperatorError(`--outcome: must be one of ${outcomes.join(', ')}`)
  }
  const appeal = flags.appeal?.replace(/[\s-]/g, '')
  if (appeal !== undefined && !/^\d{10}$/.test(appeal)) {
    throw new OperatorError('--appeal: must be the ten digits that the screen showed')
  }
  return {
    ...(since !== undefined && { since: parseInstant(since, '--since') }),
    ...(until !== undefined && { until: parseInstant(until, '--until') }),
    ...(outcome !== undefined && { outcome }),
    ...(appeal !== undefined && { appeal }),
    ...(segment !== undefined && { segment }),
    ...(seq !== undefined && { seq: wholeNumber(seq, '--seq') }),
  }
}

/** What a station says of a batch that it sends, in its header and by its signature (docs/collect.md 3). */
import type { PublicJwk } from 'greengate/issue'
import { openCompact } from './open-compact.ts'
import { Problem } from './problem.ts'

/** Records `first` to `last` of a segment, as a body of so many bytes. */
export interface BatchStatement {
  readonly format: 'greengate-batch-1'
  readonly station: string
  readonly segment: string
  readonly first: number
  readonly last: number
  /** The chain before the first record and after the last one, base64url. */
  readonly before: string
  readonly head: string
  /** Of the body, base64url. */
  readonly sha256: string
}

/** The typ of its JWS. */
const batchType = 'greengate-batch'
const names = /^[a-z0-9][a-z0-9-]{0,79}$/
const digests = /^[A-Za-z0-9_-]{43}$/

/** The `Idempotency-Key` that belongs to a statement, without its quotes. */
export function idempotencyKey(
  statement: Omit<BatchStatement, 'format' | 'sha256' | 'before'>,
): string {
  const { station, segment, first, last, head } = statement
  return `${station}/${segment}/${first}-${last}/${head}`
}

/**
 * Opens a statement: a compact JWS by the Ed25519 key of the station that it names.
 *
 * @throws Problem `malformed`, `unknown-station`, `wrong-signature`
 */
export function openStatement(
  jws: string,
  keyOf: (station: string) => PublicJwk | undefined,
): BatchStatement {
  const opened = openCompact(jws, batchType)
  if (opened === undefined) throw new Problem('malformed')
  const statement = readStatement(opened.payload)
  const key = keyOf(statement.station)
  if (key === undefined) throw new Problem('unknown-station')
  if (!opened.isBy(key)) throw new Problem('wrong-signature')
  return statement
}

function readStatement(payload: Readonly<Record<string, unknown>>): BatchStatement {
  const { format, station, segment, first, last, before, head, sha256 } = payload
  const isNumber = (n: unknown): n is number => Number.isSafeInteger(n) && Number(n) > 0
  const is = (pattern: RegExp, text: unknown): text is string =>
    typeof text === 'string' && pattern.test(text)
  if (format !== 'greengate-batch-1' || !is(names, station) || !is(names, segment)) {
    throw new Problem('malformed')
  }
  if (!is(digests, before) || !is(digests, head) || !is(digests, sha256)) {
    throw new Problem('malformed')
  }
  if (!isNumber(first) || !isNumber(last) || first > last) throw new Problem('malformed')
  return { format, station, segment, first, last, before, head, sha256 }
}

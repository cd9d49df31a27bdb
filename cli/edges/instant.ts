/** Instants on the command line: RFC 3339 in, UTC with whole seconds out. */
import { OperatorError } from '../operator-error.ts'

const form = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/**
 * Reads an instant.
 *
 * @param name - Where it stands, for the error: `--now`.
 * @throws {@link OperatorError}
 */
export function parseInstant(text: string, name: string): Date {
  const instant = findInstant(text)
  if (instant !== undefined) return instant
  throw new OperatorError(
    `${name}: not an instant; write it like 2020-03-01T08:00:00Z or 2020-03-01T16:00:00+08:00`,
  )
}

/** Reads an instant; undefined for what is none. */
export function findInstant(text: string): Date | undefined {
  const milliseconds = form.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? []
  // Date.parse takes 2020-02-30 for 1 March.
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (!Number.isFinite(milliseconds) || real.getUTCDate() !== Number(day)) return undefined
  return new Date(Math.floor(milliseconds / 1000) * 1000)
}

/** Writes an instant as documents and codes have it: UTC, whole seconds. */
export function instantText(instant: Date): string {
  return instant.toISOString().replace(/\.\d+Z$/, 'Z')
}

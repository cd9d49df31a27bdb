/** `issue --count`: several codes of one person, one after the other, that nobody can tell to be of one person. */
import type { Command } from 'commander'
import type { Claims } from 'greengate/issue'
import { findInstant, instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'

/** What is given on the command line. */
export interface SeriesOptions {
  readonly count?: string
  readonly each?: string
  readonly holderKeys?: string
}

const most = 400

/** Adds the options. */
export function withSeriesOptions(command: Command): Command {
  return command
    .option('--count <number>', 'so many codes from the same claims; --out is a folder then')
    .option('--each <duration>', 'the window of each, one after the other: P1D, PT12H')
    .option('--holder-keys <folder>', 'make a fresh holder key for each code, kept there')
}

/**
 * The claims of each code, in order: each is issued when its window opens, as every code of that window is, so that
 * its times say nothing either.
 *
 * @throws {@link OperatorError}
 */
export function seriesOf(claims: Claims, { count, each }: SeriesOptions): readonly Claims[] {
  if (count === undefined) {
    if (each === undefined) return [claims]
    throw new OperatorError('--each: is for several codes; add --count')
  }
  const codes = /^[1-9]\d{0,3}$/.test(count) ? Number(count) : 0
  if (codes < 1 || codes > most) {
    throw new OperatorError(`--count: must be a whole number from 1 to ${most}; give digits`)
  }
  if (each === undefined) return Array.from({ length: codes }, () => claims)
  const length = lengthOf(each, '--each')
  const from = findInstant(claims.issuedAt)
  if (from === undefined)
    throw new OperatorError('issuedAt: must be an instant; correct the claims')
  const { validFrom: _, ...rest } = claims
  return Array.from({ length: codes }, (_code, i) => {
    const opens = from.getTime() + i * length
    return {
      ...rest,
      issuedAt: instantText(new Date(opens)),
      validUntil: instantText(new Date(opens + length)),
    }
  })
}

/**
 * Milliseconds of days or hours.
 *
 * @param name - Where it stands, for the error.
 * @throws {@link OperatorError}
 */
export function lengthOf(duration: string, name: string): number {
  const [, days, hours] = /^P(?:([1-9]\d{0,2})D|T([1-9]\d{0,3})H)$/.exec(duration) ?? []
  if (days !== undefined) return Number(days) * 86_400_000
  if (hours !== undefined) return Number(hours) * 3_600_000
  throw new OperatorError(`${name}: must be days or hours; write P1D or PT12H`)
}

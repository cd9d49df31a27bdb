/** Makes codes of claims: one, or a series, with all that each of them has of its own. */
import { randomBytes } from 'node:crypto'
import {
  generateKey,
  GreengateError,
  issue,
  publicJwk,
  type Claims,
  type PrivateJwk,
  type Signer,
} from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'
import { commitTo, isCommitting, type CommitOptions } from './commit-option.ts'
import { seriesOf, type SeriesOptions } from './series.ts'
import { readBinder, type TagOptions } from './tag-option.ts'

/** What codes are made by. */
export interface Making {
  readonly options: TagOptions & CommitOptions & SeriesOptions
  readonly signer: Signer
  /** Where the claims come from, for errors. */
  readonly name: string
  /** Gives a code its place in a status list. */
  readonly indexed?: (claims: Claims, cti: Uint8Array) => Claims
}

/** A code, and what goes to its holder alone. */
export interface MadeCode {
  /** Its number in the series: `01`. */
  readonly no: string
  readonly text: string
  /** What `status` and `--replaces` know it by: `2026-11/40213`. */
  readonly place?: string
  readonly opening?: object
  readonly holderKey?: PrivateJwk
}

/**
 * Makes all codes before any is written, so that nothing is left behind where one is refused.
 *
 * @throws {@link OperatorError}
 */
export async function makeCodes(given: Claims, making: Making): Promise<readonly MadeCode[]> {
  const { options, signer, name, indexed } = making
  const isCommitted = isCommitting(options)
  const bind = await readBinder(options)
  const made: MadeCode[] = []
  try {
    for (const [i, stated] of seriesOf(given, options).entries()) {
      const cti = new Uint8Array(randomBytes(8))
      const holderKey = options.holderKeys === undefined ? undefined : await freshKey(stated)
      const keyed =
        holderKey === undefined ? stated : { ...stated, holderKey: publicJwk(holderKey) }
      const whole = indexed === undefined ? keyed : indexed(keyed, cti)
      const committed = isCommitted ? await commitTo(whole) : undefined
      const binding = bind(whole)
      const text = await issue(committed?.claims ?? whole, {
        signer,
        cti,
        ...(binding === undefined ? {} : { bind: binding }),
        ...(committed === undefined ? {} : { commitment: committed.commitment }),
      })
      made.push({
        no: String(i + 1).padStart(2, '0'),
        text,
        ...placeOf(whole),
        ...(committed === undefined ? {} : { opening: committed.opening }),
        ...(holderKey === undefined ? {} : { holderKey }),
      })
    }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message}; correct the claims`, { cause: error })
  }
  return made
}

function placeOf({ issuedAt, statusIndex }: Claims): { readonly place?: string } {
  // Issuing took it: it is an instant, in UTC.
  return statusIndex === undefined ? {} : { place: `${issuedAt.slice(0, 7)}/${statusIndex}` }
}

async function freshKey({ holderKey }: Claims): Promise<PrivateJwk> {
  if (holderKey === undefined) return generateKey('ESP256')
  throw new OperatorError('--holder-keys: the claims have a holderKey; leave one of them out')
}

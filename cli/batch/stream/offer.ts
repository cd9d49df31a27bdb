/** What workers are told of a job, its order; never a key, but for the one of ids where the operator shares it. */
import { packageVersion } from '../../edges/package-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { isNamedRight } from '../job-id.ts'
import type { BatchJob } from '../job.ts'

/** The entry of a job. */
export interface Offer {
  readonly format: 'greengate-batch-offer-1'
  readonly job: BatchJob
  /** base64url; with `--share-cti-key` alone. */
  readonly idKey?: string
}

/** Makes the entry. */
export function offerOf(job: BatchJob, idKey: Uint8Array | undefined): string {
  const offer: Offer = {
    format: 'greengate-batch-offer-1',
    job,
    ...(idKey === undefined ? {} : { idKey: Buffer.from(idKey).toString('base64url') }),
  }
  return JSON.stringify(offer)
}

/**
 * Reads the entry of a job.
 *
 * @throws {@link OperatorError} for another engine, and for what is not the job of that name
 */
export function readOffer(text: string, id: string): Offer {
  const offer = parsed(text)
  if (offer?.format !== 'greengate-batch-offer-1' || offer.job.id !== id) {
    throw new OperatorError(`job ${id}: what stands for it in NATS is no job; see who writes there`)
  }
  if (offer.job.engine !== packageVersion()) {
    throw new OperatorError(
      `job ${id}: is for another greengate than this ${packageVersion()}; install the coordinator's version here`,
    )
  }
  if (!isNamedRight(offer.job)) {
    throw new OperatorError(`job ${id}: was changed on its way; see who writes there`)
  }
  return offer
}

function parsed(text: string): Offer | undefined {
  try {
    const value = JSON.parse(text) as Offer | null
    return typeof value?.job === 'object' ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Opens a job for a worker: with the keys that it was given, or with a signer at NATS. */
import type { NatsConnection } from '@nats-io/transport-node'
import { isSignerNamed, type SignerFlags } from '../../bundle/commands/signer-flags.ts'
import { OperatorError } from '../../operator-error.ts'
import { idKeyBytes } from '../code-ids.ts'
import { bindingKeyOf, signerOf } from '../commands/issue-flags.ts'
import { readIdKey } from '../id-key-file.ts'
import type { CodeTerms } from '../job.ts'
import { openParts } from '../part.ts'
import type { Offer } from './offer.ts'
import { openHands } from './open-hands.ts'
import type { Opened } from './run-worker.ts'
import { natsSigner } from './sign-by-nats.ts'

export { partsTogether } from './sign-by-nats.ts'

/** The keys that a worker was given. */
export interface WorkerKeys extends SignerFlags {
  readonly ctiKey?: string
  readonly bindingKey?: string
}

/**
 * With keys that are here.
 *
 * @throws {@link OperatorError} for a job whose keys are not
 */
export async function openByKeys(
  offer: Offer,
  flags: WorkerKeys,
  threads: number,
): Promise<Opened> {
  const { codes } = offer.job
  if (codes === undefined) return openHands(offer.job, undefined, threads)
  if (!isSignerNamed(flags)) {
    throw new OperatorError(
      `its codes are signed by ${codes.kid}; give that key, or --sign-by nats, to take its parts`,
    )
  }
  const keys = await keysOf(offer, codes, flags)
  return openHands(offer.job, { signer: signerOf(flags), ...keys }, threads)
}

/**
 * With a signer at NATS.
 *
 * @throws {@link OperatorError} for a job whose other keys are not here
 */
export async function openBySigner(
  offer: Offer,
  flags: WorkerKeys,
  nats: NatsConnection,
): Promise<Opened> {
  const { codes } = offer.job
  if (codes === undefined) return openHands(offer.job, undefined, 1)
  const signer = natsSigner(nats, codes)
  const doPart = openParts(offer.job, { signer, ...(await keysOf(offer, codes, flags)) })
  return { doPart, close: () => Promise.resolve() }
}

async function keysOf(
  { job, idKey: shared }: Offer,
  { tags, issuer }: CodeTerms,
  { ctiKey, bindingKey: path }: WorkerKeys,
): Promise<{ readonly idKey: Uint8Array; readonly bindingKey?: Uint8Array }> {
  if (ctiKey === undefined && shared === undefined) {
    throw new OperatorError('ids of its codes are made with a key; give it with --cti-key')
  }
  if (tags && path === undefined) {
    throw new OperatorError('its codes have tags; give --binding-key to take its parts')
  }
  const idKey =
    ctiKey === undefined
      ? new Uint8Array(Buffer.from(shared ?? '', 'base64url'))
      : await readIdKey(ctiKey, '')
  if (idKey.length !== idKeyBytes) throw new OperatorError('the key of ids in NATS is none')
  if (!tags || path === undefined) return { idKey }
  const bindingKey = await bindingKeyOf({ tag: true, bindingKey: path, issuer }, job.now)
  return { idKey, ...(bindingKey === undefined ? {} : { bindingKey }) }
}

/** Makes ready for the parts of a job with the keys as they are named: every thread opens its own signer. */
import type { BatchJob } from './job.ts'
import type { ThreadData } from './local/thread-data.ts'
import { openCodeSigner } from './open-code-signer.ts'
import { openParts, type DoPart } from './part.ts'

/**
 * Makes ready.
 *
 * @throws {@link OperatorError}
 */
export async function openKeyedParts(job: BatchJob, keys: ThreadData['keys']): Promise<DoPart> {
  if (keys === undefined) return openParts(job)
  const { signer, idKey, bindingKey } = keys
  return openParts(job, {
    signer: await openCodeSigner(signer),
    idKey,
    ...(bindingKey === undefined ? {} : { bindingKey }),
  })
}

/** Opens a bundle as a verifier would: from a pinned root, every check made. */
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { decodeBundle, GreengateError, type BundleDocument } from 'greengate/issue'
import { readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Found } from './bundle-source.ts'

/** Nothing is decided here, and the world is told: whoever reads it judges. */
const everyWorld = ['production', 'demo', 'test'] as const
const advice = 'do not use it; fetch it again, and compare the digest of root by eye'

/**
 * Accepts a bundle from a pinned root.
 *
 * @throws {@link OperatorError}
 */
export async function openVerified(
  { name, bytes }: Found,
  root: string,
  now: Date,
): Promise<Bundle> {
  try {
    const pinned = await pinRoot(await readBytes(root, 'a root (.ggb)'), { worlds: everyWorld })
    return await acceptBundle(pinned, bytes, now)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message} (${error.code}); ${advice}`, {
      cause: error,
    })
  }
}

/**
 * The documents of a container, believed in nothing.
 *
 * @throws {@link OperatorError}
 */
export function documentsOf({ name, bytes }: Found): readonly BundleDocument[] {
  try {
    return decodeBundle(bytes).documents
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message} (${error.code}); copy it again`, {
      cause: error,
    })
  }
}

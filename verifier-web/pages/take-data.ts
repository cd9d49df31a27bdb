/** How files become the verifier's data: a root by comparison, everything else under that root. */
import {
  GreengateError,
  acceptBundle,
  pinRoot,
  type Bundle,
  type ErrorCode,
  type World,
} from 'greengate'

/** What the page knows, and what became of the last file. */
export interface VerifierData {
  /** What codes are decided under. */
  readonly bundle?: Bundle
  /** A root that a person has yet to compare and to trust. */
  readonly proposal?: Bundle
  /** Why the last file was not taken up. */
  readonly refused?: ErrorCode
}

/** Worlds that a page serves where it names none: what is not production is named in words. */
export const usualWorlds: readonly World[] = ['production', 'demo']

/** Takes a file that a person chose or dropped; on a refusal what was there before stays. */
export async function takeFile(
  data: VerifierData,
  bytes: Uint8Array,
  now: Date,
  worlds: readonly World[] = usualWorlds,
): Promise<VerifierData> {
  const { bundle } = data
  const kept = bundle === undefined ? {} : { bundle }
  try {
    if (bundle === undefined) return { proposal: await pinRoot(bytes, { worlds }) }
    return { bundle: await acceptBundle(bundle, bytes, now) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return { ...kept, refused: error.code }
  }
}

/** Takes the two files of the page's own folder; the root is trusted as the page itself is. */
export async function takeFolder(
  rootBytes: Uint8Array | undefined,
  bundleBytes: Uint8Array | undefined,
  now: Date,
  worlds: readonly World[] = usualWorlds,
): Promise<VerifierData> {
  if (rootBytes === undefined) return {}
  const pinned = trustProposal(await takeFile({}, rootBytes, now, worlds))
  if (pinned.bundle === undefined || bundleBytes === undefined) return pinned
  return takeFile(pinned, bundleBytes, now)
}

/** A person compared the root and trusts it. */
export function trustProposal(data: VerifierData): VerifierData {
  return data.proposal === undefined ? data : { bundle: data.proposal }
}

/** A person compared the root and does not trust it. */
export function discardProposal(data: VerifierData): VerifierData {
  return data.bundle === undefined ? {} : { bundle: data.bundle }
}

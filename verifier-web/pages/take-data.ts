/** How files and the page's folder become the verifier's data: a root by comparison, everything else under that root. */
import { GreengateError, pinRoot, type Bundle, type ErrorCode } from 'greengate'
import type { OpenBundle, Refreshed } from 'greengate/update'
import type { BundleKeeping } from '../edges/bundle-keeping.ts'

/** What the page knows, and what became of the last file. */
export interface VerifierData {
  /** What codes are decided under. */
  readonly bundle?: Bundle
  /** A root that a person has yet to compare and to trust. */
  readonly proposal?: Bundle
  /** Frames of an update that a camera has seen. */
  readonly frames?: { readonly have: number; readonly of: number }
  /** Why the last file was not taken up. */
  readonly refused?: ErrorCode
}

/** Seconds between two questions to the page's server. */
const pollSeconds = 300

/** Takes what a page is given, and keeps it. */
export class DataTaker {
  readonly #keeping: BundleKeeping
  #opened: OpenBundle | undefined
  #proposal: { readonly bytes: Uint8Array; readonly bundle: Bundle } | undefined

  constructor(keeping: BundleKeeping) {
    this.#keeping = keeping
  }

  /** What is kept from an earlier visit; the root beside the page is trusted as the page itself is. */
  async start(): Promise<VerifierData> {
    const root = await this.#keeping.findRoot()
    return root === undefined ? {} : this.#open(root)
  }

  /** Asks the page's own server. */
  async refresh(now: Date): Promise<VerifierData> {
    const refreshed = await this.#opened?.refresh(now)
    return this.#data(refreshed)
  }

  /** Asks it again and again; tells of what is new. */
  poll(signal: AbortSignal, onData: (data: VerifierData) => void): void {
    void this.#opened?.poll({
      every: pollSeconds,
      now: () => new Date(),
      random: Math.random,
      signal,
      onRefreshed: (refreshed) => {
        if (refreshed.state === 'updated') onData(this.#data(refreshed))
      },
    })
  }

  /** Takes a file that a person chose or dropped; on a refusal what was there before stays. */
  async takeFile(bytes: Uint8Array, now: Date): Promise<VerifierData> {
    if (this.#opened !== undefined) return this.#data(await this.#opened.takeFile(bytes, now))
    try {
      const bundle = await pinRoot(bytes, { worlds: this.#keeping.worlds })
      this.#proposal = { bytes, bundle }
      return { proposal: bundle }
    } catch (error) {
      return refusedBy(error)
    }
  }

  /** Takes a frame of an update that the camera saw; until a bundle is open there is nothing to update. */
  async takeFrame(bytes: Uint8Array, now: Date): Promise<VerifierData> {
    const taken = await this.#opened?.takeFrame(bytes, now)
    if (taken?.state === 'complete') return this.#data(taken.refreshed)
    const isCounted = taken?.state === 'collecting' || taken?.state === 'conflict'
    return isCounted ? { ...this.#data(), frames: taken } : this.#data()
  }

  /** A person compared the root and trusts it. */
  async trust(): Promise<VerifierData> {
    const proposal = this.#proposal
    this.#proposal = undefined
    return proposal === undefined ? this.#data() : this.#open(proposal.bytes)
  }

  /** A person compared the root and does not trust it. */
  discard(): VerifierData {
    this.#proposal = undefined
    return this.#data()
  }

  async #open(root: Uint8Array): Promise<VerifierData> {
    try {
      this.#opened = await this.#keeping.open(root)
      return this.#data()
    } catch (error) {
      return refusedBy(error)
    }
  }

  #data(refreshed?: Refreshed): VerifierData {
    if (this.#opened === undefined) return {}
    const { bundle } = this.#opened
    return refreshed?.state === 'refused' ? { bundle, refused: refreshed.code } : { bundle }
  }
}

function refusedBy(error: unknown): VerifierData {
  if (error instanceof GreengateError) return { refused: error.code }
  throw error
}

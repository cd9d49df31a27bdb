/** Holds the bundle in force and its store together: nothing is in force that is not kept, nothing kept is believed. */
import { acceptBundle } from '../bundle/accept-bundle.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { withDigest } from '../bundle/digest.ts'
import { EquivocationError } from '../bundle/equivocation-error.ts'
import { exportBundle } from '../bundle/export-bundle.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { unixSeconds } from '../encoding/instant.ts'
import { GreengateError, type ErrorCode } from '../errors.ts'
import { floorsOf, refuseBelow, type Floors } from './floors.ts'
import {
  decodeFloors,
  decodeGeneration,
  encodeFloors,
  encodeGeneration,
  type Generation,
} from './record.ts'
import { keepProof } from './proof.ts'
import type { BundleStore } from './store.ts'

/** Somebody else may have saved in between. */
const maxTries = 3

/** Why a verifier starts with what it starts with. */
export type Opened =
  /** A bundle of the store is in force again. */
  | { readonly state: 'stored' }
  /** There was none: all that is known is the root. */
  | { readonly state: 'empty' }
  /** What was there is not good any more, or is below the floors: all that is known is the root. */
  | { readonly state: 'refused'; readonly code: ErrorCode }

/** What a store gave. */
interface Loaded {
  readonly opened: Opened
  readonly bundle: Bundle
  readonly floors: Floors | undefined
  /** A crash between the two writes of a save leaves floors that are lower than what is in force. */
  readonly isRisen: boolean
}

/** The bundle in force and its store. */
export class Keeper {
  readonly opened: Opened
  readonly #store: BundleStore
  readonly #pinned: Bundle
  #bundle: Bundle
  #floors: Floors | undefined

  private constructor(store: BundleStore, pinned: Bundle, loaded: Loaded) {
    this.#store = store
    this.#pinned = pinned
    this.opened = loaded.opened
    this.#bundle = loaded.bundle
    this.#floors = loaded.floors
  }

  /**
   * Opens a store under a pinned root.
   *
   * @throws GreengateError `ERR_STORE_FAILED`, `ERR_STORE_DAMAGED` (its floors are torn), `ERR_STORE_ROOT` (it belongs
   * to another root).
   */
  static async open(store: BundleStore, pinned: Bundle): Promise<Keeper> {
    const loaded = await load(store, pinned)
    const { floors, isRisen } = loaded
    if (floors !== undefined && isRisen) {
      const { generation: number } = floors
      // Where somebody else has saved since, their floors are as high at the least.
      await store.save({ after: number, number, floors: await encodeFloors(floors) })
    }
    return new Keeper(store, pinned, loaded)
  }

  get bundle(): Bundle {
    return this.#bundle
  }

  /**
   * Accepts what arrived, keeps it, and puts it in force, in this order.
   *
   * @returns whether there was anything newer in it.
   * @throws GreengateError `ERR_BUNDLE_...`, `ERR_STORE_FAILED`; what was in force still is.
   */
  async take(container: Uint8Array, now: Date): Promise<boolean> {
    for (let tries = 0; tries < maxTries; tries++) {
      const bundle = await this.#accept(container, now)
      if (bundle.digest === this.#bundle.digest) return false
      if (await this.#save(bundle, now)) return true
      // Somebody else saved: what they have is held against what arrived, as if it were ours.
      const found = await load(this.#store, this.#pinned)
      this.#bundle = found.bundle
      this.#floors = found.floors
    }
    throw new GreengateError('ERR_STORE_FAILED', 'store: others save without end')
  }

  async #accept(container: Uint8Array, now: Date): Promise<Bundle> {
    const current = this.#bundle
    try {
      const bundle = await acceptBundle(current, container, now)
      const floors = this.#floors
      // A bundle with a forerunner was held against it; without one, the floors are all that is left of it.
      if (floors !== undefined && current.snapshot === undefined) await refuseBelow(floors, bundle)
      return await raised(bundle, floors?.time ?? 0)
    } catch (error) {
      if (error instanceof EquivocationError) await keepProof(this.#store, current, error.proof)
      throw error
    }
  }

  async #save(bundle: Bundle, now: Date): Promise<boolean> {
    const after = this.#floors?.generation ?? 0
    const number = after + 1
    const floors = floorsOf(bundle, this.#pinned.root.sha256, number, this.#floors)
    const generation = { number, acceptedAt: unixSeconds(now), container: exportBundle(bundle) }
    const isSaved = await this.#store.save({
      after,
      number,
      generation: await encodeGeneration(generation),
      floors: await encodeFloors(floors),
    })
    if (!isSaved) return false
    this.#floors = floors
    this.#bundle = bundle
    return true
  }
}

async function load(store: BundleStore, pinned: Bundle): Promise<Loaded> {
  const stored = await store.read()
  const kept = stored.floors ?? new Uint8Array(0)
  const floors = stored.floors === undefined ? undefined : await decodeFloors(kept)
  if (stored.floors !== undefined && floors === undefined) {
    throw new GreengateError('ERR_STORE_DAMAGED', 'store: its floors are torn')
  }
  const read = await Promise.all(stored.generations.map(decodeGeneration))
  const whole = read.filter((found) => found !== undefined)
  whole.sort((a, b) => b.number - a.number)
  let code: ErrorCode | undefined = read.length > whole.length ? 'ERR_STORE_DAMAGED' : undefined
  for (const generation of whole) {
    try {
      const bundle = await acceptAgain(pinned, generation, floors)
      const number = Math.max(generation.number, floors?.generation ?? 0)
      const risen = floorsOf(bundle, pinned.root.sha256, number, floors)
      const isRisen = floors === undefined || !equalBytes(await encodeFloors(risen), kept)
      return { opened: { state: 'stored' }, bundle, floors: risen, isRisen }
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      code ??= error.code
    }
  }
  if (floors !== undefined && floors.pinned !== pinned.root.sha256) {
    throw new GreengateError('ERR_STORE_ROOT', 'store: it belongs to another root')
  }
  return {
    opened: code === undefined ? { state: 'empty' } : { state: 'refused', code },
    bundle: await raised(pinned, floors?.time ?? 0),
    floors,
    isRisen: false,
  }
}

/** Accepts a generation as of the instant at which it was accepted: expiry does not end what is in force. */
async function acceptAgain(
  pinned: Bundle,
  { container, acceptedAt }: Generation,
  floors: Floors | undefined,
): Promise<Bundle> {
  const bundle = await acceptBundle(pinned, container, new Date(acceptedAt * 1000))
  if (floors !== undefined) await refuseBelow(floors, bundle)
  return raised(bundle, floors?.time ?? 0)
}

/** The floor of time never falls. */
async function raised(bundle: Bundle, time: number): Promise<Bundle> {
  return time <= bundle.floor ? bundle : withDigest({ ...bundle, floor: time })
}

/** Holds the bundle in force and its store together: nothing is in force that is not kept, nothing kept is believed. */
import { acceptBundle } from '../bundle/accept-bundle.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { withDigest } from '../bundle/digest.ts'
import { noContents, readContents, writeContents, type Contents } from '../carriage/contents.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { unixSeconds } from '../encoding/instant.ts'
import { GreengateError, type ErrorCode } from '../errors.ts'
import { complete, keepable } from './assemble.ts'
import { floorsOf, refuseBelow, type Floors } from './floors.ts'
import {
  decodeFloors,
  decodeGeneration,
  encodeFloors,
  encodeGeneration,
  type Generation,
} from './record.ts'
import type { BundleStore } from './store.ts'

/** What is in force, and all that it was made from. */
interface InForce {
  readonly bundle: Bundle
  readonly contents: Contents
  readonly since: ReadonlyMap<string, number>
}

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
  readonly inForce: InForce
  readonly floors: Floors | undefined
  /** A crash between the two writes of a save leaves floors that are lower than what is in force. */
  readonly isRisen: boolean
}

/** The bundle in force and its store. */
export class Keeper {
  readonly opened: Opened
  readonly #store: BundleStore
  readonly #pinned: Bundle
  #inForce: InForce
  #floors: Floors | undefined

  private constructor(store: BundleStore, pinned: Bundle, loaded: Loaded) {
    this.#store = store
    this.#pinned = pinned
    this.opened = loaded.opened
    this.#inForce = loaded.inForce
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
    return this.#inForce.bundle
  }

  get contents(): Contents {
    return this.#inForce.contents
  }

  /**
   * Accepts what arrived, keeps it, and puts it in force, in this order.
   *
   * @returns whether there was anything newer in it.
   * @throws GreengateError `ERR_BUNDLE_...`, `ERR_STORE_FAILED`; what was in force still is.
   */
  async take(arrived: Contents, now: Date): Promise<boolean> {
    for (let tries = 0; tries < maxTries; tries++) {
      const next = await this.#accept(arrived, now)
      if (next === undefined) return false
      const after = this.#floors?.generation ?? 0
      const number = after + 1
      const floors = floorsOf(next.bundle, this.#pinned.root.sha256, number, this.#floors)
      const saving = {
        after,
        number,
        generation: await encodeGeneration({
          number,
          acceptedAt: unixSeconds(now),
          since: next.since,
          container: writeContents(next.contents),
        }),
        floors: await encodeFloors(floors),
      }
      if (await this.#store.save(saving)) {
        this.#floors = floors
        this.#inForce = next
        return true
      }
      // Somebody else saved: what they have is held against what arrived, as if it were ours.
      const { inForce, floors: found } = await load(this.#store, this.#pinned)
      this.#inForce = inForce
      this.#floors = found
    }
    throw new GreengateError('ERR_STORE_FAILED', 'store: others save without end')
  }

  /** undefined where there is nothing newer in it. */
  async #accept(arrived: Contents, now: Date): Promise<InForce | undefined> {
    const { bundle: current, contents: held, since: before } = this.#inForce
    const contents = await complete(held, arrived)
    let bundle = await acceptBundle(current, writeContents(contents), now)
    if (this.#floors !== undefined) {
      // A bundle with a forerunner was held against it; without one, the floors are all that is left of it.
      if (current.snapshot === undefined) refuseBelow(this.#floors, current, bundle, contents)
      bundle = await raised(bundle, this.#floors.time)
    }
    if (bundle.digest === current.digest) return undefined
    const since = new Map<string, number>()
    for (const [name, { sha256 }] of bundle.snapshot?.members ?? []) {
      const isHeld = current.snapshot?.members.get(name)?.sha256 === sha256
      since.set(name, (isHeld ? before.get(name) : undefined) ?? unixSeconds(now))
    }
    const { version: from } = current.root
    return { bundle, contents: keepable(contents, held, from, bundle.root.version), since }
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
      const inForce = await acceptAgain(pinned, generation, floors)
      const number = Math.max(generation.number, floors?.generation ?? 0)
      const risen = floorsOf(inForce.bundle, pinned.root.sha256, number, floors)
      const isRisen = floors === undefined || !equalBytes(await encodeFloors(risen), kept)
      return { opened: { state: 'stored' }, inForce, floors: risen, isRisen }
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
      code ??= error.code
    }
  }
  if (floors !== undefined && floors.pinned !== pinned.root.sha256) {
    throw new GreengateError('ERR_STORE_ROOT', 'store: it belongs to another root')
  }
  const bundle = await raised(pinned, floors?.time ?? 0)
  return {
    opened: code === undefined ? { state: 'empty' } : { state: 'refused', code },
    inForce: { bundle, contents: noContents, since: new Map() },
    floors,
    isRisen: false,
  }
}

/** Accepts a generation as of the instant at which it was accepted: expiry does not end what is in force. */
async function acceptAgain(
  pinned: Bundle,
  { container, acceptedAt, since }: Generation,
  floors: Floors | undefined,
): Promise<InForce> {
  const contents = await readContents(container)
  const bundle = await acceptBundle(pinned, container, new Date(acceptedAt * 1000))
  if (floors !== undefined) refuseBelow(floors, pinned, bundle, contents)
  return { bundle: await raised(bundle, floors?.time ?? 0), contents, since }
}

/** The floor of time never falls. */
async function raised(bundle: Bundle, time: number): Promise<Bundle> {
  return time <= bundle.floor ? bundle : withDigest({ ...bundle, floor: time })
}

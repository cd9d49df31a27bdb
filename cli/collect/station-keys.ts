/** Whose signatures a collector believes: the keys of stations, from a signed roster or from a file of its operator. */
import { join } from 'node:path'
import type { Bundle } from 'greengate'
import { GreengateError, publicJwk, type PublicJwk } from 'greengate/issue'
import { readBundle } from '../bundle/bundle-source.ts'
import { openVerified } from '../bundle/open-verified.ts'
import { kindAt, readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** Where keys of stations are named. */
export interface StationKeyFlags {
  /** JSON: the name of each station, and its public JWK. */
  readonly stations?: string
  /** A bundle with a roster. */
  readonly bundle?: string
  /** The root that the bundle must come from; without it root.ggb in the bundle's folder. */
  readonly root?: string
}

/** The public key of each station, by its name. */
export type StationKeys = ReadonlyMap<string, PublicJwk>

/** What a collector goes by. */
export interface Known {
  readonly keys: StationKeys
  /** Undefined: no bundle was named. */
  readonly bundle: Bundle | undefined
}

const what = 'a JSON object of stations and their public JWKs'

/**
 * Reads the keys; what the file says of a station comes before what the roster says.
 *
 * @throws {@link OperatorError}
 */
export async function readStationKeys(flags: StationKeyFlags, now: Date): Promise<StationKeys> {
  return (await readKnown(flags, now)).keys
}

/**
 * Reads the keys, and the bundle that the roster is of.
 *
 * @throws {@link OperatorError}
 */
export async function readKnown(flags: StationKeyFlags, now: Date): Promise<Known> {
  const place = flags.bundle
  const bundle = place === undefined ? undefined : await openPinned(place, flags.root, now)
  const file = flags.stations === undefined ? [] : await ofFile(flags.stations)
  if (bundle !== undefined && bundle.stations === undefined && flags.stations === undefined) {
    throw new OperatorError(`${place}: has no roster of stations; see "greengate station admit"`)
  }
  const roster = (bundle?.stations?.groups ?? []).flatMap((group) =>
    group.stations.map(({ id, key }): Entry => [id, key]),
  )
  return { keys: new Map([...roster, ...file]), bundle }
}

type Entry = readonly [string, PublicJwk]

async function openPinned(place: string, root: string | undefined, now: Date): Promise<Bundle> {
  const pinned = root ?? join(place, 'root.ggb')
  if (root === undefined && (await kindAt(pinned)) !== 'file') {
    throw new OperatorError(`${place}: has no root.ggb beside it; name the pinned one by --root`)
  }
  return openVerified(await readBundle(place), pinned, now)
}

async function ofFile(path: string): Promise<Entry[]> {
  const value = asObject(parseJson(await readBytes(path, what), path, what))
  if (value === undefined) throw new OperatorError(`${path}: is no JSON object; name ${what}`)
  return Object.entries(value).map(([station, jwk]): Entry => {
    try {
      const key = publicJwk(jwk)
      if (key.kty === 'OKP') return [station, key]
    } catch (error) {
      if (!(error instanceof GreengateError)) throw error
    }
    throw new OperatorError(`${path}: holds a key that is no public Ed25519 JWK; name ${what}`)
  })
}

/** How generations and floors are written for a store: deterministic CBOR and a digest, so that a torn one is seen. */
import { backend } from '#backend'
import { concat, equalBytes } from '../encoding/bytes.ts'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { GreengateError } from '../errors.ts'
import type { Floor } from '../bundle/floors.ts'
import type { Floors, MemberFloor } from './floors.ts'

/** A bundle as it was kept. */
export interface Generation {
  /** Counts up by one; the store keeps the last two. */
  readonly number: number
  /** Unix seconds: when it was accepted, and is accepted again as of. */
  readonly acceptedAt: number
  /** Whole: what the pinned root alone needs to accept it. */
  readonly container: Uint8Array
}

const generationMagic = 'greengate-generation-1'
const floorsMagic = 'greengate-floors-1'
const digestBytes = 32

export function encodeGeneration(generation: Generation): Promise<Uint8Array> {
  const { number, acceptedAt, container } = generation
  return seal([generationMagic, number, acceptedAt, container])
}

/** Reads a generation; undefined where it is torn. */
export async function decodeGeneration(bytes: Uint8Array): Promise<Generation | undefined> {
  const value = await unseal(bytes, generationMagic)
  if (value === undefined) return undefined
  const [, number, acceptedAt, container] = value
  if (!isNumber(number) || !isNumber(acceptedAt)) return undefined
  if (!(container instanceof Uint8Array)) return undefined
  return { number, acceptedAt, container }
}

export function encodeFloors(floors: Floors): Promise<Uint8Array> {
  const { pinned, generation, root, time, signers, timestamp, snapshot, members } = floors
  const listed = [...members].map(([name, floor]) => [name, floor.signers, ...pair(floor)])
  return seal([
    floorsMagic,
    pinned,
    generation,
    time,
    signers,
    pair(root),
    timestamp === undefined ? null : pair(timestamp),
    snapshot === undefined ? null : pair(snapshot),
    listed,
  ])
}

/** Reads floors; undefined where they are torn. */
export async function decodeFloors(bytes: Uint8Array): Promise<Floors | undefined> {
  const value = await unseal(bytes, floorsMagic)
  if (value === undefined) return undefined
  const [, pinned, generation, time, signers, root, timestamp, snapshot, listed] = value
  if (typeof pinned !== 'string' || typeof signers !== 'string') return undefined
  if (!isNumber(generation) || !isNumber(time) || !Array.isArray(listed)) return undefined
  const rootFloor = readPair(root)
  if (rootFloor === undefined) return undefined
  const members = new Map<string, MemberFloor>()
  for (const [name, by, ...rest] of listed as readonly (readonly CborValue[])[]) {
    const floor = readPair(rest)
    if (typeof name !== 'string' || typeof by !== 'string' || floor === undefined) return undefined
    members.set(name, { ...floor, signers: by })
  }
  return {
    pinned,
    generation,
    time,
    signers,
    root: rootFloor,
    timestamp: readPair(timestamp),
    snapshot: readPair(snapshot),
    members,
  }
}

async function seal(value: CborValue): Promise<Uint8Array> {
  const bytes = encodeCbor(value)
  return concat([bytes, await backend.sha256(bytes)])
}

async function unseal(
  sealed: Uint8Array,
  magic: string,
): Promise<readonly CborValue[] | undefined> {
  const end = sealed.length - digestBytes
  if (end < 1) return undefined
  const bytes = sealed.subarray(0, end)
  if (!equalBytes(await backend.sha256(bytes), sealed.subarray(end))) return undefined
  try {
    const value = decodeCbor(bytes, { maxBytes: Infinity })
    return Array.isArray(value) && (value as readonly CborValue[])[0] === magic
      ? (value as readonly CborValue[])
      : undefined
  } catch (error) {
    if (error instanceof GreengateError) return undefined
    throw error
  }
}

function pair({ version, sha256 }: Floor): readonly [number, string] {
  return [version, sha256]
}

function readPair(value: CborValue | undefined): Floor | undefined {
  if (!Array.isArray(value)) return undefined
  const [version, sha256] = value as readonly CborValue[]
  return isNumber(version) && typeof sha256 === 'string' ? { version, sha256 } : undefined
}

function isNumber(value: CborValue | undefined): value is number {
  return typeof value === 'number'
}

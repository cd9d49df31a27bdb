/** Proof that somebody signed two documents for one version: kept for whoever watches over the publisher. */
import type { Bundle } from '../bundle/bundle.ts'
import type { BundleDocument } from '../bundle/container.ts'
import type { EquivocationProof } from '../bundle/equivocation-error.ts'
import { digestOf } from '../bundle/payload.ts'
import { decodeCbor, type CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { GreengateError } from '../errors.ts'
import type { BundleStore } from './store.ts'

/** A proof with both sides of it, where the first is still held. */
export interface KeptProof extends EquivocationProof {
  /** What was known, signatures and all. */
  readonly known: BundleDocument | undefined
}

const magic = 'greengate-proof-1'

/** Keeps a proof; a store that fails then must not hide what was found. */
export async function keepProof(
  store: BundleStore,
  current: Bundle,
  { name, version, sha256, other }: EquivocationProof,
): Promise<void> {
  const held = current.documents.get(name) ?? current.members.get(name)?.document
  const known = held === undefined ? null : written(held)
  const bytes = encodeCbor([magic, name, version, sha256, written(other), known])
  try {
    await store.saveProof(await digestOf(bytes), bytes)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
  }
}

/** Reads what a store kept; what is torn is left out. */
export async function readProofs(store: BundleStore): Promise<readonly KeptProof[]> {
  return (await store.proofs()).flatMap((bytes) => readProof(bytes) ?? [])
}

function readProof(bytes: Uint8Array): KeptProof | undefined {
  let value: CborValue
  try {
    value = decodeCbor(bytes, { maxBytes: Infinity })
  } catch (error) {
    if (error instanceof GreengateError) return undefined
    throw error
  }
  if (!Array.isArray(value)) return undefined
  const [found, name, version, sha256, otherPart, knownPart] = value as readonly CborValue[]
  const other = read(otherPart)
  if (found !== magic || other === undefined || typeof name !== 'string') return undefined
  if (typeof version !== 'number' || typeof sha256 !== 'string') return undefined
  return { name, version, sha256, other, known: read(knownPart) }
}

function written({ name, payload, signatures }: BundleDocument): CborValue {
  return [name, payload, signatures]
}

function read(value: CborValue | undefined): BundleDocument | undefined {
  if (!Array.isArray(value)) return undefined
  const [name, payload, signatures] = value as readonly CborValue[]
  if (typeof name !== 'string' || !(payload instanceof Uint8Array)) return undefined
  return signatures instanceof Uint8Array ? { name, payload, signatures } : undefined
}

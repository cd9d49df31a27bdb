/** The demo's keys: one set for the publisher's roles, one for the issuers. */
import {
  generateKey,
  publicJwk,
  thumbprint,
  type PrivateJwk,
  type PublicJwk,
} from 'greengate/issue'

/** Every private key of the demo, by who holds it. */
export interface DemoKeys {
  /** Any two of the three sign a root. */
  readonly root: readonly PrivateJwk[]
  readonly snapshot: readonly PrivateJwk[]
  readonly timestamp: readonly PrivateJwk[]
  readonly trust: readonly PrivateJwk[]
  readonly facts: readonly PrivateJwk[]
  /** Author and reviewer; both must sign a rule set. */
  readonly rules: readonly PrivateJwk[]
  /** Of the authority that orders; both must sign an order. In no root: what they sign is for the desk alone. */
  readonly orders: readonly PrivateJwk[]
  readonly issuers: {
    readonly city: PrivateJwk
    readonly cityP256: PrivateJwk
    /** On the trust list, but its time is over. */
    readonly cityRetired: PrivateJwk
    readonly laboratory: PrivateJwk
    readonly desk: PrivateJwk
    /** On no trust list. */
    readonly stranger: PrivateJwk
  }
}

/** Makes the keys. Both algorithms sign codes and documents, so that both are seen to work. */
export async function makeKeys(): Promise<DemoKeys> {
  const ed25519 = (): Promise<PrivateJwk> => generateKey('Ed25519')
  const p256 = (): Promise<PrivateJwk> => generateKey('ESP256')
  return {
    root: [await ed25519(), await p256(), await ed25519()],
    snapshot: [await ed25519()],
    timestamp: [await ed25519()],
    trust: [await p256()],
    facts: [await ed25519()],
    rules: [await ed25519(), await p256()],
    orders: [await ed25519(), await p256()],
    issuers: {
      city: await ed25519(),
      cityP256: await p256(),
      cityRetired: await ed25519(),
      laboratory: await p256(),
      desk: await ed25519(),
      stranger: await ed25519(),
    },
  }
}

/** The keys as files: name without ending, and key. */
export function namedKeys({
  issuers,
  ...roles
}: DemoKeys): readonly (readonly [string, PrivateJwk])[] {
  const numbered = Object.entries(roles).flatMap(([role, keys]) =>
    keys.map((key, at) => [keys.length > 1 ? `${role}-${at + 1}` : role, key] as const),
  )
  const issuing = Object.entries(issuers).map(([name, key]) => {
    const kebab = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    return [`issuer-${kebab}`, key] as const
  })
  return [...numbered, ...issuing]
}

/** A role as root states it: who may sign, and how many must. */
export async function roleOf(
  keys: readonly PrivateJwk[],
  threshold: number,
): Promise<{ readonly keys: readonly string[]; readonly threshold: number }> {
  return { keys: await Promise.all(keys.map((key) => thumbprint(publicJwk(key)))), threshold }
}

/** The public keys of a root document, by thumbprint. */
export async function keyTable(
  keys: readonly PrivateJwk[],
): Promise<Readonly<Record<string, PublicJwk>>> {
  const rows = keys.map(publicJwk).map(async (key) => [await thumbprint(key), key] as const)
  return Object.fromEntries(await Promise.all(rows))
}

/** Signs documents of bundles by node:crypto alone, quickly and the same in every run. */
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { canonicalJson, encodeBundle } from 'greengate/issue'

/** A document before it is signed. */
export interface Draft {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Names of keys; each signs once. */
  readonly by: readonly string[]
  /** Unix seconds. */
  readonly signedAt: number
  /** Members of the protected header that are otherwise than they should be. */
  readonly header?: Readonly<Record<string, unknown>>
  /** Takes the place of the payload's text. */
  readonly text?: string
  /** What the snapshot says of it, where that is otherwise. */
  readonly listed?: Readonly<Record<string, unknown>>
  /** Whether it is listed and not carried. */
  readonly isLeftOut?: boolean
  /** Whether it is carried and not listed. */
  readonly isUnlisted?: boolean
}

interface TestKey {
  readonly secret: KeyObject
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  readonly thumbprint: string
}

const keys = new Map<string, TestKey>()

/** The key of a name, made from it: never for anything but tests. */
export const keyOf = (name: string): TestKey => {
  const known = keys.get(name)
  if (known !== undefined) return known
  const seed = createHash('sha256').update(`torture: ${name}`).digest('hex')
  const der = Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex')
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' })
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const
  const thumbprint = digest(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x }))
  const made = { secret, jwk, thumbprint }
  keys.set(name, made)
  return made
}

export const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('base64url')

/** A signed document. */
export interface Signed {
  readonly name: string
  readonly payload: Uint8Array
  readonly signatures: Uint8Array
}

const utf8 = new TextEncoder()
const signed = new WeakMap<Draft, Signed>()

/** Signs a draft; the same draft is signed once. */
export const signDraft = (draft: Draft): Signed => {
  const known = signed.get(draft)
  if (known !== undefined) return known
  const { name, by, signedAt, header = {}, text } = draft
  const payload = utf8.encode(text ?? canonicalJson(draft.payload))
  const signatures = by.map((key) => {
    const { secret, thumbprint } = keyOf(key)
    const members = {
      alg: 'Ed25519',
      b64: false,
      crit: ['b64'],
      kid: thumbprint,
      signedAt,
      typ: `greengate-test-${name.split('/')[0] ?? ''}`,
      ...header,
    }
    const head = Buffer.from(canonicalJson(members)).toString('base64url')
    const message = Buffer.concat([Buffer.from(`${head}.`), payload])
    return { protected: head, signature: sign(null, message, secret).toString('base64url') }
  })
  const made = { name, payload, signatures: utf8.encode(JSON.stringify({ signatures })) }
  signed.set(draft, made)
  return made
}

/** An edition of a bundle before it is signed. */
export interface Edition {
  readonly roots: readonly Draft[]
  readonly timestamp: Draft
  readonly snapshot: Draft
  readonly members: readonly Draft[]
  readonly data: readonly Uint8Array[]
  /** What the timestamp says of the snapshot, where that is otherwise. */
  readonly points?: Readonly<Record<string, unknown>>
}

const line = ({ payload }: Signed, version: unknown) => ({
  version,
  length: payload.length,
  sha256: digest(payload),
})

/** Signs an edition, with snapshot and timestamp over whatever the members are. */
export const signEdition = (edition: Edition): readonly Signed[] => {
  const members = edition.members.map((draft) => ({ draft, document: signDraft(draft) }))
  const listed = members
    .filter(({ draft }) => draft.isUnlisted !== true)
    .map(({ draft, document }) => ({
      name: draft.name,
      ...line(document, draft.payload['version']),
      ...draft.listed,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const snapshot = signDraft({
    ...edition.snapshot,
    payload: { members: listed, ...edition.snapshot.payload },
  })
  const points = { ...line(snapshot, edition.snapshot.payload['version']), ...edition.points }
  const timestamp = signDraft({
    ...edition.timestamp,
    payload: { snapshot: points, ...edition.timestamp.payload },
  })
  const carried = members.filter(({ draft }) => draft.isLeftOut !== true)
  return [
    ...edition.roots.map(signDraft),
    timestamp,
    snapshot,
    ...carried.map(({ document }) => document),
  ]
}

/** The same as a `.ggb`. */
export const containerOf = (edition: Edition): Uint8Array =>
  encodeBundle(signEdition(edition), edition.data)

/** What attacks on a verifier's bundle are made with: good editions, and ways to spoil one. */
import type { ErrorCode } from '../errors.ts'
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import type { PrivateJwk } from '../crypto/jwk.ts'
import { utf8 } from '../encoding/bytes.ts'
import { keyNamed } from './keys.ts'
import { publish, signPayload, type Publication } from './publisher.ts'
import { clock, now, publication, rootPayload, signedRoot } from './world.ts'

/** One attack. */
export interface Attack {
  readonly name: string
  /** Of the client workflow of the TUF specification 1.0.31, section 5. */
  readonly clause: string
  /** Pinned with `worlds: ['test']`. */
  readonly root: Uint8Array
  /** Accepted one after the other before the attack. */
  readonly given: readonly Uint8Array[]
  readonly offered: Uint8Array
  /** The verifier's clock at the attack. */
  readonly now: Date
  readonly code: ErrorCode
}

export type Change = (documents: readonly BundleDocument[]) => Promise<readonly BundleDocument[]>

export const timestampKey = keyNamed('timestamp', 'ESP256')
export const snapshotKey = keyNamed('snapshot')

export const only =
  (name: string, change: (document: BundleDocument) => Promise<BundleDocument> | BundleDocument) =>
  async (documents: readonly BundleDocument[]): Promise<readonly BundleDocument[]> =>
    Promise.all(documents.map((each) => (each.name === name ? change(each) : each)))

export const signedBy = (
  name: string,
  keys: readonly PrivateJwk[],
  odd: Readonly<Record<string, unknown>> = {},
): Change =>
  only(name, async ({ payload }) => {
    const typ = `greengate-test-${name.split('/')[0] ?? name}`
    return { name, payload, signatures: await signPayload(payload, typ, keys, now - 60, odd) }
  })

const text = (document: BundleDocument): string => new TextDecoder().decode(document.payload)

/** The payload as other text, signed by the right key. */
export const rewritten = (
  name: string,
  keys: readonly PrivateJwk[],
  change: (text: string) => string,
) =>
  only(name, async (document) => {
    const payload = utf8(change(text(document)))
    const typ = `greengate-test-${name.split('/')[0] ?? name}`
    return { name, payload, signatures: await signPayload(payload, typ, keys, now - 60) }
  })

export const stripped: Change = only('timestamp', ({ name, payload }) => ({
  ...{ name, payload },
  signatures: utf8('{"signatures":[]}'),
}))

/** What attacks are made with; each that is made is put into the list. */
export async function openRange() {
  const base = await publication()
  const root = encodeBundle([await signedRoot()])
  const bytesOf = async (more: Partial<Publication> = {}): Promise<Uint8Array> =>
    encodeBundle(await publish({ ...base, ...more }))
  const first = await bytesOf()
  const newer = { version: 2, signedAt: now - 60 }
  const second = await bytesOf(newer)
  const member = (name: string, value: { readonly version: number }): Publication['members'] =>
    base.members.map((each) => (each.name === name ? { ...each, value } : each))

  const list: Attack[] = []
  const offers = (
    clause: string,
    name: string,
    code: ErrorCode,
    offered: Uint8Array,
    more: Partial<Attack> = {},
  ): void => {
    list.push({ clause, name, root, given: [first], offered, now: clock, code, ...more })
  }
  /** The second edition with something done to its documents. */
  const altered = async (clause: string, name: string, code: ErrorCode, change: Change) => {
    offers(clause, name, code, encodeBundle(await change(await publish({ ...base, ...newer }))))
  }
  const edition = async (
    clause: string,
    name: string,
    code: ErrorCode,
    more: Partial<Publication>,
    given: readonly Uint8Array[] = [first],
  ) => {
    offers(clause, name, code, await bytesOf({ ...newer, ...more }), { given })
  }
  const withRoot = async (
    clause: string,
    name: string,
    code: ErrorCode,
    change: (payload: Record<string, unknown>) => object,
    keys: readonly PrivateJwk[],
    rename = 'root/2',
  ) => {
    const payload = await rootPayload(2)
    const document = await signedRoot({ ...payload, ...change(payload) }, keys)
    const roots = [...base.roots, { ...document, name: rename }]
    await edition(clause, name, code, { roots })
  }
  return { list, base, first, second, bytesOf, member, newer, offers, altered, edition, withRoot }
}

/** What attacks are made with. */
export type Range = Awaited<ReturnType<typeof openRange>>

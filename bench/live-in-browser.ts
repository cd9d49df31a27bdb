/** The page's side of the benchmark of live codes: verified, against `crypto.subtle` checking the same two signatures. */
import { acceptBundle, pinRoot, verify, warmUp } from 'greengate'
import { measurePairs, itemsOf, type Pair, type Plan } from './pairs.ts'

/** What the server hands to the page; bytes in base64. */
export interface LiveLoad {
  readonly plan: Plan
  readonly warm: Plan
  readonly now: string
  readonly context: { readonly ruleSet: string }
  readonly root: string
  readonly bundle: string
  readonly key: JsonWebKey
  readonly samples: readonly {
    readonly text: string
    readonly holder: JsonWebKey
    /** Signed, signature, proved, proof. */
    readonly bytes: readonly string[]
  }[]
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

const measure = async (): Promise<readonly Pair[]> => {
  if (!crossOriginIsolated) throw new Error('the page is not isolated: its clock is too coarse')
  const load = (await (await fetch('/load.json')).json()) as LiveLoad
  const now = new Date(load.now)
  const pinned = await pinRoot(bytesOf(load.root), { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bytesOf(load.bundle), now)
  await warmUp(bundle)
  const key = await crypto.subtle.importKey('jwk', load.key, 'Ed25519', false, ['verify'])
  const samples = load.samples.map(({ text, holder, bytes }) => ({
    text,
    holder,
    bytes: bytes.map(bytesOf) as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ],
  }))
  type Item = (typeof samples)[number]

  const subject = async ({ text }: Item): Promise<void> => {
    const { outcome } = await verify(text, { bundle, now, context: load.context })
    if (outcome !== 'pass') throw new Error(`a live code of the benchmark is ${outcome}`)
  }
  const bare = async ({ holder, bytes: [signed, signature, proved, proof] }: Item) => {
    const isEd = holder.kty === 'OKP'
    const kind = isEd ? 'Ed25519' : { name: 'ECDSA', namedCurve: 'P-256' }
    const how = isEd ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' }
    const own = await crypto.subtle.importKey('jwk', holder, kind, false, ['verify'])
    const isRight =
      (await crypto.subtle.verify('Ed25519', key, signature, signed)) &&
      (await crypto.subtle.verify(how, own, proof, proved))
    if (!isRight) throw new Error('a signature is wrong')
  }
  await measurePairs(load.warm, samples, subject, bare)
  return measurePairs(load.plan, samples.slice(itemsOf(load.warm)), subject, bare)
}

Object.assign(window, { measure })

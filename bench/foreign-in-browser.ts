/** The page's side of the browser benchmark of others' codes: `inspect`, against the composed floor with `crypto.subtle` and a kept key. */
import { acceptBundle, hcert, inspect, nzcp, pinRoot, shc, warmUp } from 'greengate'
import type { ForeignName } from './foreign-codes.ts'
import { floorReaders, type Inflaters } from './foreign-floors.ts'
import { itemsOf, measurePairs, type Pair, type Plan } from './pairs.ts'

/** What the server hands to the page; bytes in base64. */
export interface ForeignLoad {
  readonly plan: Plan
  readonly warm: Plan
  readonly now: string
  readonly name: ForeignName
  readonly root: string
  readonly bundle: string
  readonly key: JsonWebKey
  readonly texts: readonly string[]
  /** A script that gives fflate. */
  readonly fflate: string
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

const formats = { dcc: hcert, shc, nzcp }
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }

const inflatersOf = async (script: string): Promise<Inflaters> => {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  return (await import(url)) as Inflaters
}

const measure = async (): Promise<readonly Pair[]> => {
  if (!crossOriginIsolated) throw new Error('the page is not isolated: its clock is too coarse')
  const load = (await (await fetch('/load.json')).json()) as ForeignLoad
  const now = new Date(load.now)
  const pinned = await pinRoot(bytesOf(load.root), { worlds: ['test'] })
  const bundle = await acceptBundle(pinned, bytesOf(load.bundle), now)
  await warmUp(bundle)
  const key = await crypto.subtle.importKey(
    'jwk',
    load.key,
    { ...ecdsa, namedCurve: 'P-256' },
    false,
    ['verify'],
  )
  const options = { bundle, now, formats: [formats[load.name]] }
  const read = floorReaders(await inflatersOf(load.fflate))[load.name]

  const subject = async (text: string): Promise<void> => {
    const { signature, time, keyUsage, reasons } = await inspect(text, options)
    if (signature !== 'valid' || time !== 'in-time' || keyUsage !== 'allowed') {
      throw new Error(`a code of the benchmark is not good: ${reasons.join()}`)
    }
  }
  const bare = async (text: string): Promise<void> => {
    const { payload, signed, signature } = read(text)
    const isGood = await crypto.subtle.verify(ecdsa, key, signature, signed)
    if (!isGood || typeof payload !== 'object') throw new Error('the floor misreads a code')
  }
  await measurePairs(load.warm, load.texts, subject, bare)
  return measurePairs(load.plan, load.texts.slice(itemsOf(load.warm)), subject, bare)
}

Object.assign(window, { measure })

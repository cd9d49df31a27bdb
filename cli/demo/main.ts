/**
 * Makes the demo: an embedded authority with its keys, its bundle, and people with codes to show.
 * Others start their tests and `npm start` from here.
 */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, pinRoot, verify } from 'greengate'
import { issue, jwkSigner, type BundleDocument, type Signer } from 'greengate/issue'
import { writeWhole } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { drawQr } from '../edges/qr-code.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import { factsPayload, rootPayload, trustPayload } from './documents.ts'
import { makeKeys, namedKeys, type DemoKeys } from './keys.ts'
import { people } from './people.ts'
import type { Expected, Holder, Words } from './person.ts'
import { pretenders, strangers } from './pretenders.ts'
import { publish, rootFile, signDocument, type Publication } from './publish.ts'
import { ruleSetId, ruleSets } from './rule-sets.ts'

export { deltaContainer } from '../bundle/delta.ts'
export { digest, payloadBytes, publish, rootFile, signDocument } from './publish.ts'
export type { DemoKeys } from './keys.ts'
export type { Expected, Words } from './person.ts'
export type { Publication } from './publish.ts'

/** Someone who stands before the gate, and what must come of it. */
export interface DemoPerson extends Expected {
  readonly id: string
  readonly name: Words
  /** What is to be seen with this person. */
  readonly about: Words
  /** What the QR code says. */
  readonly text: string
  /** Absolute paths. */
  readonly files: { readonly text: string; readonly png: string; readonly svg: string }
}

/** A demo that was made and tried. */
export interface Demo {
  /** Absolute path; holds root.ggb, bundle.ggb, people.json, people/ and keys/. */
  readonly folder: string
  readonly now: Date
  readonly ruleSet: string
  readonly people: readonly DemoPerson[]
  readonly rootBytes: Uint8Array
  readonly bundleBytes: Uint8Array
  readonly keys: DemoKeys
  /** What `publish` made the bundle of: publish it again with a higher version and a later signedAt. */
  readonly publication: Publication
}

export interface DemoOptions {
  /** An empty or a new folder. */
  readonly folder: string
  /** The instant at which every person comes out as stated; some hours later some come out otherwise. */
  readonly now: Date
  /** Gives as many random bytes as asked for, for the ids of codes. Default: the system's. */
  readonly random?: (length: number) => Uint8Array
}

/** Documents were signed a little before now, as they would have been. */
const signedAgo = 600_000

/**
 * Makes the demo and tries it: every person must come out as stated, or nothing is written.
 *
 * @throws Error naming the person who comes out otherwise.
 */
export async function makeDemo({ folder, now, random = randomBytes }: DemoOptions): Promise<Demo> {
  const instant = new Date(Math.floor(now.getTime() / 1000) * 1000)
  const keys = await makeKeys()
  const publication = await publicationOf(keys, instant)
  const rootBytes = rootFile(publication.root)
  const bundleBytes = await publish(publication)
  const everybody = await present(folder, instant, keys, random)
  await tryAll(everybody, rootBytes, bundleBytes, instant)
  const demo: Demo = {
    folder,
    now: instant,
    ruleSet: ruleSetId,
    people: everybody,
    rootBytes,
    bundleBytes,
    keys,
    publication,
  }
  await write(demo)
  return demo
}

async function publicationOf(keys: DemoKeys, now: Date): Promise<Publication> {
  const signedAt = new Date(now.getTime() - signedAgo)
  const root: BundleDocument = await signDocument(
    'root/1',
    await rootPayload(keys, now),
    // Two of the three must sign, one of each algorithm.
    keys.root.slice(0, 2),
    signedAt,
  )
  return {
    root,
    keys,
    version: 1,
    signedAt,
    trust: trustPayload(keys, now),
    facts: factsPayload(now),
    ruleSets: ruleSets(now),
  }
}

async function present(
  folder: string,
  now: Date,
  keys: DemoKeys,
  random: (length: number) => Uint8Array,
): Promise<readonly DemoPerson[]> {
  const holders = [...people(now, keys), ...pretenders(now)].map(async (holder) => ({
    ...holder,
    text: await codeOf(holder, keys, random),
  }))
  return [...(await Promise.all(holders)), ...strangers].map(
    ({ id, name, about, text, outcome, reasons }) => {
      const file = (ending: string): string => join(folder, 'people', `${id}.${ending}`)
      const files = { text: file('txt'), png: file('png'), svg: file('svg') }
      return { id, name, about, text, outcome, reasons, files }
    },
  )
}

async function codeOf(
  { claims, key, mishap }: Holder,
  keys: DemoKeys,
  random: (length: number) => Uint8Array,
): Promise<string> {
  const signer = await jwkSigner(keys.issuers[key])
  const cti = new Uint8Array(random(8))
  const text = await issue(claims, { signer: mishap === 'altered' ? altered(signer) : signer, cti })
  if (mishap === 'torn') return text.slice(0, Math.floor(text.length * 0.6))
  return mishap === 'renumbered' ? text.replace(/^GG1:/, 'GG2:') : text
}

/** A right signature over other bytes: what is left when somebody alters a code. */
function altered(signer: Signer): Signer {
  return {
    ...signer,
    sign: (bytes) => signer.sign(bytes.map((byte, at) => (at === 0 ? ~byte : byte))),
  }
}

async function tryAll(
  everybody: readonly DemoPerson[],
  rootBytes: Uint8Array,
  bundleBytes: Uint8Array,
  now: Date,
): Promise<void> {
  const bundle = await acceptBundle(
    await pinRoot(rootBytes, { worlds: ['demo'] }),
    bundleBytes,
    now,
  )
  for (const { id, text, outcome, reasons } of everybody) {
    const decision = await verify(text, { bundle, now, context: { ruleSet: ruleSetId } })
    const codes = decision.reasons.map(({ code }) => code)
    if (decision.outcome !== outcome || codes.join() !== reasons.join()) {
      throw new Error(`demo: ${id} comes out as ${decision.outcome} (${codes.join(', ')})`)
    }
  }
}

async function write({
  folder,
  now,
  people: everybody,
  rootBytes,
  bundleBytes,
  keys,
}: Demo): Promise<void> {
  await mkdir(join(folder, 'people'), { recursive: true })
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  for (const [name, key] of namedKeys(keys)) {
    await writeKeyFile(join(folder, 'keys', `${name}.jwk`), key)
  }
  for (const { text, files } of everybody) {
    await writeWhole(files.text, `${text}\n`)
    await writeWhole(files.png, await drawQr(text, 'png'))
    await writeWhole(files.svg, await drawQr(text, 'svg'))
  }
  const list = everybody.map(({ id, name, about, outcome, reasons }) => ({
    id,
    name,
    about,
    outcome,
    reasons,
    files: { text: `people/${id}.txt`, png: `people/${id}.png`, svg: `people/${id}.svg` },
  }))
  const described = { now: instantText(now), ruleSet: ruleSetId, people: list }
  await writeWhole(join(folder, 'people.json'), `${JSON.stringify(described, null, 2)}\n`)
  await writeWhole(join(folder, 'root.ggb'), rootBytes)
  await writeWhole(join(folder, 'bundle.ggb'), bundleBytes)
}

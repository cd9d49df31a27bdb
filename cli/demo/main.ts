/**
 * Makes the demo: an embedded authority with its keys, its bundle, and people with codes to show.
 * Others start their tests and `npm start` from here.
 */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  acceptBundle,
  decideCard,
  openStationKeys,
  pinRoot,
  verify,
  type Decision,
} from 'greengate'
import {
  generateKey,
  issue,
  jwkSigner,
  type BundleDocument,
  type PrivateJwk,
  type Signer,
} from 'greengate/issue'
import { writeWhole } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { drawQr } from '../edges/qr-code.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import { writeAppeal } from './appeal.ts'
import { cards, type CardHolder, type DemoCard } from './cards.ts'
import { crowdCards, crowdOf, type CrowdMember } from './crowd.ts'
import { factsPayload, rootPayload, trustPayload } from './documents.ts'
import { makeKeys, namedKeys, type DemoKeys } from './keys.ts'
import { people } from './people.ts'
import type { Expected, Holder, Words } from './person.ts'
import { drawSecrets, group, populationMembers, type StationSecrets } from './population.ts'
import { pretenders, strangers } from './pretenders.ts'
import { publish, rootFile, signDocument, type Publication } from './publish.ts'
import { ruleSetId, ruleSets } from './rule-sets.ts'

export { deltaContainer } from '../bundle/delta.ts'
export { digest, payloadBytes, publish, rootFile } from './publish.ts'
export { cards as cardHolders, type DemoCard } from './cards.ts'
export type { CrowdMember } from './crowd.ts'
export type { DemoKeys } from './keys.ts'
export type { Expected, Words } from './person.ts'
export { issuers } from './documents.ts'
export type { StationSecrets } from './population.ts'
export type { Member, Publication } from './publish.ts'

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
  /** Absolute path; holds root.ggb, bundle.ggb, people.json, people/, keys/, station/ and appeal/. */
  readonly folder: string
  readonly now: Date
  readonly ruleSet: string
  readonly people: readonly DemoPerson[]
  /** Cards to place on a reader. */
  readonly cards: readonly DemoCard[]
  /** As many more as were asked for; their codes and cards are in no file. */
  readonly crowd: readonly CrowdMember[]
  /** The folder of an enrolled station, which can ask the population sets. */
  readonly stationFolder: string
  readonly rootBytes: Uint8Array
  readonly bundleBytes: Uint8Array
  readonly keys: DemoKeys
  /** What the demo's stations can ask population sets with, and codes are tied to cards with. */
  readonly secrets: StationSecrets
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
  /** So many more people, all of whom may pass by code and by card. Default: none. */
  readonly crowd?: number
}

/** Documents were signed a little before now, as they would have been. */
const signedAgo = 600_000

/**
 * Makes the demo and tries it: every person must come out as stated, or nothing is written.
 *
 * @throws Error naming the person who comes out otherwise.
 */
export async function makeDemo(options: DemoOptions): Promise<Demo> {
  const { folder, now, random = randomBytes, crowd = 0 } = options
  const instant = new Date(Math.floor(now.getTime() / 1000) * 1000)
  const keys = await makeKeys()
  const secrets = await drawSecrets()
  const publication = await publicationOf(keys, secrets, instant, crowd)
  const rootBytes = rootFile(publication.root)
  const bundleBytes = await publish(publication)
  const everybody = await present(folder, instant, { keys, secrets }, random)
  await tryAll(everybody, secrets, { rootBytes, bundleBytes, instant })
  const demo: Demo = {
    folder,
    now: instant,
    ruleSet: ruleSetId,
    people: everybody,
    cards: cards(instant).map(asShown),
    crowd: await crowdOf(crowd, instant, keys, random),
    stationFolder: join(folder, 'station'),
    rootBytes,
    bundleBytes,
    keys,
    secrets,
    publication,
  }
  await write(demo)
  const signingKey = await generateKey('Ed25519')
  await writeStation(demo, secrets, signingKey)
  const refused = everybody.find(({ id }) => id === 'stop-contact')?.text ?? ''
  await writeAppeal({
    ...{ folder, now: instant, rootBytes, bundleBytes, keys, signingKey, refused, random },
  })
  return demo
}

const asShown = ({ id, name, about, card, outcome, reasons }: CardHolder): DemoCard => ({
  ...{ id, name, about, card, outcome, reasons },
})

async function publicationOf(
  keys: DemoKeys,
  secrets: StationSecrets,
  now: Date,
  crowd: number,
): Promise<Publication> {
  const signedAt = new Date(now.getTime() - signedAgo)
  const root: BundleDocument = await signDocument(
    'root/1',
    await rootPayload(keys, now),
    // Two of the three must sign, one of each algorithm.
    keys.root.slice(0, 2),
    signedAt,
  )
  const assessed = { outcome: 'pass', rule: 1 } as const
  const more = crowdCards(crowd, now).map((card) => ({ card, assessed }))
  const known = [...cards(now), ...more]
  const { members, data } = await populationMembers(known, secrets, now)
  return {
    root,
    keys,
    version: 1,
    signedAt,
    trust: trustPayload(keys, now),
    facts: factsPayload(now),
    ruleSets: ruleSets(now),
    others: members,
    data,
  }
}

async function present(
  folder: string,
  now: Date,
  { keys, secrets }: { readonly keys: DemoKeys; readonly secrets: StationSecrets },
  random: (length: number) => Uint8Array,
): Promise<readonly DemoPerson[]> {
  const holders = [...people(now, keys), ...pretenders(now)].map(async (holder) => ({
    ...holder,
    text: await codeOf(holder, keys, secrets, random),
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
  { claims, key, mishap, card }: Holder,
  keys: DemoKeys,
  { bindingKey }: StationSecrets,
  random: (length: number) => Uint8Array,
): Promise<string> {
  const signer = await jwkSigner(keys.issuers[key])
  const cti = new Uint8Array(random(8))
  const bind = card === undefined ? undefined : { bindingKey, card }
  const text = await issue(claims, {
    signer: mishap === 'altered' ? altered(signer) : signer,
    cti,
    ...(bind !== undefined && { bind }),
  })
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

interface Tried {
  readonly rootBytes: Uint8Array
  readonly bundleBytes: Uint8Array
  readonly instant: Date
}

async function tryAll(
  everybody: readonly DemoPerson[],
  { groupKey }: StationSecrets,
  { rootBytes, bundleBytes, instant: now }: Tried,
): Promise<void> {
  const root = await pinRoot(rootBytes, { worlds: ['demo'] })
  const bundle = await acceptBundle(root, bundleBytes, now)
  const stationKeys = await openStationKeys(bundle, groupKey)
  const options = { bundle, now, context: { ruleSet: ruleSetId } }
  for (const { id, text, ...expected } of everybody)
    confirm(id, await verify(text, options), expected)
  for (const { id, card, ...expected } of cards(now))
    confirm(id, await decideCard(card, { ...options, stationKeys }), expected)
}

function confirm(id: string, decision: Decision, { outcome, reasons }: Expected): void {
  const codes = decision.reasons.map(({ code }) => code)
  if (decision.outcome !== outcome || codes.join() !== reasons.join()) {
    throw new Error(`demo: ${id} comes out as ${decision.outcome} (${codes.join(', ')})`)
  }
}

/** As `greengate station enrol` and `join` would leave it. */
async function writeStation(
  { stationFolder }: Demo,
  { groupKey }: StationSecrets,
  signingKey: PrivateJwk,
): Promise<void> {
  const groups = join(stationFolder, 'keys/groups')
  await mkdir(groups, { recursive: true, mode: 0o700 })
  const said = { format: 'greengate-station-1', id: 'demo', group, lanes: ['1'] }
  await writeWhole(join(stationFolder, 'station.json'), `${JSON.stringify(said)}\n`)
  await writeKeyFile(join(groups, `${group}.jwk`), groupKey)
  await writeKeyFile(join(stationFolder, 'keys/signing.jwk'), signingKey)
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

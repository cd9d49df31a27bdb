/** The bundles that the vectors of verify/ are decided with. */
import { container, digest, signDocument, type Document } from '../hand/document.ts'
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import { jcs, type Json } from '../hand/jcs.ts'
import { documents } from '../hand/publish.ts'
import type { Expression } from '../hand/rule-set.ts'
import { alarmFiles } from './alarm.ts'
import { factTypes } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { cardBundle } from './cards.ts'
import { countryRules } from './country-rules.ts'
import { passBundle } from './passes.ts'
import { populationFiles } from './population.ts'
import { by, freshness, root } from './root.ts'
import { city14, standardSets } from './rule-sets.ts'
import { countryBundle, dccBundle } from './dccs.ts'
import { sealBundle } from './seals.ts'
import { statusFiles } from './status.ts'
import { stationDocuments } from './station-keys.ts'

/** When timestamp and snapshot of these bundles were signed; the time floor of whoever accepted one. */
const signedAt = '2026-03-02T00:00:00Z'
const membersSignedAt = '2026-03-01T00:00:00Z'

/** The document `trust`. */
const trust = (version: number, listed: readonly Json[]): Document =>
  signDocument('trust', 'trust', membersSignedAt, trustList(version, listed), by('trust'))

/** The document `facts`. */
const facts: Document = signDocument('facts', 'facts', membersSignedAt, factTypes, by('facts'))

const nameOf = ({ id, version }: Expression): string => {
  if (typeof id !== 'string' || typeof version !== 'number') throw new TypeError('no rule set')
  return `rules/${id}/${version}`
}

/** The document `rules/<id>/<version>`. */
const rules = (set: Expression, ...keys: readonly string[]): Document =>
  signDocument(
    nameOf(set),
    'rules',
    '2026-01-01T00:00:00Z',
    set,
    by(...(keys.length === 0 ? ['rules'] : keys)),
  )

const published = (members: readonly Document[]): readonly Document[] =>
  documents({ version: 1, signedAt, expires: '2026-04-01T00:00:00Z', members })

/** The documents of the bundle `standard`. */
const standard = published([facts, ...standardSets.map((set) => rules(set)), trust(1, issuers)])

/** A document of the bundle `standard` as a decision's basis names it. */
export const basisOf = (name: string, version: number): { readonly [name: string]: Json } => {
  const document = standard.find((one) => one.name === name)
  if (document === undefined) throw new TypeError(`no ${name}`)
  return { version, sha256: digest(document) }
}

/** The bundle `standard` as a decision's basis names it: bundle.md section 5. */
export const bundleBasis = (): { readonly [name: string]: Json } => {
  const seconds = (instant: string): number => Date.parse(instant) / 1000
  const named = (document: Document | undefined, at: string): Json => {
    if (document === undefined) throw new TypeError('no such document')
    return { sha256: digest(document), signedAt: seconds(at) }
  }
  const of = (name: string): Document | undefined => standard.find((one) => one.name === name)
  const all = {
    class: 'poll',
    root: named(root(), '2026-01-01T00:00:00Z'),
    timestamp: named(of('timestamp'), signedAt),
    snapshot: named(of('snapshot'), signedAt),
    trust: named(of('trust'), membersSignedAt),
    facts: named(of('facts'), membersSignedAt),
    floor: seconds(signedAt),
  }
  return { version: 1, sha256: base64url(sha256(utf8(jcs(all)))) }
}

const wholeYear = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }

const small = (listed: readonly Json[]): Uint8Array =>
  container(published([facts, rules(city14), trust(1, listed)]))

const { trust: _, ...withoutTrust } = freshness

/** Files of test-vectors/bundle/ by name, without `.ggb`. */
export const bundleFiles: ReadonlyMap<string, Uint8Array> = new Map([
  ['root', container([root()])],
  ['root-retiring', container([root({ endsAt: '2026-03-02T05:00:00Z' })])],
  ['root-without-trust-row', container([root({ freshness: withoutTrust })])],
  ['standard', container(standard)],
  ['small', small(issuers)],
  ['no-issuers', small([])],
  [
    'country',
    container(
      published([
        facts,
        rules(countryRules({ id: 'gate-xx', effective: wholeYear })),
        trust(1, issuers),
      ]),
    ),
  ],
  ['passes', passBundle()],
  ['country-dcc', countryBundle()],
  ['hcert', dccBundle()],
  ['shc', cardBundle()],
  ['vds-nc', sealBundle()],
  ...alarmFiles,
  ...statusFiles,
  [
    'stations',
    container(
      published([
        facts,
        ...standardSets.map((set) => rules(set)),
        trust(1, issuers),
        ...stationDocuments,
      ]),
    ),
  ],
  ...populationFiles,
])

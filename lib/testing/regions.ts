/** A country for tests: the rule sets of test-vectors/rule-sets/, issuers of every region, bundles that say so. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { acceptBundle } from '../bundle/accept-bundle.ts'
import { pinRoot } from '../bundle/pin-root.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { encodeBundle } from '../bundle/container.ts'
import type { Claims } from '../credential/claims.ts'
import { parsePublicJwk, thumbprint } from '../crypto/jwk.ts'
import { formatInstant } from '../encoding/instant.ts'
import type { Overlay, RuleSet } from '../rules/rule-set.ts'
import { keyNamed } from './keys.ts'
import { publishBytes, signDocument, type Member } from './publisher.ts'
import { freshness, issueCode, openRails } from './world.ts'

const day = 86_400
export const readSet = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/rule-sets/${path}`, import.meta.url), 'utf8'))

interface Listed {
  readonly sets: readonly { readonly id: string; readonly path: string }[]
}
/** Every version of every region of the fourteen, as signed. */
export const allVersions = (readSet('index.json') as Listed).sets
  .filter(({ path }) => path.startsWith('hangzhou/'))
  .map(({ path }) => readSet(path) as RuleSet | Overlay)
export const cities = Array.from({ length: 11 }, (_, i) => `cn-33${String(i + 1).padStart(2, '0')}`)
const words = (text: string) => ({ zh: text, en: text })

/** An entry of the trust list: a region that may sign all of its own set. */
export const issuerOf = (id: string, from: string, until: string) => ({
  id,
  name: words(id),
  status: 'none',
  keys: [
    {
      jwk: parsePublicJwk(keyNamed(id)),
      from,
      until,
      states: ['*'],
      covers: ['*'],
      regions: ['*'],
      sets: [id],
    },
  ],
})

/** A bundle of these sets and issuers, accepted at an instant (unix seconds) by a verifier that pinned its root. */
export async function countryBundle(
  ...[sets, issuers, at, facts]: Parameters<typeof countryBytes>
): Promise<Bundle> {
  const { root, bundle } = await countryBytes(sets, issuers, at, facts)
  return acceptBundle(await pinRoot(root, { worlds: ['test'] }), bundle, new Date(at * 1000))
}

/** The same as it is published. */
export async function countryBytes(
  sets: readonly (RuleSet | Overlay)[],
  issuers: readonly unknown[],
  at: number,
  facts: unknown = readSet('fact-types.json'),
): Promise<{ readonly root: Uint8Array; readonly bundle: Uint8Array }> {
  const key = keyNamed('country')
  const reviewer = keyNamed('country-reviewer')
  const name = await thumbprint(parsePublicJwk(key))
  const second = await thumbprint(parsePublicJwk(reviewer))
  const role = { keys: [name], threshold: 1 }
  // A correction needs one signature more than another version.
  const authors = { keys: [name, second], threshold: 1 }
  const far = formatInstant(at + 365 * day)
  const root = {
    version: 1,
    world: 'test',
    purpose: words('tests'),
    legalBasis: ['test decree 1'],
    endsAt: far,
    expires: far,
    keys: { [name]: parsePublicJwk(key), [second]: parsePublicJwk(reviewer) },
    roles: {
      ...{ root: role, snapshot: role, timestamp: role, trust: role, facts: role },
      ...{ status: role, stations: role, emergency: null },
      rules: ['cn', 'typhoon'].map((prefix) => ({ prefix, ...authors, rails: openRails })),
    },
    freshness: { poll: freshness, stick: freshness },
    clockUncertainty: 60,
  }
  const keys = [key]
  const members: Member[] = [
    {
      name: 'trust',
      value: { version: 1, expires: far, issuers, revoked: [] } as Member['value'],
      keys,
    },
    {
      name: 'facts',
      value: { ...(facts as Member['value']), expires: far } as Member['value'],
      keys,
    },
    ...sets.map((set) => ({
      name: `rules/${set.id}/${String(set.version)}`,
      value: set,
      keys: [key, reviewer],
      signedAt: Math.min(at, Date.parse(set.effective.from) / 1000),
    })),
  ]
  const signedRoot = await signDocument('root/1', root, keys, at)
  const bundle = await publishBytes({
    ...{ roots: [signedRoot], members, version: 1, signedAt: at },
    ...{ snapshotKeys: keys, timestampKeys: keys },
  })
  return { root: encodeBundle([signedRoot]), bundle }
}

/** A code by a region's own key. */
export const codeOf = (claims: Claims): Promise<string> =>
  issueCode(claims, keyNamed(claims.issuer))

/** What the example script makes of a base and regions: overlays and entries of the trust list. */
export async function onboarded(base: RuleSet, ids: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-regions-'))
  try {
    const [basePath, listPath] = [join(folder, 'base.json'), join(folder, 'list.json')]
    const list = ids.map((id) => ({ id, name: words(id), key: parsePublicJwk(keyNamed(id)) }))
    await writeFile(basePath, JSON.stringify(base))
    await writeFile(listPath, JSON.stringify(list))
    const out = join(folder, 'out')
    const script = ['--conditions=source', 'examples/onboard-regions.ts']
    await promisify(execFile)(process.execPath, [...script, basePath, listPath, out])
    const read = (name: string): unknown => JSON.parse(readFileSync(join(out, name), 'utf8'))
    return {
      overlays: ids.map((id) => read(`${id}.json`) as Overlay),
      issuers: read('issuers.json') as readonly unknown[],
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** An authority for tests: founded in a scratch folder, its people signing by function. */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { generateKey, publicJwk } from 'greengate/issue'
import { instantText } from '../edges/instant.ts'
import { answersOf, type Given } from '../edges/questions.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { addDraft } from './add.ts'
import { openAuthority, rootFile, type Authority } from './authority.ts'
import { readBundle } from './bundle-source.ts'
import { digest, payloadBytes } from './document.ts'
import { foundAuthority } from './init/found.ts'
import { questions, type Founding } from './init/questions.ts'
import { onlineSigners } from './online-keys.ts'
import { publish, type Published } from './publish.ts'
import { readShelf, type Shelf } from './shelf.ts'
import { signDrafts, type Signed } from './sign.ts'
import { openSigner } from './signer.ts'
import { addIssuer } from './trust.ts'
import { readFileSync } from 'node:fs'

export const hour = 3_600_000
export const day = 24 * hour
/** When the authority is founded. */
export const founded = new Date('2026-12-01T00:00:00Z')
export const after = (ms: number): Date => new Date(founded.getTime() + ms)
export const text = (ms: number): string => instantText(after(ms))

/** An authority and what its people do. */
export interface TestAuthority extends AsyncDisposable {
  at(path: string): string
  list(): readonly string[]
  open(): Promise<Authority>
  shelf(): Promise<Shelf>
  /** Signs drafts with keys of `keys/`, by their names without ending. */
  sign(now: Date, keys: readonly string[], ...places: readonly string[]): Promise<readonly Signed[]>
  publish(now: Date): Promise<Published>
  /** Puts a rule set into drafts/, built from its own last version. */
  add(set: object): Promise<void>
  /** The root as it is pinned. */
  root(): Uint8Array
  published(): Promise<Uint8Array>
  /** A verifier that pinned the root today and takes what is published. */
  client(now: Date): Promise<Bundle>
}

/** Founds an authority and publishes trust list and fact types at `founded`. */
export async function testAuthority(given: Given<Founding> = {}): Promise<TestAuthority> {
  const folder = scratch()
  const asking = { terminal: undefined, now: founded, language: 'en' } as const
  const founding = await answersOf(questions, { prefix: 'cn-33', ...given }, asking)
  await foundAuthority(founding, { folder: folder.at('authority'), now: founded })
  return people(folder)
}

/** Trust list, fact types and nothing else, published. */
export async function beginPublishing(authority: TestAuthority, now = founded): Promise<Published> {
  const shelf = await authority.shelf()
  const issuer = { id: 'cn-3301', name: { zh: '甲', en: 'A' }, status: 'none' } as const
  const key = {
    jwk: publicJwk(await generateKey('Ed25519')),
    from: text(0),
    until: text(300 * day),
    states: ['*'],
    covers: ['*'],
    regions: ['*'],
    sets: ['cn-3301*'],
  }
  await addIssuer(shelf, issuer, key, now)
  await authority.sign(now, ['trust-1'], 'trust/1')
  await authority.sign(now, ['facts-1'], 'facts/1')
  return authority.publish(now)
}

function people(folder: Scratch): TestAuthority {
  const at = (path: string): string => join(folder.at('authority'), path)
  const open = (): Promise<Authority> => openAuthority(at('.'))
  const shelf = async (): Promise<Shelf> => readShelf(await open())
  return {
    at,
    list: () => folder.list(),
    open,
    shelf,
    async sign(now, keys, ...places) {
      const signers = await Promise.all(
        keys.map((name) => openSigner({ key: at(`keys/${name}.jwk`) })),
      )
      const say = (): undefined => undefined
      return signDrafts(await open(), places, {
        signers,
        now,
        language: 'en',
        terminal: undefined,
        say,
      })
    },
    async publish(now) {
      const authority = await open()
      return publish(authority, { now, signers: await onlineSigners(authority, {}) })
    },
    async add(set) {
      const file = folder.at('handed-over.json')
      writeFileSync(file, JSON.stringify(set))
      await addDraft(await shelf(), file)
    },
    root: () => new Uint8Array(readFileSync(at(rootFile))),
    published: async () => (await readBundle(at('published'))).bytes,
    async client(now) {
      const pinned = await pinRoot(this.root(), { worlds: ['test'] })
      return acceptBundle(pinned, await this.published(), now)
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

/** A small rule set, as an author hands it over. */
export function ruleSet(version: number, from: number, more: object = {}): Record<string, unknown> {
  return {
    id: 'cn-3301',
    version,
    engine: 1,
    title: { zh: '通行规则', en: 'Rules of passage' },
    effective: { from: text(from), until: text(from + 60 * day) },
    zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[684_867_600, 28_800]] },
    change: {
      type: version === 1 ? 'first' : 'amendment',
      how: 'written by the working group',
      basis: ['Decree 1', 'article 5'],
      requestedBy: 'Health bureau',
      reviewedBy: 'Review board',
    },
    accepts: { assessments: [] },
    parameters: { testHours: { value: 48, unit: 'hour' } },
    valueSets: {},
    colours: { pass: 'green', check: 'yellow', stop: 'red' },
    rules: [
      {
        no: 1,
        id: 'tested',
        outcome: 'pass',
        requires: [{ kind: 'test', maxAge: 'P2D' }],
        when: {
          op: 'some',
          kind: 'test',
          where: {
            op: 'and',
            of: [
              { op: '==', left: { field: 'result' }, right: { value: 'negative' } },
              {
                op: '<=',
                left: { op: 'elapsed', of: { field: 'sampledAt' } },
                right: { parameter: 'testHours' },
              },
            ],
          },
        },
        reason: { zh: '检测阴性', en: 'tested negative' },
      },
    ],
    otherwise: 'check',
    ...more,
  }
}

/** The pointer to the version before. */
export function previous(set: Record<string, unknown>): { previous: object } {
  return { previous: { version: set['version'], sha256: digest(payloadBytes(set)) } }
}

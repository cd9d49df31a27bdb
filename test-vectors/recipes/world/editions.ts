/** Editions of one small bundle, for the vectors of bundle/: a good first, a good second, and one thing wrong. */
import { container, signDocument, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { publish, type Publication } from '../hand/publish.ts'
import { ruleSet, rule, value, type Expression } from '../hand/rule-set.ts'
import { types } from './fact-types.ts'
import { issuers, trustList } from './issuers.ts'
import { by, root } from './root.ts'

/** When all editions are offered, unless a case says otherwise. */
export const now = '2026-03-02T04:00:00Z'
const firstSigned = '2026-03-01T00:00:00Z'
const secondSigned = '2026-03-02T00:00:00Z'
const expires = '2026-04-01T00:00:00Z'

const onlyIssuer = issuers.slice(0, 1)

/** What a case may say about a member. */
export interface MemberOptions {
  readonly signedAt?: string
  readonly by?: readonly Signing[]
  readonly expires?: string
  readonly issuers?: readonly Json[]
  /** The payload as text, where it is not canonical. */
  readonly text?: string
}

/** The member `trust`. */
export const trust = (version = 1, options: MemberOptions = {}): Document => {
  const list = trustList(version, options.issuers ?? onlyIssuer) as {
    readonly [name: string]: never
  }
  return signDocument(
    'trust',
    'trust',
    options.signedAt ?? firstSigned,
    options.text ?? { ...list, ...(options.expires && { expires: options.expires }) },
    options.by ?? by('trust'),
  )
}

/** The member `facts`. */
export const facts = (version = 1, options: MemberOptions = {}): Document =>
  signDocument(
    'facts',
    'facts',
    options.signedAt ?? firstSigned,
    options.text ?? {
      version,
      expires: options.expires ?? '2026-06-01T00:00:00Z',
      types: types.slice(1, 2),
      onSite: {},
    },
    options.by ?? by('facts'),
  )

/** The member `rules/<id>/<version>`. */
export const rules = (
  version = 1,
  more: Expression = {},
  signers: readonly Signing[] = by('rules'),
  id = 'cn-3301',
): Document =>
  signDocument(
    `rules/${id}/${version}`,
    'rules',
    '2026-01-01T00:00:00Z',
    ruleSet(id, version, [rule(1, 'pass', value(true))], more),
    signers,
  )

/** The members of the first edition. */
export const members: readonly Document[] = [facts(), rules(), trust()]

/** The first edition, but for what is given. */
export const first = (more: Partial<Publication> = {}): Uint8Array =>
  publish({ version: 1, signedAt: firstSigned, expires, members, ...more })

/** The second edition: a second trust list and a second rule set version beside the first. */
export const second = (more: Partial<Publication> = {}): Uint8Array =>
  publish({
    version: 2,
    signedAt: secondSigned,
    expires,
    members: [facts(), rules(), rules(2), trust(2)],
    ...more,
  })

/** A third, so that a case can show what an accepted or refused second left behind. */
export const third = (more: Partial<Publication> = {}): Uint8Array =>
  publish({
    version: 3,
    signedAt: secondSigned,
    expires,
    members: [facts(), rules(), rules(2), trust(3)],
    ...more,
  })

/** The pinned root. */
export const pinned = container([root()])

/** One bundle that is offered, and what must come of it. */
export interface Step {
  /** A number stands for so many zero bytes, which no file should hold. */
  readonly bytes: Uint8Array | number
  readonly at?: string
  /** The versions of root, timestamp and snapshot afterwards, or the error. */
  readonly gives:
    readonly [root: number, timestamp: number, snapshot: number, floor?: string] | string
}

/** A case before it is written: a pinned root, and bundles offered one after the other. */
export interface Offers {
  readonly id: string
  readonly comment: string
  readonly root: Uint8Array
  readonly steps: readonly Step[]
  /** Worlds that the verifier serves, where it is not `test` alone. */
  readonly worlds?: readonly string[]
  /** The error of pinning, where nothing can be offered after it. */
  readonly pinned?: string
}

/** One case. */
export const offers = (
  id: string,
  steps: readonly Step[],
  comment: string,
  rootBytes: Uint8Array = pinned,
): Offers => ({ id, comment, root: rootBytes, steps })

/** A root that is not pinned. */
export const unpinned = (
  id: string,
  rootBytes: Uint8Array,
  error: string,
  comment: string,
  worlds: readonly string[] = ['test'],
): Offers => ({
  id,
  comment,
  root: rootBytes,
  steps: [],
  worlds,
  pinned: error.startsWith('ERR_') ? error : `ERR_BUNDLE_${error}`,
})

/** A rule set or an emergency set of which only the given matters; signed a day before it takes effect. */
export interface SetOptions {
  readonly id?: string
  readonly signedAt?: string
  readonly from?: string
  readonly until?: string
  readonly more?: Expression
  readonly by?: readonly Signing[]
  readonly rules?: readonly Expression[]
}

const set = (kind: 'rules' | 'emergency', id: string, version: number, options: SetOptions) =>
  signDocument(
    `${kind}/${id}/${version}`,
    kind,
    options.signedAt ?? '2026-02-01T00:00:00Z',
    ruleSet(id, version, options.rules ?? [rule(1, 'pass', value(true))], {
      effective: {
        from: options.from ?? '2026-02-02T00:00:00Z',
        until: options.until ?? '2026-12-01T00:00:00Z',
      },
      ...options.more,
    }),
    options.by ?? (kind === 'rules' ? by('rules') : by('emergency-1', 'emergency-2')),
  )

/** A version of a rule set. */
export const version = (number: number, options: SetOptions = {}): Document =>
  set('rules', options.id ?? 'cn-3301', number, options)

/** An emergency set: a stop for everybody, over three days. */
export const emergency = (number: number, options: SetOptions = {}): Document =>
  set('emergency', options.id ?? 'emergency.cn-33', number, {
    from: '2026-03-01T00:00:00Z',
    until: '2026-03-04T00:00:00Z',
    rules: [rule(1, 'stop', value(true))],
    ...options,
  })

/** The usual good step. */
export const takes = (
  bytes: Uint8Array,
  rootVersion: number,
  timestamp: number,
  snapshot: number,
  floor?: string,
): Step => ({
  bytes,
  gives:
    floor === undefined
      ? [rootVersion, timestamp, snapshot]
      : [rootVersion, timestamp, snapshot, floor],
})

/** The usual bad step. */
export const refuses = (bytes: Uint8Array | number, error: string, at = now): Step => ({
  bytes,
  gives: error.startsWith('ERR_') ? error : `ERR_BUNDLE_${error}`,
  at,
})

/** One signature by the timestamp's key, with something wrong. */
export const oneSigning = (more: Omit<Signing, 'by'>): readonly Signing[] => [
  { by: key('timestamp'), ...more },
]

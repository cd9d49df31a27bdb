/** Publishes: members in, snapshot and timestamp around them, in the order that bundle.md section 3 asks for. */
import { container, digest, signDocument, type Document, type Signing } from './document.ts'
import type { Json } from './jcs.ts'
import { key } from './keys.ts'

type Members = Readonly<Record<string, Json | undefined>>

/** What a recipe says about a bundle: its members, and what differs from an ordinary one. */
export interface Publication {
  readonly version: number
  readonly signedAt: string
  readonly expires: string
  readonly members: readonly Document[]
  readonly roots?: readonly Document[]
  /** Raw data that members name. */
  readonly data?: readonly Uint8Array[]
  /** Members that are listed and not carried, since the verifier holds them. */
  readonly without?: readonly string[]
  /** The timestamp's own version, where it differs from the snapshot's. */
  readonly timestampVersion?: number
  readonly timestampSignedAt?: string
  readonly timestampExpires?: string
  readonly timestamp?: Members | string
  readonly timestampBy?: readonly Signing[]
  readonly snapshot?: Members | string
  readonly snapshotBy?: readonly Signing[]
  /** Members that the snapshot lists, where they are not those carried. */
  readonly listed?: readonly Document[]
  /** Changes the snapshot's line on a member. */
  readonly line?: (line: Members) => Members
  /** Changes what the timestamp says of the snapshot. */
  readonly points?: (line: Members) => Members
}

const versionOf = (document: Document): number =>
  (JSON.parse(new TextDecoder().decode(document.payload)) as { version: number }).version

const line = (document: Document): Members => ({
  version: versionOf(document),
  length: document.payload.length,
  sha256: digest(document),
})

const same = (value: Members): Members => value

const merged = (payload: Members, change: Members | string | undefined): Json =>
  typeof change === 'string' ? change : { ...payload, ...change }

/** The documents of a bundle in their order. */
export const documents = (publication: Publication): readonly Document[] => {
  const { version, signedAt, expires, members, roots = [] } = publication
  const listed = (publication.listed ?? members)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((member) => (publication.line ?? same)({ name: member.name, ...line(member) }))
  const snapshot = signDocument(
    'snapshot',
    'snapshot',
    signedAt,
    merged({ version, expires, members: listed }, publication.snapshot),
    publication.snapshotBy ?? [{ by: key('snapshot') }],
  )
  const pointer = { version, length: snapshot.payload.length, sha256: digest(snapshot) }
  const timestamp = signDocument(
    'timestamp',
    'timestamp',
    publication.timestampSignedAt ?? signedAt,
    merged(
      {
        version: publication.timestampVersion ?? version,
        expires: publication.timestampExpires ?? expires,
        snapshot: (publication.points ?? same)(pointer),
      },
      publication.timestamp,
    ),
    publication.timestampBy ?? [{ by: key('timestamp') }],
  )
  const sorted = members
    .filter(({ name }) => publication.without?.includes(name) !== true)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return [...roots, timestamp, snapshot, ...sorted]
}

/** The `.ggb` of a publication. */
export const publish = (publication: Publication): Uint8Array =>
  container(documents(publication), publication.data)

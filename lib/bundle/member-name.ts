/** What a document's name says: its kind, and how long its payload may be (docs/bundle.md 1 and 2). */
import { malformed, refused } from './refused.ts'

/** The kinds of documents, which are also what their signatures are for. */
export type Kind =
  | 'root'
  | 'timestamp'
  | 'snapshot'
  | 'delegation'
  | 'trust'
  | 'facts'
  | 'stations'
  | 'status'
  | 'covered'
  | 'not-green'
  | 'keys'
  | 'rules'
  | 'emergency'

const kiB = 1024
const miB = 1024 * kiB

/** Longest payload of each kind, in bytes. */
const maxBytes: Readonly<Record<Kind, number>> = {
  root: miB,
  timestamp: 16 * kiB,
  snapshot: 8 * miB,
  delegation: miB,
  trust: 16 * miB,
  facts: miB,
  stations: 4 * miB,
  status: 64 * kiB,
  covered: 64 * kiB,
  'not-green': 64 * kiB,
  keys: miB,
  rules: miB,
  emergency: miB,
}

/** What stands behind the kind; found by the kind, since a snapshot may list thousands. */
const forms: ReadonlyMap<string, RegExp> = new Map<Kind, RegExp>([
  ['root', /^\/[1-9]\d{0,15}$/],
  ['timestamp', /^$/],
  ['snapshot', /^$/],
  ['delegation', /^\/[^/]+$/],
  ['trust', /^$/],
  ['facts', /^$/],
  ['stations', /^$/],
  ['status', /^\/[^/]+\/\d{4}-\d\d$/],
  ['covered', /^\/[^/]+$/],
  ['not-green', /^\/[^/]+$/],
  ['keys', /^\/[^/]+$/],
  ['rules', /^\/[^/]+\/[1-9]\d{0,15}$/],
  ['emergency', /^\/[^/]+\/[1-9]\d{0,15}$/],
])

/**
 * The kind of document that a name stands for.
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`
 */
export function kindOf(name: string): Kind {
  const slash = name.indexOf('/')
  const kind = slash < 0 ? name : name.slice(0, slash)
  if (forms.get(kind)?.test(name.slice(kind.length)) !== true) {
    throw malformed('has a document of an unknown kind')
  }
  return kind as Kind
}

/** Whether a kind is listed by the snapshot. */
export function isMember(kind: Kind): boolean {
  return kind !== 'root' && kind !== 'timestamp' && kind !== 'snapshot'
}

/** The id, prefix or issuer that stands second in a name. */
export function idOf(name: string): string {
  return name.split('/')[1] as string
}

/**
 * Refuses what is longer than its kind may be, before it is parsed or fetched.
 *
 * @throws GreengateError `ERR_BUNDLE_TOO_LARGE`
 */
export function refuseOverlong(kind: Kind, length: number): void {
  if (length > maxBytes[kind]) {
    throw refused('ERR_BUNDLE_TOO_LARGE', `${kind} is longer than ${String(maxBytes[kind])} bytes`)
  }
}

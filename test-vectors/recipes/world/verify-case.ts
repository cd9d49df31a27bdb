/** A case of verify/: texts, what the verifier knows, and what it must decide. */
import type { Case } from '../hand/vector-file.ts'
import type { Claims } from '../hand/claims.ts'
import type { Breakage } from '../hand/code.ts'
import type { Json } from '../hand/jcs.ts'
import type { Expected } from '../hand/reasons.ts'
import { code, noon } from './people.ts'

/** What a case may say beside its text and its expectation. */
export interface Circumstances {
  readonly now?: string
  readonly context?: { readonly [name: string]: Json | undefined }
  readonly colour?: string | null
  /** Makes the code unsound in one way. */
  readonly broken?: Breakage
  /** The whole decision, where a case pins it. */
  readonly decision?: Json
}

/** Claims make a code; text stands for itself; several codes are of one person. */
export type Shown = string | Claims | { readonly several: readonly (string | Claims)[] }

const textOf = (id: string, shown: Shown, broken?: Breakage): Readonly<Record<string, unknown>> => {
  if (typeof shown === 'string') return { text: shown }
  if ('issuer' in shown) return { text: code(id, shown, broken).text }
  return {
    texts: shown.several.map((one, at) =>
      typeof one === 'string' ? one : code(`${id}-${at}`, one).text,
    ),
  }
}

/** One case: what is shown, what must come out, until when it must hold, and why. */
export const shows = (
  id: string,
  shown: Shown,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  more: Circumstances = {},
): Case => ({
  id,
  comment,
  now: more.now ?? noon,
  ...textOf(id, shown, more.broken),
  context: { ruleSet: 'cn-3301', ...more.context },
  ...expected,
  holdsUntil,
  ...(more.colour === undefined ? {} : { colour: more.colour }),
  ...(more.decision === undefined ? {} : { decision: more.decision }),
})

/** What the verifier of a group of cases has. */
export interface Given {
  /** A file of bundle/ that holds the pinned root; null: the verifier has nothing. */
  readonly root: string | null
  /** A file of bundle/; null: it has accepted no bundle yet. */
  readonly bundle: string | null
  readonly acceptedAt: string
  /** How data reach it; poll where nothing is said. */
  readonly class?: 'stick'
  /** A file of keys/ with the key of its group: it is an enrolled station. */
  readonly groupKey?: string
  /** Empty: it reads no other people's codes; it reads all where nothing is said. */
  readonly formats?: readonly never[]
}

/** The verifier of most cases. */
export const standard: Given = {
  root: 'root.ggb',
  bundle: 'standard.ggb',
  acceptedAt: '2026-03-02T00:30:00Z',
}

/** Reads the cases of test-vectors/verify/ for those who try them in bulk. */
import { globSync, readFileSync } from 'node:fs'

/** What the verifier of a group has; files of test-vectors/bundle/. */
export interface Given {
  readonly root: string | null
  readonly bundle: string | null
  readonly acceptedAt: string
  /** The class of the verifier. */
  readonly class?: string
  /** The group of an enrolled station: a file of test-vectors/keys/. */
  readonly groupKey?: string
}

/** A case: what is shown, when and where, and what must come out. */
export interface VerifyCase {
  readonly id: string
  readonly now: string
  readonly text?: string
  readonly texts?: readonly string[]
  readonly context: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly given: Given
}

interface File {
  readonly groups: readonly {
    readonly given: Given
    readonly cases: readonly Omit<VerifyCase, 'given'>[]
  }[]
}

/** Every case, in the order of files and ids. */
export const readVerifyCases = (): readonly VerifyCase[] =>
  globSync('test-vectors/verify/*.json')
    .toSorted()
    .flatMap((path) => (JSON.parse(readFileSync(path, 'utf8')) as File).groups)
    .flatMap(({ given, cases }) => cases.map((one) => ({ ...one, given })))

/** The bytes of a file of test-vectors/bundle/. */
export const readBundleFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(`test-vectors/bundle/${name}`))

/** Writes a file of bundle/: each .ggb once, named after its digest, and cases that name them. */
import { base64url, sha256 } from '../hand/bytes.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { now, type Offers, type Step } from './editions.ts'

const nameOf = (bytes: Uint8Array): string => base64url(sha256(bytes)).slice(0, 12)

const offered = ({ bytes, at = now, gives }: Step): Readonly<Record<string, unknown>> => ({
  ...(typeof bytes === 'number' ? { zeros: bytes } : { bundle: nameOf(bytes) }),
  now: at,
  ...(typeof gives === 'string'
    ? { error: gives }
    : { accepted: { root: gives[0], timestamp: gives[1], snapshot: gives[2], floor: gives[3] } }),
})

const written = ({ id, comment, root, steps, worlds, pinned }: Offers): Case => ({
  id,
  comment,
  root: nameOf(root),
  ...(worlds && { worlds }),
  ...(pinned !== undefined && { pinned }),
  steps: steps.map(offered),
})

/** The file of these cases. */
export const bundleFile = (path: string, about: string, cases: readonly Offers[]): VectorFile => {
  const all = cases.flatMap(({ root, steps }) => [root, ...steps.map(({ bytes }) => bytes)])
  const named = all
    .filter((bytes) => typeof bytes !== 'number')
    .map((bytes) => [nameOf(bytes), base64url(bytes)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    path,
    prefix: 'bundle',
    schema: 'bundle',
    about,
    shared: { bundles: Object.fromEntries(named) },
    cases: cases.map(written),
  }
}

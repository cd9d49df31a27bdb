/** Runs bundle/: bundles offered one after the other to a verifier with a pinned root. */
import type { Api, BundleLike, Trial } from './api.ts'
import { fromBase64url } from './bytes.ts'
import { codeOf } from './compare.ts'

interface Step {
  readonly bundle?: string
  readonly zeros?: number
  readonly now: string
  readonly error?: string
  readonly accepted?: unknown
}

interface BundleFile {
  readonly bundles: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly id: string
    readonly root: string
    readonly steps: readonly Step[]
  }[]
}

const versions = ({ root, timestamp, snapshot }: BundleLike): unknown => ({
  root: root.version,
  timestamp: timestamp?.version,
  snapshot: snapshot?.version,
})

/** All cases. After an error the bundle before it stays. */
export const bundle = (api: Api, { bundles, cases }: BundleFile): Trial[] => {
  const named = (name: string): Uint8Array => fromBase64url(bundles[name] ?? '')
  return cases.map(({ id, root, steps }) => ({
    id,
    expected: steps.map(({ error, accepted }) => (error === undefined ? accepted : { error })),
    got: async () => {
      let current = await api.pinRoot(named(root))
      const got: unknown[] = []
      for (const step of steps) {
        const bytes =
          step.zeros === undefined ? named(step.bundle ?? '') : new Uint8Array(step.zeros)
        try {
          current = await api.acceptBundle(current, bytes, new Date(step.now))
          got.push(versions(current))
        } catch (error) {
          got.push({ error: codeOf(error) })
        }
      }
      return got
    },
  }))
}

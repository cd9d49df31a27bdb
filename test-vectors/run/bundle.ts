/** Runs bundle/: bundles offered one after the other to a verifier with a pinned root. */
import type { Api, BundleLike, Trial } from './api.ts'
import { fromBase64url } from './bytes.ts'
import { codeOf } from './compare.ts'

interface Step {
  readonly bundle?: string
  readonly zeros?: number
  readonly now: string
  readonly error?: string
  readonly accepted?: { readonly floor?: string }
}

interface BundleFile {
  readonly bundles: Readonly<Record<string, string>>
  readonly cases: readonly {
    readonly id: string
    readonly root: string
    readonly worlds?: readonly string[]
    readonly pinned?: string
    readonly steps: readonly Step[]
  }[]
}

const state = ({ root, timestamp, snapshot, floor }: BundleLike, step: Step): unknown => ({
  root: root.version,
  timestamp: timestamp?.version,
  snapshot: snapshot?.version,
  // Only some cases say where the time floor must be.
  ...(step.accepted?.floor !== undefined && {
    floor: new Date(floor * 1000).toISOString().replace('.000Z', 'Z'),
  }),
})

/** All cases. After an error the bundle before it stays. */
export const bundle = (api: Api, { bundles, cases }: BundleFile): Trial[] => {
  const named = (name: string): Uint8Array => fromBase64url(bundles[name] ?? '')
  return cases.map(({ id, root, steps, worlds = ['test'], pinned }) => ({
    id,
    expected:
      pinned === undefined
        ? steps.map(({ error, accepted }) => (error === undefined ? accepted : { error }))
        : { error: pinned },
    got: async () => {
      let current = await api.pinRoot(named(root), { worlds })
      const got: unknown[] = []
      for (const step of steps) {
        const bytes =
          step.zeros === undefined ? named(step.bundle ?? '') : new Uint8Array(step.zeros)
        try {
          current = await api.acceptBundle(current, bytes, new Date(step.now))
          got.push(state(current, step))
        } catch (error) {
          got.push({ error: codeOf(error) })
        }
      }
      return got
    },
  }))
}

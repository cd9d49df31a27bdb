/** Runs card/: a card alone, what the verifier knows, a clock; a decision, and the same again from its look-ups. */
import type { Api, DecisionLike, Read, Trial } from './api.ts'
import { json } from './bytes.ts'
import { same } from './compare.ts'
import { verifierOf, type Given } from './verify.ts'

interface CardCase {
  readonly id: string
  readonly now: string
  readonly card: unknown
  readonly context: object
  readonly outcome: string
  readonly reasons: readonly unknown[]
  readonly holdsUntil: string | null
  /** What the basis names in place of the number. */
  readonly lookUps: unknown
}

interface CardFile {
  readonly groups: readonly {
    readonly given: Given & { readonly groupKey?: string }
    readonly cases: readonly CardCase[]
  }[]
}

const keysOf = async (
  api: Api,
  read: Read,
  bundle: unknown,
  groupKey: string | undefined,
): Promise<unknown> => {
  if (groupKey === undefined) return undefined
  const { jwk } = json(await read(`keys/${groupKey}.json`)) as { readonly jwk: unknown }
  return api.openStationKeys(bundle, jwk)
}

/** All groups; a bundle is accepted once and serves its group. */
export const card = async (api: Api, read: Read, file: CardFile): Promise<Trial[]> => {
  const trials: Trial[] = []
  for (const { given, cases } of file.groups) {
    const bundle = await verifierOf(api, read, given)
    const stationKeys = await keysOf(api, read, bundle, given.groupKey)
    for (const { id, now, card: shown, context, ...expected } of cases) {
      const { outcome, reasons, holdsUntil, lookUps } = expected
      const options = { bundle, now: new Date(now), context }
      trials.push({
        id,
        expected: { outcome, reasons, holdsUntil, lookUps, again: true },
        got: async () => {
          const decided = await api.decideCard(shown, {
            ...options,
            ...(stationKeys !== undefined && { stationKeys }),
          })
          const found = decided.basis.context.card
          // Whoever repeats it has neither number nor keys.
          const again: DecisionLike = await api.decideCard(found, options)
          return {
            outcome: decided.outcome,
            reasons: decided.reasons,
            holdsUntil: decided.holdsUntil,
            lookUps: found,
            again: same(decided, again),
          }
        },
      })
    }
  }
  return trials
}

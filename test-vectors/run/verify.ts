/** Runs verify/: texts, what the verifier knows, a clock; a decision. */
import type { Api, DecisionLike, Read, Trial } from './api.ts'

/** What the verifier of a group has. */
export interface Given {
  readonly root: string | null
  readonly bundle: string | null
  readonly acceptedAt: string
  readonly class?: string
  /** The formats that it reads beside ours; all where nothing is said. */
  readonly formats?: readonly never[]
}

interface Shown {
  readonly id: string
  readonly now: string
  readonly context: Readonly<Record<string, unknown>>
  readonly text?: string
  readonly texts?: readonly string[]
}

interface VerifyCase extends Shown {
  readonly outcome: string
  readonly reasons: readonly unknown[]
  readonly holdsUntil: string | null
  readonly colour?: string | null
  readonly decision?: unknown
}

interface VerifyFile {
  readonly groups: readonly { readonly given: Given; readonly cases: readonly VerifyCase[] }[]
}

/** The bundle that a verifier holds, made as any verifier makes it. */
export const verifierOf = async (api: Api, read: Read, given: Given): Promise<unknown> => {
  if (given.root === null) return undefined
  const pinned = await api.pinRoot(await read(`bundle/${given.root}`), {
    worlds: ['test'],
    ...(given.class !== undefined && { class: given.class }),
  })
  if (given.bundle === null) return pinned
  const bytes = await read(`bundle/${given.bundle}`)
  return api.acceptBundle(pinned, bytes, new Date(given.acceptedAt))
}

/** A context as an implementation takes it: `startedAt` is a clock's. */
const contextOf = (context: Readonly<Record<string, unknown>>): unknown =>
  context['startedAt'] === undefined
    ? context
    : { ...context, startedAt: new Date(context['startedAt'] as string) }

/** Decides one case. */
export const decide = async (
  api: Api,
  bundle: unknown,
  shown: Shown,
  formats: readonly unknown[] = api.allFormats,
): Promise<DecisionLike> =>
  api.verify(shown.text ?? shown.texts ?? [], {
    bundle,
    now: new Date(shown.now),
    context: contextOf(shown.context),
    formats,
    countryRules: api.countryRules,
  })

/** All groups; a bundle is accepted once and serves its group. */
export const verify = async (api: Api, read: Read, file: VerifyFile): Promise<Trial[]> => {
  const trials: Trial[] = []
  for (const { given, cases } of file.groups) {
    const bundle = await verifierOf(api, read, given)
    for (const shown of cases) {
      const { id, outcome, reasons, holdsUntil, colour, decision } = shown
      trials.push({
        id,
        expected: {
          outcome,
          reasons,
          holdsUntil,
          ...(colour !== undefined && { colour }),
          ...(decision !== undefined && { decision }),
        },
        got: async () => {
          const decided = await decide(api, bundle, shown, given.formats)
          return {
            outcome: decided.outcome,
            reasons: decided.reasons,
            holdsUntil: decided.holdsUntil,
            ...(colour !== undefined && { colour: decided.colour }),
            ...(decision !== undefined && { decision: decided }),
          }
        },
      })
    }
  }
  return trials
}

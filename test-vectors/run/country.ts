/** Runs country/: a country's rules, on DCCs as JSON. */
import type { Api, CountryVerdictLike, Trial } from './api.ts'

interface Question {
  readonly now: string
  readonly payload: unknown
  readonly place: object
}

interface CountryCase extends Question {
  readonly id: string
  readonly outcome: string
  readonly gaps: readonly unknown[]
  /** Of every rule that counts, by its number: `holds`, `fails`, or the doubt and what is missing. */
  readonly rules: Readonly<Record<string, string>>
  /** When the verdict first changes for time alone; null: never. */
  readonly holdsUntil: string | null
}

interface CountryFile {
  readonly groups: readonly {
    readonly given: { readonly countryRules: unknown }
    readonly cases: readonly CountryCase[]
  }[]
}

const seconds = (instant: string): number => Date.parse(instant) / 1000

/** Instants that a verdict names at most until it changes. */
const maxSteps = 1000

const judge = (api: Api, set: unknown, { payload, now, place }: Question): unknown => {
  const compiled = set === null ? undefined : api.compileCountryRules(set)
  const at = (instant: number): CountryVerdictLike =>
    api.judgeCountry(compiled, { payload, now: instant, ...place })
  const first = at(seconds(now))
  const said = JSON.stringify(plain(first))
  let { next } = first
  // An implementation may name instants at which nothing changes.
  for (let step = 0; step < maxSteps && Number.isFinite(next); step++) {
    const later = at(next)
    if (JSON.stringify(plain(later)) !== said) break
    next = later.next
  }
  return { ...plain(first), holdsUntil: Number.isFinite(next) ? next : null }
}

const plain = ({ outcome, gaps, rules }: CountryVerdictLike): object => {
  const values = rules.map(({ no, value, doubt, missing = [] }): [string, string] => [
    String(no),
    value === 'undecided' ? [doubt, ...missing].join(' ') : value,
  ])
  return { outcome, gaps, rules: Object.fromEntries(values) }
}

/** Every case of every set. */
export const country = (api: Api, { groups }: CountryFile): Trial[] =>
  groups.flatMap(({ given: { countryRules }, cases }) =>
    cases.map((one) => ({
      id: one.id,
      expected: {
        outcome: one.outcome,
        gaps: one.gaps,
        rules: one.rules,
        holdsUntil: one.holdsUntil === null ? null : seconds(one.holdsUntil),
      },
      got: () => judge(api, countryRules, one),
    })),
  )

interface RefusedFile {
  readonly cases: readonly {
    readonly id: string
    readonly countryRules: unknown
    readonly error: string
  }[]
}

/** Sets that must not compile. */
export const countryRefused = (api: Api, { cases }: RefusedFile): Trial[] =>
  cases.map(({ id, countryRules, error }) => ({
    id,
    expected: { error },
    got: () => api.compileCountryRules(countryRules),
  }))

/** The published rules of EU states with their tests, from the corpora that lie beside this repository. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../shared/corpora/eu-dcc-rules', import.meta.url))

/** Whether the corpus is here. */
export const hasRules = (): boolean => existsSync(folder)

/** One test of a rule: what it is evaluated over, as text that is parsed anew for every evaluation. */
export interface RuleTest {
  readonly data: string
  /** The station's own: parsed once, as any verifier holds them, and the same for every engine. */
  readonly valueSets: unknown
  readonly expected: boolean
}

/** One published rule. */
export interface PublishedRule {
  readonly name: string
  /** Of the state that published it. */
  readonly state: string
  /** As it was published. */
  readonly rule: object
  readonly logic: unknown
  readonly tests: readonly RuleTest[]
}

interface RuleFile {
  readonly ruleSet: string
  readonly ruleId: string
  readonly rule: { readonly Logic: unknown }
  readonly tests: readonly {
    readonly payload: unknown
    readonly expected: boolean
    readonly external?: { readonly valueSets?: { readonly $valueSets: string } }
  }[]
}

/** The value sets that the published tests name. */
export const publishedValueSets = (): unknown => read('valueSets/bf683fc4b68d.json')

const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** Every rule that the corpus holds. */
export const publishedRules = (): readonly PublishedRule[] => {
  const sets = new Map<string, unknown>()
  const valueSets = (id: string): unknown => {
    if (!sets.has(id)) sets.set(id, read(`valueSets/${id}.json`))
    return sets.get(id)
  }
  return globSync('rules/*/*.json', { cwd: folder })
    .toSorted()
    .map((path) => {
      const { ruleSet, ruleId, rule, tests } = read(path) as RuleFile
      return {
        name: `${ruleSet} ${ruleId}`,
        state: ruleSet,
        rule,
        logic: rule.Logic,
        tests: tests.map(({ payload, external, expected }) => {
          const { valueSets: named, ...rest } = external ?? {}
          return {
            data: JSON.stringify({ payload, external: rest }),
            valueSets: named === undefined ? undefined : valueSets(named.$valueSets),
            expected,
          }
        }),
      }
    })
}

/** The data of one evaluation, made afresh. */
export const freshData = ({ data, valueSets }: RuleTest): unknown => {
  const fresh = JSON.parse(data) as { external: { valueSets?: unknown } }
  if (valueSets !== undefined) fresh.external.valueSets = valueSets
  return fresh
}

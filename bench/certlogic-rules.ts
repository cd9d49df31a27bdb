/** The published rules of EU states with their tests, from the corpora that lie beside this repository. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestedRule } from './certlogic-rounds.ts'

const folder = fileURLToPath(new URL('../../shared/corpora/eu-dcc-rules', import.meta.url))

/** Whether the corpus is here. */
export const hasRules = (): boolean => existsSync(folder)

/** One published rule. */
export interface PublishedRule extends TestedRule {
  /** Of the state that published it. */
  readonly state: string
  /** As it was published. */
  readonly rule: object
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

/** What all standings stand on: the version and the coverage by sources under which they were made or carried over. */
import type { CompiledRuleSet, Vocabulary } from 'greengate/rules'
import { type CoverageInForce, offSite } from 'greengate-cli/assessing'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'

/** As it is stored. */
export interface Ground {
  readonly ruleSet: string
  readonly version: number
  readonly coverage: CoverageInForce
  /** Kind to what its fields are. */
  readonly types: Readonly<Record<string, string>>
}

/** Undefined: nobody was assessed yet. */
export function readGround(store: DeskStore): Ground | undefined {
  const row = prepared(store, 'SELECT ruleSet, version, coverage, types FROM ground').get()
  if (row === undefined) return undefined
  const { bySources, byHolders } = JSON.parse(row['coverage'] as string) as StoredCoverage
  return {
    ruleSet: row['ruleSet'] as string,
    version: row['version'] as number,
    coverage: {
      bySources: new Map(bySources),
      byHolders: new Map(byHolders.map(([kind, until]) => [kind, until ?? undefined])),
    },
    types: JSON.parse(row['types'] as string) as Record<string, string>,
  }
}

/** In the transaction that makes it true. */
export function writeGround(
  store: DeskStore,
  { set, vocabulary }: CompiledRuleSet,
  coverage: CoverageInForce,
): void {
  prepared(store, 'INSERT OR REPLACE INTO ground VALUES (1, ?, ?, ?, ?)').run(
    set.id,
    set.version,
    coverageText(coverage),
    JSON.stringify(typesOf(vocabulary.types)),
  )
}

/** Whether standings need not be looked at again. */
export function isGround(
  ground: Ground,
  { set, vocabulary }: CompiledRuleSet,
  coverage: CoverageInForce,
): boolean {
  return (
    ground.ruleSet === set.id &&
    ground.version === set.version &&
    coverageText(ground.coverage) === coverageText(coverage) &&
    JSON.stringify(ground.types) === JSON.stringify(typesOf(vocabulary.types))
  )
}

/** Whether a kind that rules read has other fields than it had. */
export function readsOtherTypes({ types }: Ground, compiled: CompiledRuleSet): boolean {
  const now = typesOf(compiled.vocabulary.types)
  return offSite(compiled).rules.some(({ reads }) =>
    reads.some((kind) => types[kind] !== now[kind]),
  )
}

interface StoredCoverage {
  readonly bySources: readonly (readonly [string, number])[]
  readonly byHolders: readonly (readonly [string, number | null])[]
}

function coverageText({ bySources, byHolders }: CoverageInForce): string {
  const stored: StoredCoverage = {
    bySources: [...bySources].sort(byName),
    byHolders: [...byHolders].map(([kind, until]) => [kind, until ?? null] as const).sort(byName),
  }
  return JSON.stringify(stored)
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function typesOf(types: Vocabulary['types']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...types].map(([kind, { fields }]) => [
      kind,
      JSON.stringify(
        [...fields].map(([name, { type, unit, values }]) => [name, type, unit, values]),
      ),
    ]),
  )
}

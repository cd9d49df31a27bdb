/** The result of an impact: who changes outcome from one rule set version to another, and by what. Plain JSON. */
import type { CompiledRuleSet, RuleSet, Words } from 'greengate/rules'
import { ageBands, type AgeBand } from './age.ts'
import type { BadLines } from './bad-lines.ts'
import type { Example } from './job.ts'
import { addMatrix, cellsOf, emptyMatrix, sumsOf, type Sums } from './matrix.ts'
import { rankOf, states, type Ground, type State } from './state.ts'
import type { Counted } from './workers.ts'

/** One of the two sets. */
export interface ComparedSet {
  readonly id: string
  readonly version: number
  /** Of the canonical JSON, base64url. */
  readonly sha256: string
  readonly title: Words
  readonly effective: RuleSet['effective']
  /** The name of its time zone. */
  readonly zone: string
  readonly change: RuleSet['change']
}

/** One way in which people change: by which rules before, by which after. */
export interface Way {
  readonly from: Ground
  readonly to: Ground
  readonly count: number
}

/** Everybody who goes from one state to another. */
export interface Change {
  readonly from: State
  readonly to: State
  /** Whether a gate treats them otherwise; it does not between `check` and `missing`. */
  readonly isOfOutcome: boolean
  readonly count: number
  /** The most frequent first. */
  readonly ways: readonly Way[]
  readonly examples: readonly Example[]
}

/** What a rule does in both sets. */
export interface RuleImpact {
  readonly no: number
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly reason: Words
  readonly isIn: { readonly a: boolean; readonly b: boolean }
  /** People whose state it makes, alone or with others. */
  readonly decides: { readonly a: number; readonly b: number }
  /** Of the people whose outcome changes: from whom it goes, and to whom it comes. */
  readonly leaves: number
  readonly comes: number
}

/** A share of the people: a region or an age band. */
export type Group<Name> = Sums & { readonly name: Name; readonly matrix: readonly number[] }

/** Who it was that was judged. */
export type JudgedPopulation =
  | { readonly kind: 'file'; readonly name: string; readonly lines: number; readonly bad: BadLines }
  | { readonly kind: 'synthetic'; readonly seed: number }

/** The whole of it. A `matrix` is row by row: {@link states} under A down, under B across. */
export interface Impact extends Sums {
  readonly format: 'greengate-impact-1'
  readonly a: ComparedSet
  readonly b: ComparedSet
  /** The instant at which everybody is judged, under both. */
  readonly now: string
  readonly population: JudgedPopulation
  readonly states: readonly State[]
  readonly matrix: readonly number[]
  /** Who keeps the state, but by other rules. */
  readonly otherRules: number
  readonly changes: readonly Change[]
  readonly rules: readonly RuleImpact[]
  readonly regions: readonly Group<string>[]
  readonly ages: readonly Group<AgeBand>[]
}

/** What an impact is made of beside the counts. */
export interface Frame {
  readonly a: { readonly compiled: CompiledRuleSet; readonly sha256: string }
  readonly b: { readonly compiled: CompiledRuleSet; readonly sha256: string }
  readonly now: string
  readonly population: JudgedPopulation
}

/** Makes the result of what was counted; the same counts make the same result. */
export function impactOf({ tally, examples }: Counted, { a, b, now, population }: Frame): Impact {
  const matrix = emptyMatrix()
  for (const band of tally.ages) addMatrix(matrix, band)
  const ways = waysByCell(tally.ways)
  const changes = cellsOf(matrix).flatMap(({ from, to, count }, cell): Change[] => {
    if (from === to || count === 0) return []
    const isOfOutcome = rankOf(from) !== rankOf(to)
    const ofCell = ways.get(cell) ?? []
    return [{ from, to, isOfOutcome, count, ways: ofCell, examples: examples.get(cell) ?? [] }]
  })
  return {
    format: 'greengate-impact-1',
    a: comparedOf(a),
    b: comparedOf(b),
    now,
    population,
    ...sumsOf(matrix),
    states,
    matrix,
    otherRules: tally.otherRules,
    changes,
    rules: rulesOf(a.compiled, b.compiled, tally.decides, changes),
    regions: [...tally.regions]
      .map(([name, counts]) => ({ name, ...sumsOf(counts), matrix: counts }))
      .sort((x, y) => (x.name < y.name ? -1 : 1)),
    ages: ageBands.map((name, band) => {
      const counts = tally.ages[band] ?? emptyMatrix()
      return { name, ...sumsOf(counts), matrix: counts }
    }),
  }
}

function comparedOf({ compiled: { set }, sha256 }: Frame['a']): ComparedSet {
  const { id, version, title, effective, zone, change } = set
  return { id, version, sha256, title, effective, zone: zone.id, change }
}

function waysByCell(counts: ReadonlyMap<string, number>): ReadonlyMap<number, readonly Way[]> {
  const sorted = [...counts].sort(([x, m], [y, n]) => n - m || (x < y ? -1 : 1))
  const ways = new Map<number, Way[]>()
  for (const [key, count] of sorted) {
    const [cell, from, to] = JSON.parse(key) as [number, Ground, Ground]
    ways.set(cell, [...(ways.get(cell) ?? []), { from, to, count }])
  }
  return ways
}

function rulesOf(
  a: CompiledRuleSet,
  b: CompiledRuleSet,
  decides: Counted['tally']['decides'],
  changes: readonly Change[],
): readonly RuleImpact[] {
  const byNo = ({ rules }: CompiledRuleSet): RulesByNo =>
    new Map(rules.map(({ rule }) => [rule.no, rule]))
  const [inA, inB] = [byNo(a), byNo(b)]
  const ways = changes.filter(({ isOfOutcome }) => isOfOutcome).flatMap((change) => change.ways)
  const sum = (side: 'from' | 'to', no: number): number =>
    ways.reduce((all, way) => all + (way[side].rules.includes(no) ? way.count : 0), 0)
  return [...new Set([...inA.keys(), ...inB.keys()])]
    .sort((x, y) => x - y)
    .map((no) => {
      const { id, outcome, reason } = (inB.get(no) ?? inA.get(no)) as RuleSet['rules'][number]
      return {
        no,
        id,
        outcome,
        reason,
        isIn: { a: inA.has(no), b: inB.has(no) },
        decides: { a: decides.a.get(no) ?? 0, b: decides.b.get(no) ?? 0 },
        leaves: sum('from', no),
        comes: sum('to', no),
      }
    })
}

type RulesByNo = ReadonlyMap<number, RuleSet['rules'][number]>

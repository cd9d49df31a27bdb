/** Counts which rules and which branches of their conditions the cases of a set have taken. */
import type {
  CompiledRuleSet,
  ExplainedPart,
  ExplainedRule,
  Requirement,
  Rule,
} from 'greengate/rules'
import { conditionsOf } from './branches.ts'
import type { Ran } from './run-case.ts'

/** How much of how much. */
export interface Share {
  readonly covered: number
  readonly total: number
}

/** What the cases have made of a rule. */
export interface RuleCoverage {
  readonly no: number
  readonly id: string
  readonly true: boolean
  readonly false: boolean
  /** Whether it was among the rules that made an outcome. */
  readonly decisive: boolean
  /** Conditions of which a branch was taken by no case. */
  readonly open: readonly OpenBranch[]
}

/** A condition that was never true, or never false. */
export interface OpenBranch {
  /** Its path within the rule. */
  readonly at: string
  readonly never: 'true' | 'false' | 'either'
}

export interface Coverage {
  readonly rules: readonly RuleCoverage[]
  /** Rules that were true, false and decisive. */
  readonly whole: Share
  readonly true: Share
  readonly false: Share
  readonly decisive: Share
  readonly branches: Share
  /** Rules of the base, which are not counted: its own cases are for them. */
  readonly inherited: number
}

/** The branches that were seen, by the path in the rule. */
type Seen = ReadonlyMap<string, { true?: true; false?: true }>

/**
 * Measures what cases have covered.
 *
 * @param isWithBase - Whether the rules of the base count too.
 */
export function coverageOf(
  { set, origins }: CompiledRuleSet,
  ran: readonly Ran[],
  isWithBase: boolean,
): Coverage {
  const own = set.rules
    .filter(({ no }) => isWithBase || origins.rules.get(no)?.id === set.id)
    .toSorted((a, b) => a.no - b.no)
  const rules = own.map((rule) => ruleCoverage(rule, ran))
  const share = (test: (rule: RuleCoverage) => boolean): Share => ({
    covered: rules.filter(test).length,
    total: rules.length,
  })
  const total = 2 * own.reduce((sum, rule) => sum + conditionsOf(rule).length, 0)
  const open = rules.flatMap((rule) => rule.open)
  return {
    rules,
    whole: share((rule) => rule.true && rule.false && rule.decisive),
    true: share((rule) => rule.true),
    false: share((rule) => rule.false),
    decisive: share((rule) => rule.decisive),
    branches: {
      covered: open.reduce((sum, { never }) => sum - (never === 'either' ? 2 : 1), total),
      total,
    },
    inherited: set.rules.length - own.length,
  }
}

function ruleCoverage(rule: Rule, ran: readonly Ran[]): RuleCoverage {
  const { no, id } = rule
  const said = ran.flatMap(({ case: one, rules }) => {
    const explained = rules.find((each) => each.no === no)
    return explained === undefined
      ? []
      : [{ value: explained.value, taken: takenIn(explained, rule, one) }]
  })
  const seen = seenIn(said.map(({ taken }) => taken))
  const open = conditionsOf(rule).flatMap(({ at }): OpenBranch[] => {
    const branches = seen.get(at)
    if (branches?.true && branches.false) return []
    return [{ at, never: branches === undefined ? 'either' : branches.true ? 'false' : 'true' }]
  })
  return {
    no,
    id,
    true: said.some(({ value }) => value === 'true'),
    false: said.some(({ value }) => value === 'false'),
    decisive: ran.some(({ got }) => got.fired.includes(no)),
    open,
  }
}

function seenIn(all: readonly Taken[]): Seen {
  const seen = new Map<string, { true?: true; false?: true }>()
  for (const taken of all) {
    for (const [at, value] of taken) {
      const branches = seen.get(at) ?? {}
      branches[`${value}`] = true
      seen.set(at, branches)
    }
  }
  return seen
}

type Taken = readonly (readonly [at: string, value: boolean])[]

/** What is explained once is of one rule and one case: whoever runs most cases again need not look again. */
const known = new WeakMap<ExplainedRule, Taken>()

/** The branches that a case takes in a rule. */
function takenIn(explained: ExplainedRule, rule: Rule, one: Ran['case']): Taken {
  const before = known.get(explained)
  if (before !== undefined) return before
  const taken = new Map<string, readonly [string, boolean]>()
  const note = (at: string, value: boolean): void => {
    taken.set(`${String(value)} ${at}`, [at, value])
  }
  for (const part of explained.parts) visit(part, note)
  for (const [i, requirement] of (rule.requires ?? []).entries()) {
    note(`requires[${String(i)}]`, isMet(requirement, one))
  }
  const found = [...taken.values()]
  known.set(explained, found)
  return found
}

/** Visits what was true or false: of what speaks of all facts, fact by fact. */
function visit(part: ExplainedPart, note: (at: string, value: boolean) => void): void {
  if (typeof part.value === 'boolean') note(part.at, part.value)
  for (const below of part.parts) visit(below, note)
  for (const { where } of part.facts ?? []) if (where !== null) visit(where, note)
}

const unitSeconds = { D: 86_400, H: 3600, M: 60 } as const

/** A requirement is met or in doubt; that is its other branch. */
function isMet({ kind, maxAge }: Requirement, { now, person }: Ran['case']): boolean {
  const until = person.coverage.findLast((covered) => covered.kind === kind)?.until
  const [, count, unit] = /^PT?(\d+)([DHM])$/.exec(maxAge) ?? []
  const seconds = Number(count) * unitSeconds[unit as keyof typeof unitSeconds]
  return until !== undefined && now - until <= seconds
}
